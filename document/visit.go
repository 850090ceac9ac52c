package document

import (
	"errors"
	"fmt"

	"dixian/division"
)

// Section is a part of a form.
type Section struct {
	Title string
	Items []Item
}

// Visit is the form of a visit, empty to take along or filled in for the file. It
// is no notice and stays in the file; numbers that a hand wrote into an answer
// are starred out all the same.
type Visit struct {
	Village  division.Code
	Head     Head
	Group    string
	Size     int
	Sections []Section
}

// Sheet is the form.
func (v Visit) Sheet() (*Sheet, error) {
	if v.Village.Level() != division.Village {
		return nil, fmt.Errorf("%s 不是一个村", v.Village)
	}
	if v.Head.shown == "" {
		return nil, errors.New("核查表上没有户主")
	}
	if err := words("村民组", v.Group, 20); err != nil {
		return nil, err
	}
	s := &Sheet{
		Title: "入户核查表",
		Blocks: []Block{{Table: &Table{
			Head:   []string{"户主", "村", "村民组", "家庭人口"},
			Rows:   [][]string{{v.Head.shown, division.Guizhou().FullName(v.Village), v.Group, fmt.Sprintf("%d 人", v.Size)}},
			Shares: []int{2, 5, 2, 2},
		}}},
		Lines: []string{"入户人一", "入户人二", "户主或家人"},
	}
	for _, section := range v.Sections {
		if section.Title != "" {
			s.Blocks = append(s.Blocks, Block{Heading: section.Title})
		}
		var items []Item
		for _, i := range section.Items {
			items = append(items, Item{i.Label, Starred(i.Answer)})
		}
		s.Blocks = append(s.Blocks, Block{Form: items})
	}
	return s, nil
}
