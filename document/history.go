package document

import "dixian/calendar"

// History is what was done about a family, step by step (办理经过), and what the
// comparison brought (比对核实).
type History struct {
	Family
	Steps []Step
	Hits  []Finding
}

// Step is one act.
type Step struct {
	On            calendar.Date
	Act, Who, Why string
}

// Finding is one hit of the comparison and what became of it.
type Finding struct {
	What, Result, Why string
	On                calendar.Date // settled; 0: not yet
}

// Sheet is the list.
func (h History) Sheet() (*Sheet, error) {
	if err := h.check(); err != nil {
		return nil, err
	}
	steps := &Table{Head: []string{"日期", "事项", "经办人", "说明"}, Shares: []int{5, 5, 4, 8}}
	for _, s := range h.Steps {
		steps.Rows = append(steps.Rows, []string{Written(s.On), s.Act, s.Who, Starred(s.Why)})
	}
	sheet := &Sheet{Title: "办理经过", Blocks: []Block{h.summary(), {Table: steps}}}
	if len(h.Hits) == 0 {
		return sheet, nil
	}
	hits := &Table{Head: []string{"比对命中", "核实结果", "理由", "日期"}, Shares: []int{6, 5, 7, 5}}
	for _, f := range h.Hits {
		day := ""
		if f.On != 0 {
			day = Written(f.On)
		}
		hits.Rows = append(hits.Rows, []string{f.What, f.Result, Starred(f.Why), day})
	}
	sheet.Blocks = append(sheet.Blocks, Block{Heading: "比对核实"}, Block{Table: hits})
	return sheet, nil
}
