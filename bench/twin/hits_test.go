package twin

import "testing"

// signed adds an authorisation.
func signed(f *family, id, on, until, way string) {
	f.p.add("authorisations", "household_code", f.code, "id_number", id, "signed_on", on, "valid_to", until, "way", way)
}

// car adds a private car worth looking at.
func car(f *family, id string) {
	f.p.add("vehicle", "plate", "贵A"+id[14:]+f.code, "id_number", id, "kind", "小型轿车", "value", "80000", "status", "正常")
}

func TestAuthorised(t *testing.T) {
	expect(t, "2025-06-30", []string{"hits", "findings"}, []sentence{
		{"who has signed nothing is not compared", func(f *family, head string) { car(f, head) }, ""},
		{"who has signed is", func(f *family, head string) {
			car(f, head)
			signed(f, head, "2025-06-30", "", "纸质")
		}, "has_vehicle(head)"},
		{"signed after the date", func(f *family, head string) {
			car(f, head)
			signed(f, head, "2025-07-01", "", "纸质")
		}, ""},
		{"valid to the very day", func(f *family, head string) {
			car(f, head)
			signed(f, head, "2025-01-01", "2025-06-30", "录音")
		}, "has_vehicle(head)"},
		{"the newest alone decides, and it has run out", func(f *family, head string) {
			car(f, head)
			signed(f, head, "2024-01-01", "", "纸质")
			signed(f, head, "2025-01-01", "2025-06-29", "纸质")
		}, ""},
		{"one adult without signature blocks the household", func(f *family, head string) {
			car(f, head)
			signed(f, head, "2025-01-01", "", "纸质")
			f.person("wife", "1985-01-01", "sex", "女")
		}, ""},
		{"an adult without ID does not, a child needs no signature and is read", func(f *family, head string) {
			signed(f, head, "2025-01-01", "", "纸质")
			f.person("guest", "1985-01-01", "sex", "女", "provisional_no", "T1")
			car(f, f.person("boy", "2007-07-01"))
		}, "has_vehicle(boy) no_id(guest)"},
		{"an adult out of reach does not block, but is not read", func(f *family, head string) {
			wife := f.person("wife", "1985-01-01", "sex", "女")
			signed(f, head, "2025-01-01", "", "纸质")
			signed(f, wife, "2024-07-01", "", "联系不上")
			car(f, head)
			car(f, wife)
		}, "has_vehicle(head)"},
		{"out of reach for twelve months to the day", func(f *family, head string) {
			wife := f.person("wife", "1985-01-01", "sex", "女")
			signed(f, head, "2025-01-01", "", "纸质")
			signed(f, wife, "2024-06-30", "", "联系不上")
		}, "unreached(wife)"},
		{"out of reach is no consent of the household", func(f *family, head string) {
			signed(f, head, "2025-06-01", "", "联系不上")
			car(f, head)
			car(f, f.person("boy", "2010-01-01"))
		}, ""},
		{"a child's signature is one member's", func(f *family, head string) {
			signed(f, head, "2025-06-01", "", "联系不上")
			boy := f.person("boy", "2010-01-01")
			signed(f, boy, "2025-06-01", "", "纸质")
			car(f, boy)
		}, "has_vehicle(boy)"},
		{"an adult whose being out of reach has run out blocks the household", func(f *family, head string) {
			signed(f, head, "2025-01-01", "", "纸质")
			car(f, head)
			signed(f, f.person("wife", "1985-01-01", "sex", "女"), "2025-01-01", "2025-06-29", "联系不上")
		}, ""},
		{"a signature in another household is none here", func(f *family, head string) {
			other := f.p.household(f.code+"-other", "520123")
			signed(other, head, "2025-01-01", "", "纸质")
			car(f, head)
		}, ""},
	})
}

