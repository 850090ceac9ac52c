package twin

import "testing"

// spent adds a settlement; a refund is negative.
func spent(f *family, id, no, on, selfPaid string) {
	f.p.add("medical_settlement", "record_no", f.code+no, "id_number", id, "settle_date", on, "total_cost", "0", "self_paid", selfPaid)
}

// The line of 2025 is 8 700 yuan a head, rural income 15 800.
func TestIncome(t *testing.T) {
	// alone gives the family only the income rows listed: year, wage.
	alone := func(cells ...string) func(f *family, head string) {
		return func(f *family, _ string) {
			rows := f.p.rows["income"]
			f.p.rows["income"] = rows[:len(rows)-1]
			for i := 0; i < len(cells); i += 2 {
				f.income(cells[i], cells[i+1])
			}
		}
	}
	expect(t, "2025-06-30", []string{"alerts"}, []sentence{
		{"exactly on the line", alone("2025", "8700"), ""},
		{"a fen below the line", alone("2025", "8699.99"), "income_below_line/黄"},
		{"two members double the line", func(f *family, head string) {
			alone("2025", "17399.99")(f, head)
			f.person("wife", "1985-01-01", "sex", "女")
		}, "income_below_line/黄"},
		{"the newest of three years counts, not the lowest", alone("2023", "100", "2024", "9000"), ""},
		{"a year before these three is unknown, and next year is not seen", alone("2022", "100", "2026", "100"), ""},
		{"a year with all five empty is no row", func(f *family, head string) {
			alone("2024", "100")(f, head)
			f.p.add("income", "household_code", f.code, "year", "2025")
		}, "income_below_line/黄"},
		{"cost alone makes a negative income", func(f *family, head string) {
			alone()(f, head)
			f.p.add("income", "household_code", f.code, "year", "2025", "business_cost", "1")
		}, "income_below_line/黄"},
		{"cost is taken off", func(f *family, head string) {
			alone()(f, head)
			f.p.add("income", "household_code", f.code, "year", "2025", "wage_income", "9000", "property_income", "700", "business_cost", "1000.01")
		}, "income_below_line/黄"},
		{"a fall of exactly three tenths", alone("2024", "20000", "2025", "14000"), "income_drop/蓝"},
		{"a fen less of a fall", alone("2024", "20000", "2025", "14000.01"), ""},
		{"a fall from the year before the last is none", alone("2023", "20000", "2025", "14000"), ""},
		{"a fall that ends at twice the line is none", alone("2024", "40000", "2025", "17400"), ""},
		{"a fall that ends a fen below it is one", alone("2024", "40000", "2025", "17399.99"), "income_drop/蓝"},
		{"the earlier year may lie before the three years", alone("2022", "20000", "2023", "14000"), "income_drop/蓝"},
		{"a debt before cannot fall", alone("2024", "-1", "2025", "9000"), ""},
	})
}

func TestMedicalAndRigid(t *testing.T) {
	expect(t, "2025-06-30", []string{"alerts"}, []sentence{
		{"a fen below the threshold", func(f *family, head string) { spent(f, head, "1", "2025-01-01", "15799.99") }, ""},
		{"exactly the threshold", func(f *family, head string) { spent(f, head, "1", "2025-01-01", "15,800") }, "medical_burden/黄(head)"},
		{"half of it for who was lifted out", func(f *family, head string) {
			f.at["kind"] = "脱贫户"
			spent(f, head, "1", "2025-01-01", "7900")
		}, "medical_burden/黄(head)"},
		{"and for an open object", func(f *family, head string) {
			f.at["object_type"] = "突发严重困难户"
			spent(f, head, "1", "2025-01-01", "7900")
		}, "medical_burden/黄(head)"},
		{"not for a cleared one", func(f *family, head string) {
			f.at["object_type"], f.at["risk_cleared"] = "突发严重困难户", "是"
			spent(f, head, "1", "2025-01-01", "7900")
		}, ""},
		{"a refund takes it back below", func(f *family, head string) {
			spent(f, head, "1", "2025-01-01", "16000")
			spent(f, head, "2", "2025-02-01", "-200.01")
		}, ""},
		{"a bill of a year ago to the day is outside, the next day inside", func(f *family, head string) {
			spent(f, head, "1", "2024-06-30", "15800")
			spent(f, head, "2", "2024-07-01", "15799")
		}, ""},
		{"the dead leave their bills, and a refund names its bearer", func(f *family, head string) {
			late := f.person("late", "1950-01-01", "status", "死亡")
			spent(f, late, "1", "2025-01-01", "16000")
			spent(f, head, "2", "2025-01-01", "-1")
		}, "medical_burden/黄(head,late)"},
		{"who died living apart leaves none, nor who moved away", func(f *family, _ string) {
			late := f.person("late", "1950-01-01", "status", "死亡", "living_together", "否")
			gone := f.person("gone", "1990-01-01", "status", "迁出")
			spent(f, late, "1", "2025-01-01", "16000")
			spent(f, gone, "2", "2025-01-01", "16000")
		}, ""},
		{"spending pulls a family under the line", func(f *family, head string) {
			f.income("2025", "10000")
			spent(f, head, "1", "2025-01-01", "1300.01")
		}, "income_below_after_rigid/黄"},
		{"to the line exactly is not under it", func(f *family, head string) {
			f.income("2025", "10000")
			spent(f, head, "1", "2025-01-01", "1300")
		}, ""},
		{"half of the income, and left with less than twice the line", func(f *family, head string) {
			f.income("2025", "30000")
			f.p.add("disaster", "household_code", f.code, "event", "旱灾", "event_date", "2025-01-01", "loss", "4999")
			f.p.add("accident", "id_number", head, "event_date", "2024-07-01", "severity", "轻伤", "loss", "10001")
		}, "rigid_spending/蓝"},
		{"left with exactly twice the line", func(f *family, head string) {
			f.income("2025", "34800")
			f.p.add("accident", "id_number", head, "event_date", "2024-07-01", "severity", "轻伤", "loss", "17400")
		}, ""},
		{"school money counts as rigid, and only the payer is named", func(f *family, head string) {
			boy := f.person("boy", "2005-01-01")
			f.p.add("school_enrolment", "id_number", boy, "school_year", "2024-2025", "stage", "本科及以上", "status", "在读", "self_paid", "10000")
			f.p.add("school_enrolment", "id_number", head, "school_year", "2024-2025", "stage", "高职", "status", "在读", "self_paid", "0")
		}, "education_burden/蓝(boy)"},
		{"last year's school money does not count", func(f *family, head string) {
			f.p.add("school_enrolment", "id_number", head, "school_year", "2023-2024", "stage", "高职", "status", "在读", "self_paid", "90000")
		}, ""},
	})
}

