package document

import (
	"errors"
	"fmt"
	"io"

	"dixian/calendar"
	"dixian/division"
)

// Archive is the whole file of a family as one PDF (一户一档): a cover, an index
// with pages, and every document from a new page on.
type Archive struct {
	Family
	Number int64 // of the case
	Round  int
	From   calendar.Date // when the record was opened
	To     calendar.Date // when it was closed; 0: it is open
	Parts  []Part
	By     string // who printed it, for the foot of the cover
	On     calendar.Date
}

// Part is one document of a file.
type Part struct {
	Name  string
	On    calendar.Date // 0: not dated
	Sheet *Sheet
}

// Write writes the file as a PDF.
func (a Archive) Write(w io.Writer) error {
	if err := a.check(); err != nil {
		return err
	}
	if len(a.Parts) == 0 {
		return errors.New("档案里还没有一份文书")
	}
	// The index needs the pages that setting it finds out: the first setting is
	// for them, and as long as the second.
	pages := make([]int, len(a.Parts))
	err := writePDF(io.Discard, a.sheets(pages), func(starts []int) { copy(pages, starts[2:]) })
	if err != nil {
		return err
	}
	return writePDF(w, a.sheets(pages), nil)
}

// sheets are the cover, the index and the parts.
func (a Archive) sheets(pages []int) []*Sheet {
	t := division.Guizhou()
	term := Written(a.From) + "至"
	if a.To != 0 {
		term += Written(a.To)
	}
	index := &Table{Head: []string{"序号", "文书", "日期", "页"}, Shares: []int{2, 8, 6, 2}}
	all := []*Sheet{
		{
			Title:  "防止返贫监测帮扶档案",
			Blocks: []Block{{Form: []Item{{"户主", a.Head.shown}, {"住处", t.FullName(a.Village)}, {"档号", fmt.Sprintf("第 %d 号，第 %d 轮", a.Number, a.Round)}, {"起止", term}, {"文书", fmt.Sprintf("%d 份", len(a.Parts))}}}, a.members()},
			Sign:   office(t, a.Village.Town()),
			Foot:   fmt.Sprintf("%s于%s打印。本档案含家庭信息，只供办理人员使用，不得复印外传。", a.By, Written(a.On)),
		},
		{Title: "目录", Blocks: []Block{{Table: index}}},
	}
	for i, p := range a.Parts {
		day := ""
		if p.On != 0 {
			day = Written(p.On)
		}
		index.Rows = append(index.Rows, []string{fmt.Sprint(i + 1), p.Name, day, fmt.Sprint(pages[i])})
		all = append(all, p.Sheet)
	}
	return all
}