func TestHits(t *testing.T) {
	consent := func(arrange func(f *family, head string)) func(f *family, head string) {
		return func(f *family, head string) {
			signed(f, head, "2025-01-01", "", "本人手机")
			arrange(f, head)
		}
	}
	vehicle := func(kind, value, status string) func(f *family, head string) {
		return consent(func(f *family, head string) {
			f.p.add("vehicle", "plate", "贵B"+f.code, "id_number", head, "kind", kind, "value", value, "status", status)
		})
	}
	unit := func(f *family, no, id, usage string) {
		f.p.add("real_estate", "certificate_no", no, "id_number", id, "usage", usage)
	}
	// home is a unit number in the family's own county.
	home := func(f *family, rest string) string { return f.at["division_code"][:6] + rest + f.code }
	firm := func(kind, role, status string) func(f *family, head string) {
		return consent(func(f *family, head string) {
			f.p.add("business", "credit_code", "91350100M000100Y43", "id_number", head, "kind", kind, "role", role, "status", status)
		})
	}
	expect(t, "2025-06-30", []string{"hits"}, []sentence{
		{"a car of exactly 50 000", vehicle("小型轿车", "50000", "正常"), "has_vehicle(head)"},
		{"a car of unknown value", vehicle("客车", "", "正常"), "has_vehicle(head)"},
		{"a cheaper car", vehicle("小型轿车", "49999.99", "正常"), ""},
		{"a scrapped car", vehicle("工程机械", "", "报废"), ""},
		{"a motorcycle", vehicle("摩托车", "90000", "正常"), ""},
		{"a shop", consent(func(f *family, head string) { unit(f, home(f, "a"), head, "商铺") }), "has_property(head)"},
		{"one home in the own county", consent(func(f *family, head string) { unit(f, home(f, "a"), head, "住宅") }), ""},
		{"one home held by two is one", consent(func(f *family, head string) {
			unit(f, home(f, "a"), head, "住宅")
			unit(f, home(f, "a"), f.person("boy", "2010-01-01"), "住宅")
		}), ""},
		{"two homes held by two", consent(func(f *family, head string) {
			unit(f, home(f, "a"), head, "住宅")
			unit(f, home(f, "b"), f.person("boy", "2010-01-01"), "住宅")
			unit(f, home(f, "c"), f.person("girl", "2011-01-01", "sex", "女"), "宅基地")
		}), "has_property(boy,head)"},
		{"a home in another county", consent(func(f *family, head string) { unit(f, "440106x", head, "住宅") }), "has_property(head)"},
		{"a resettlement flat in another county", consent(func(f *family, head string) { unit(f, "440106y", head, "易地搬迁安置房") }), ""},
		{"a parking space", consent(func(f *family, head string) { unit(f, "440106z", head, "车位") }), ""},
		{"a home under the county's former code", consent(func(f *family, head string) {
			f.at["division_code"] = "520304100201"
			unit(f, "520321x", head, "住宅")
		}), ""},
		{"a former code of another county", consent(func(f *family, head string) { unit(f, "522522x", head, "住宅") }), "has_property(head)"},
		{"a unit number without a county says nothing of the county", consent(func(f *family, head string) { unit(f, "黔(2020)0001", head, "住宅") }), ""},
		{"a running firm's shareholder", firm("企业", "股东", "存续"), "has_business(head)"},
		{"a firm struck off", firm("企业", "股东", "吊销"), ""},
		{"an operator of a stall", firm("个体工商户", "经营者", "存续"), "has_business(head)"},
		{"a cooperative", firm("农民专业合作社", "法定代表人", "存续"), ""},
		{"a firm's 经营者", firm("企业", "经营者", "存续"), ""},
		{"a teacher with a post as forest ranger", consent(func(f *family, head string) {
			f.p.add("public_payroll", "id_number", head, "kind", "事业编制")
			f.p.add("public_payroll", "id_number", head, "kind", "生态护林员")
		}), "on_payroll(head)"},
		{"a forest ranger", consent(func(f *family, head string) {
			f.p.add("public_payroll", "id_number", head, "kind", "生态护林员")
		}), ""},
	})
}
