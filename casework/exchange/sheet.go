package exchange

import (
	"context"
	"encoding/json"
	"slices"

	"dixian/casework"
	"dixian/division"
	"dixian/identity"
	"dixian/money"
	"dixian/registry"
	"dixian/workflow"
)

// The lists that are handed out.
const (
	HouseholdList = "households"
	PersonList    = "persons"
	IncomeList    = "income"
	MeasureList   = "measures"
)

// FieldNames is the source of the national system's own field names, as far as they
// were seen (AAC001 …).
const FieldNames = "国家系统字段名"

// Asked is a list that is asked for.
type Asked struct {
	List      string
	Monitored bool              // the monitored alone; else also who was lifted out of poverty
	Whole     bool              // numbers and phones as they are; else masked
	Mapping   *registry.Mapping // whose headings and codes; nil: ours
}

// heading is a column of a list that is handed out.
type heading struct {
	key, label string
	national   string // the national system's own name of the field, as far as it was seen; empty: not
}

// headings are the columns of each list, under the words of the collection sheet.
//
// Source: policy §1.9 and §7.3.
var headings = map[string][]heading{
	HouseholdList: {
		{"household_code", "户编号", "AAC001"}, {"division_code", "行政区划代码", "AAR008"}, {"head_name", "户主姓名", ""}, {"kind", "户类型", "AAR010"},
		{"object_type", "监测对象类别", ""}, {"identified", "识别监测时间", ""}, {"main_risk", "主要风险", ""}, {"risk_cleared", "风险是否消除", ""},
		{"cleared", "风险消除时间", ""}, {"relocated", "是否易地搬迁户", ""}, {"members", "家庭人口", ""}, {"phone", "联系电话", "AAR012"},
	},
	PersonList: {
		{"household_code", "户编号", "AAC001"}, {"name", "姓名", "AAB002"}, {"id_number", "证件号码", "AAB004"}, {"relation", "与户主关系", "AAB006"},
		{"sex", "性别", ""}, {"birth_date", "出生日期", ""},
		{"ethnicity", "民族", ""}, {"education", "文化程度", ""}, {"health", "健康状况", ""}, {"labor", "劳动技能", ""},
	},
	IncomeList: {
		{"household_code", "户编号", "AAC001"}, {"head_name", "户主姓名", ""}, {"day", "走访日期", ""}, {"part", "收入类别", ""}, {"name", "姓名", ""},
		{"item", "收入项目", ""}, {"amount", "近12个月收入", ""}, {"cost", "其中开支", ""}, {"source", "怎么知道的", ""},
	},
	MeasureList: {
		{"household_code", "户编号", "AAC001"}, {"head_name", "户主姓名", ""}, {"class", "帮扶措施类别", ""}, {"kind", "帮扶方式", ""}, {"owner", "帮扶单位", ""},
		{"person", "帮扶责任人", ""}, {"from", "开始日期", ""}, {"to", "结束日期", ""}, {"amount", "金额", ""}, {"done", "是否落实", ""},
	},
}

// incomeAsked begins the names of the questions of the visit form about income, and
// incomeParts are these with what they are called.
const incomeAsked = "income_"

var incomeParts = [][2]string{{"income_wage", "工资性收入"}, {"income_business", "生产经营收入"}, {"income_transfer", "转移性和财产性收入"}}

// Names are the headings of a list: ours, or those of a mapping read backwards.
func Names(list string, m *registry.Mapping) []string {
	out := make([]string, len(headings[list]))
	for i, h := range headings[list] {
		out[i] = h.label
		if m == nil {
			continue
		}
		var theirs []string
		for name, key := range m.Headers {
			if key == h.key {
				theirs = append(theirs, name)
			}
		}
		if len(theirs) > 0 {
			out[i] = slices.Min(theirs)
		}
	}
	return out
}

// listOf is what is handed out of each table of the plan package.
var listOf = map[string]string{Households: HouseholdList, Persons: PersonList}

// TableOf is the table whose saved mappings give a list its headings; empty: none.
func TableOf(list string) string {
	for table, l := range listOf {
		if l == list {
			return table
		}
	}
	return ""
}