func TestLoansAndAssistance(t *testing.T) {
	loan := func(f *family, household, id, overdue, balance, granted string) {
		f.p.add("microloan", "loan_no", f.code+overdue, "household_code", household, "id_number", id, "amount", "50000",
			"balance", balance, "granted_on", granted, "due_on", "2025-01-01", "overdue_days", overdue)
	}
	aid := func(f *family, id, kind, start, end string) {
		f.p.add("social_assistance", "id_number", id, "type", kind, "start_date", start, "end_date", end)
	}
	poor := func(f *family) { f.income("2025", "8000") }
	expect(t, "2025-06-30", []string{"alerts"}, []sentence{
		{"30 days overdue", func(f *family, head string) { loan(f, f.code, "", "30", "1", "2024-01-01") }, ""},
		{"31 days, nothing left to pay", func(f *family, head string) { loan(f, f.code, "", "31", "0", "2024-01-01") }, ""},
		{"31 days", func(f *family, head string) { loan(f, f.code, "", "31", "0.01", "2024-01-01") }, "loan_overdue/蓝"},
		{"granted after the date", func(f *family, head string) { loan(f, f.code, "", "31", "1", "2025-07-01") }, ""},
		{"of a household unknown here the person decides", func(f *family, head string) { loan(f, "elsewhere", head, "31", "1", "2024-01-01") }, "loan_overdue/蓝"},
		{"低保 ended three months ago to the day", func(f *family, head string) {
			poor(f)
			aid(f, head, "低保", "2020-01-01", "2025-03-30")
		}, "income_below_line/黄"},
		{"ended today", func(f *family, head string) {
			poor(f)
			aid(f, head, "低保", "2020-01-01", "2025-06-30")
		}, "assistance_stopped/黄(head) income_below_line/黄"},
		{"ended, but another member's runs", func(f *family, head string) {
			poor(f)
			aid(f, head, "低保", "2020-01-01", "2025-06-30")
			aid(f, f.person("wife", "1985-01-01", "sex", "女"), "特困", "2025-06-30", "")
		}, "income_below_line/黄"},
		{"ended, and the other starts tomorrow", func(f *family, head string) {
			poor(f)
			aid(f, head, "低保", "2020-01-01", "2025-06-30")
			aid(f, f.person("wife", "1985-01-01", "sex", "女"), "特困", "2025-07-01", "")
		}, "assistance_stopped/黄(head) income_below_line/黄"},
		{"ended, and income is enough", func(f *family, head string) { aid(f, head, "特困", "2020-01-01", "2025-06-30") }, ""},
		{"临时救助 ends by nature", func(f *family, head string) {
			poor(f)
			aid(f, head, "临时救助", "2020-01-01", "2025-06-30")
		}, "income_below_line/黄"},
		{"ended, and income is unknown", func(f *family, head string) {
			f.p.rows["income"] = f.p.rows["income"][:len(f.p.rows["income"])-1]
			aid(f, head, "低保", "2020-01-01", "2025-06-01")
		}, "assistance_stopped/黄(head)"},
	})
}
