package twin

import "testing"

// lost gives the family a working son of the given fate: when he is gone, and by
// death or prison, earner_lost speaks of him; while he is here, his labour keeps
// the rule silent.
func lost(cells ...string) func(f *family, head string) {
	return func(f *family, _ string) {
		son := f.person("son", "1990-05-05", "labor", "普通劳动力")
		for i := 0; i < len(cells); i += 2 {
			f.p.add("population_change", "id_number", son, "event", cells[i], "event_date", cells[i+1])
		}
	}
}

func TestDecidingEvent(t *testing.T) {
	expect(t, "2025-06-30", []string{"alerts"}, []sentence{
		{"a son who works is not lost", lost(), ""},
		{"who moved away is not lost to death or prison", lost("迁出", "2025-01-01"), ""},
		{"prison a year ago to the day is outside", lost("收监", "2024-06-30"), ""},
		{"prison after the date is not seen", lost("收监", "2025-07-01"), ""},
		{"released again", lost("收监", "2025-01-01", "释放", "2025-02-01"), ""},
		{"released on the day of prison: he is here", lost("收监", "2025-02-01", "释放", "2025-02-01"), ""},
		{"of prison and moving on one day prison decides", lost("迁出", "2025-02-01", "收监", "2025-02-01", "婚出", "2025-02-01"), "earner_lost/黄(son)"},
		{"moved away after prison: moving decides", lost("收监", "2025-02-01", "迁出", "2025-02-02"), ""},
		{"prison on the first day of the window", lost("收监", "2024-07-01"), "earner_lost/黄(son)"},
		{"nothing brings back the dead", lost("死亡", "2025-01-01", "迁入", "2025-03-01"), "earner_lost/黄(son)"},
		{"the newest death decides", lost("死亡", "2023-01-01", "死亡", "2025-01-01"), "earner_lost/黄(son)"},
		{"a death before the window", lost("死亡", "2023-01-01", "收监", "2025-01-01"), ""},
		{"a daughter who can work keeps the family", func(f *family, head string) {
			lost("死亡", "2025-01-01")(f, head)
			f.person("daughter", "2009-06-30", "labor", "弱劳动力或半劳动力", "sex", "女")
		}, ""},
		{"a daughter a day too young does not", func(f *family, head string) {
			lost("死亡", "2025-01-01")(f, head)
			f.person("daughter", "2009-07-01", "labor", "弱劳动力或半劳动力", "sex", "女")
		}, "earner_lost/黄(son)"},
		{"a mother of 64 who can work keeps it", func(f *family, head string) {
			lost("死亡", "2025-01-01")(f, head)
			f.person("mother", "1960-07-01", "labor", "技能劳动力", "sex", "女")
		}, ""},
		{"a mother of 65 does not", func(f *family, head string) {
			lost("死亡", "2025-01-01")(f, head)
			f.person("mother", "1960-06-30", "labor", "技能劳动力", "sex", "女")
		}, "earner_lost/黄(son)"},
		{"a daughter without an ID counts as labour here", func(f *family, head string) {
			lost("死亡", "2025-01-01")(f, head)
			f.person("daughter", "2000-01-01", "labor", "普通劳动力", "sex", "女", "provisional_no", "T1")
		}, ""},
		{"too old on the day of death", func(f *family, _ string) {
			old := f.person("old", "1960-01-01", "labor", "普通劳动力")
			f.p.add("population_change", "id_number", old, "event", "死亡", "event_date", "2025-01-01")
		}, ""},
		{"64 on the day before his birthday", func(f *family, _ string) {
			old := f.person("old", "1960-01-02", "labor", "普通劳动力")
			f.p.add("population_change", "id_number", old, "event", "死亡", "event_date", "2025-01-01")
		}, "earner_lost/黄(old)"},
		{"who lived apart is not lost to the household", func(f *family, _ string) {
			son := f.person("son", "1990-05-05", "labor", "普通劳动力", "living_together", "否")
			f.p.add("population_change", "id_number", son, "event", "死亡", "event_date", "2025-01-01")
		}, ""},
	})
}