// FieldMapping reads a table of the national system under its own field names, nil
// where it is no such table.
func FieldMapping(table string) *registry.Mapping {
	if listOf[table] == "" {
		return nil
	}
	m := &registry.Mapping{Source: FieldNames, Table: table, Headers: map[string]string{}, Codes: map[string]map[string]string{}}
	for _, h := range headings[listOf[table]] {
		if h.national != "" {
			m.Headers[h.national] = h.key
		}
	}
	return m
}

// Rows gives the rows of a list about the households of a town, cells under Names,
// and the codes of the households. What nobody knows is empty.
func (s *Service) Rows(ctx context.Context, e Asked, town division.Code) (rows [][]string, about []string, err error) {
	held, err := s.Registry.HouseholdsIn(ctx, town)
	if err != nil {
		return nil, nil, err
	}
	decided, err := s.Store.DecidedIn(ctx, town)
	if err != nil {
		return nil, nil, err
	}
	var measures map[string][]casework.Measure
	var visits map[string]casework.Event
	switch e.List {
	case MeasureList:
		measures, err = s.Store.MeasuresIn(ctx, town)
	case IncomeList:
		visits, err = s.Store.VisitsIn(ctx, town, incomeAsked)
	}
	if err != nil {
		return nil, nil, err
	}
	cases := newest(decided)
	for _, h := range held {
		r := Record{h, cases[h.Code]}
		if !r.Listed() || e.Monitored && !r.Monitored() {
			continue
		}
		for _, cells := range r.list(e.List, measures[h.Code], visits) {
			if !e.Whole {
				cells.mask()
			}
			rows = append(rows, line(e.List, cells, e.Mapping))
		}
		about = append(about, h.Code)
	}
	return rows, about, nil
}

// list are a record's rows in a list.
func (r Record) list(list string, measures []casework.Measure, visits map[string]casework.Event) []Cells {
	h := r.Household
	switch list {
	case HouseholdList:
		return []Cells{r.Cells()}
	case PersonList:
		var out []Cells
		for _, p := range r.Members() {
			out = append(out, personCells(h.Code, &p))
		}
		return out
	case IncomeList:
		v, told := visits[h.Code]
		if !told {
			return nil
		}
		return r.income(v)
	}
	var out []Cells
	for _, m := range measures {
		c := Cells{
			"household_code": h.Code, "head_name": h.Head(), "class": m.Class, "kind": m.Kind, "owner": m.Owner, "person": m.Person,
			"from": m.From.String(), "to": "", "amount": money.Fen(m.Fen).String(), "done": yes(m.Done),
		}
		if m.To != 0 {
			c["to"] = m.To.String()
		}
		out = append(out, c)
	}
	return out
}

// income is what a visit was told of income, a row for each line. What the family
// was not sure of stands as a row that says so: it is neither nothing nor zero.
func (r Record) income(v casework.Event) []Cells {
	h := r.Household
	var out []Cells
	for _, part := range incomeParts {
		answer := v.Form[part[0]]
		var lines []map[string]string
		switch {
		case answer == "":
			continue
		case answer == workflow.Unsure || json.Unmarshal([]byte(answer), &lines) != nil:
			lines = []map[string]string{{"item": answer}}
		}
		for _, l := range lines {
			c := Cells{"household_code": h.Code, "head_name": h.Head(), "day": v.Day.String(), "part": part[1]}
			for _, key := range []string{"name", "item", "amount", "cost", "source"} {
				c[key] = l[key]
			}
			out = append(out, c)
		}
	}
	return out
}

// line is a row in the order of the headings, with the codes of a mapping.
func line(list string, cells Cells, m *registry.Mapping) []string {
	out := make([]string, len(headings[list]))
	for i, h := range headings[list] {
		out[i] = cells[h.key]
		if m == nil {
			continue
		}
		var codes []string
		for code, word := range m.Codes[h.key] {
			if word == out[i] {
				codes = append(codes, code)
			}
		}
		if len(codes) > 0 {
			out[i] = slices.Min(codes)
		}
	}
	return out
}

// mask hides what shows who somebody is: beside a masked number a whole birth date
// would give it away.
func (c Cells) mask() {
	for key, hide := range map[string]func(string) string{"id_number": identity.MaskID, "phone": identity.MaskText, "birth_date": yearOf} {
		if cell, is := c[key]; is {
			c[key] = hide(cell)
		}
	}
}
