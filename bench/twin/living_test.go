package twin

import "testing"

func TestHousing(t *testing.T) {
	house := func(cells ...string) func(f *family, head string) {
		return func(f *family, _ string) {
			for len(cells) > 0 {
				row := append([]string{"household_code", f.code}, cells[:12]...)
				f.p.add("housing", row...)
				cells = cells[12:]
			}
		}
	}
	expect(t, "2025-06-30", []string{"alerts"}, []sentence{
		{"a safe family says nothing", func(*family, string) {}, ""},
		{"a house of grade B is safe", house("grade", "B", "assessed_on", "2025-01-01", "house_no", "1", "occupied", "是", "only_home", "是", "renovated_on", ""), ""},
		{"an assessment after the date is not seen", house("grade", "D", "assessed_on", "2025-07-01", "house_no", "1", "occupied", "是", "only_home", "是", "renovated_on", ""), ""},
		{"a house that nobody lives in does not count", house("grade", "D", "assessed_on", "2025-01-01", "house_no", "1", "occupied", "否", "only_home", "是", "renovated_on", ""), ""},
		{"a second home does not count", house("grade", "D", "assessed_on", "2025-01-01", "house_no", "1", "occupied", "是", "only_home", "否", "renovated_on", ""), ""},
		{"renovated after the assessment is safe", house("grade", "D", "assessed_on", "2025-01-01", "house_no", "1", "occupied", "是", "only_home", "是", "renovated_on", "2025-06-30"), ""},
		{"grade C is yellow, unknown occupancy counts", house("grade", "C", "assessed_on", "2025-06-30", "house_no", "1", "occupied", "", "only_home", "", "renovated_on", ""), "unsafe_housing/黄"},
		{"renovated on the day of the assessment does not help", house("grade", "D", "assessed_on", "2025-01-01", "house_no", "1", "occupied", "", "only_home", "", "renovated_on", "2025-01-01"), "unsafe_housing/红"},
		{"renovation in the future does not help", house("grade", "D", "assessed_on", "2025-01-01", "house_no", "1", "occupied", "", "only_home", "", "renovated_on", "2025-07-01"), "unsafe_housing/红"},
		{"only the newest assessment of a house counts, a house without number is a house of its own",
			house("grade", "D", "assessed_on", "2024-01-01", "house_no", "", "occupied", "", "only_home", "", "renovated_on", "",
				"grade", "B", "assessed_on", "2025-01-01", "house_no", "", "occupied", "", "only_home", "", "renovated_on", "",
				"grade", "C", "assessed_on", "2023-01-01", "house_no", "1", "occupied", "", "only_home", "", "renovated_on", ""), "unsafe_housing/黄"},
		{"the renovation of the older assessment is not the newer's",
			house("grade", "C", "assessed_on", "2024-01-01", "house_no", "1", "occupied", "", "only_home", "", "renovated_on", "2025-02-01",
				"grade", "D", "assessed_on", "2025-01-01", "house_no", "1", "occupied", "", "only_home", "", "renovated_on", ""), "unsafe_housing/红"},
	})
}

func TestWater(t *testing.T) {
	water := func(on, quality, outage string) func(f *family, head string) {
		return func(f *family, _ string) {
			f.p.add("drinking_water", "household_code", f.code, "assessed_on", on, "quality", quality, "outage_days", outage)
		}
	}
	expect(t, "2025-06-30", []string{"alerts"}, []sentence{
		{"30 days without water are not more than 30", water("2025-06-01", "达标", "30"), ""},
		{"unknown water is no alert", water("2025-06-01", "", ""), ""},
		{"31 days three months ago to the day are yellow: the window is open there", water("2025-03-30", "达标", "31"), "unsafe_water/黄"},
		{"31 days on the first day of the window are red", water("2025-03-31", "达标", "31"), "unsafe_water/红"},
		{"bad water is yellow however new", water("2025-06-30", "不达标", ""), "unsafe_water/黄"},
		{"the newest assessment alone decides", func(f *family, head string) {
			water("2025-05-01", "不达标", "60")(f, head)
			water("2025-06-01", "基本达标", "0")(f, head)
		}, ""},
	})
}

func TestDisasterAndPetition(t *testing.T) {
	disaster := func(on, loss, damaged string) func(f *family, head string) {
		return func(f *family, _ string) {
			f.p.add("disaster", "household_code", f.code, "event", "洪涝", "event_date", on, "loss", loss, "house_damaged", damaged)
		}
	}
	petition := func(topic, received, household string) func(f *family, head string) {
		return func(f *family, head string) {
			if household == "own" {
				household = f.code
			}
			f.p.add("petition", "record_no", f.code, "household_code", household, "id_number", head, "received_on", received, "channel", "12345", "topic", topic)
		}
	}
	expect(t, "2025-08-31", []string{"alerts"}, []sentence{
		{"six months before 31 August end on 28 February: that day is outside", disaster("2025-02-28", "9000", "是"), ""},
		{"1 March is inside", disaster("2025-03-01", "5000", "否"), "disaster/黄"},
		{"a loss of 4 999.99 is below the threshold", disaster("2025-08-01", "4999.99", ""), ""},
		{"a damaged house is red whatever the loss", disaster("2025-08-31", "", "是"), "disaster/红"},
		{"a damaged house of last year does not make this year's flood red", func(f *family, head string) {
			disaster("2024-08-01", "0", "是")(f, head)
			disaster("2025-08-01", "6000", "否")(f, head)
		}, "disaster/黄"},
		{"a petition about pensions is none of ours", petition("社保", "2025-08-01", "own"), ""},
		{"a petition about water is", petition("饮水", "2025-08-01", "own"), "petition/黄"},
		{"a household that the registry does not hold leaves it to the person", petition("住房", "2025-08-01", "H999"), "petition/黄"},
		{"a petition three months old to the clamped day is outside", petition("住房", "2025-05-31", "own"), ""},
	})
}