func TestStatusAndMembers(t *testing.T) {
	expect(t, "2025-06-30", []string{"alerts", "findings"}, []sentence{
		{"the registry's dead stay dead whatever event follows", func(f *family, head string) {
			f.p.rows["persons"][len(f.p.rows["persons"])-1]["status"] = "死亡"
			f.p.add("population_change", "id_number", head, "event", "迁入", "event_date", "2025-01-01")
		}, "no_members"},
		{"an event brings back whom the registry sent away", func(f *family, head string) {
			f.p.rows["persons"][len(f.p.rows["persons"])-1]["status"] = "迁出"
			f.p.add("population_change", "id_number", head, "event", "迁入", "event_date", "2025-01-01")
		}, ""},
		{"who moved out by the registry is no member", func(f *family, _ string) {
			f.p.rows["persons"][len(f.p.rows["persons"])-1]["status"] = "迁出"
		}, "no_members"},
		{"a household of people who live apart is not screened, whatever befell it", func(f *family, _ string) {
			f.p.rows["persons"][len(f.p.rows["persons"])-1]["living_together"] = "N"
			f.p.add("disaster", "household_code", f.code, "event", "火灾", "event_date", "2025-06-01", "house_damaged", "是")
		}, "no_members"},
		{"a misspelt status is unknown, as if empty", func(f *family, _ string) {
			f.p.rows["persons"][len(f.p.rows["persons"])-1]["status"] = "不详"
		}, ""},
		{"a second 户主 who lives apart is still a second head", func(f *family, _ string) {
			f.person("other", "1970-01-01", "relation", "户主", "living_together", "否")
		}, "two_heads(head,other)"},
		{"a 户主 to be born is no second head", func(f *family, _ string) {
			f.person("next", "2025-07-01", "relation", "户主", "provisional_no", "T12", "sex", "男")
		}, ""},
		{"a 户主 in the army is none", func(f *family, _ string) {
			f.person("other", "1970-01-01", "relation", "户主", "status", "参军")
		}, ""},
		{"a head who left leaves none", func(f *family, head string) {
			f.person("wife", "1985-01-01", "relation", "配偶", "sex", "女")
			f.p.add("population_change", "id_number", head, "event", "迁出", "event_date", "2025-06-30")
		}, "no_head"},
		{"a son who is a woman, a daughter-in-law who is a man, a son-in-law who is one", func(f *family, _ string) {
			f.person("son", "2000-01-01", "relation", "子", "sex", "女")
			f.person("law", "2000-01-01", "relation", "儿媳")
			f.person("wed", "2000-01-01", "relation", "女婿")
		}, "sex_relation(law,son)"},
		{"a daughter without ID who is a man, 29 days old", func(f *family, _ string) {
			f.person("girl", "2025-06-01", "relation", "女", "sex", "男", "provisional_no", "T9")
		}, "sex_relation(girl)"},
		{"30 days without ID", func(f *family, _ string) {
			f.person("girl", "2025-05-31", "relation", "女", "sex", "女", "provisional_no", "T10")
		}, "no_id(girl)"},
		{"a child to be born is no member yet", func(f *family, _ string) {
			f.person("girl", "2025-07-01", "relation", "女", "sex", "男", "provisional_no", "T11")
		}, ""},
		{"kinds that contradict each other, cleared or not", func(f *family, head string) {
			f.at["object_type"], f.at["risk_cleared"] = "脱贫不稳定户", "是"
		}, "general_but_type1"},
		{"the other way round, with an open object and no alert", func(f *family, head string) {
			f.at["kind"], f.at["object_type"] = "脱贫户", "边缘易致贫户"
		}, "lifted_but_type2 monitored_uncovered"},
	})
}

func TestAccidentAndDisability(t *testing.T) {
	accident := func(id, on, severity, loss string) []string {
		return []string{"id_number", id, "event_date", on, "severity", severity, "loss", loss}
	}
	certificate := func(f *family, id, no, category, grade, on string) {
		f.p.add("disability", "id_number", id, "certificate_no", no, "category", category, "grade", grade, "issued_on", on)
	}
	expect(t, "2025-06-30", []string{"alerts", "findings"}, []sentence{
		{"a light accident without loss", func(f *family, head string) {
			f.p.add("accident", accident(head, "2025-06-01", "轻伤", "")...)
		}, ""},
		{"a loss of exactly 5 000", func(f *family, head string) {
			f.p.add("accident", accident(head, "2025-06-01", "轻伤", "5,000.00")...)
		}, "accident/黄(head)"},
		{"of somebody who lives apart, deadly", func(f *family, _ string) {
			son := f.person("son", "1990-01-01", "living_together", "否")
			f.p.add("accident", accident(son, "2024-12-31", "死亡", "")...)
		}, "accident/红(son)"},
		{"six months ago to the day", func(f *family, head string) {
			f.p.add("accident", accident(head, "2024-12-30", "死亡", "")...)
		}, ""},
		{"category 5 grade 3 counts, by name too", func(f *family, head string) {
			certificate(f, head, "", "智力", "三级", "2024-07-01")
		}, "new_disability/黄(head)"},
		{"category 4 grade 3 does not", func(f *family, head string) { certificate(f, head, "", "4", "3", "2025-01-01") }, ""},
		{"a certificate of last year does not", func(f *family, head string) { certificate(f, head, "", "1", "1", "2024-06-30") }, ""},
		{"a number that is ID, category and grade, with more behind it", func(f *family, head string) {
			certificate(f, head, head+"43B1", "4", "3", "2020-01-01")
		}, ""},
		{"another grade in the number", func(f *family, head string) {
			certificate(f, head, head+"42", "4", "3", "2020-01-01")
		}, "disability_no(head)"},
		{"a number that is too short", func(f *family, head string) {
			certificate(f, head, head, "4", "3", "2020-01-01")
		}, "disability_no(head)"},
	})
}
