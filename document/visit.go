package document

import (
	"errors"
	"fmt"
	"io"

	"dixian/division"
)

// Section is a part of a form.
type Section struct {
	Title string
	Items []Item
}

// Item is a question with its answer; empty: to be filled in by hand.
type Item struct{ Label, Answer string }

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

// Write prints the form.
func (v Visit) Write(w io.Writer) error {
	if v.Village.Level() != division.Village {
		return fmt.Errorf("%s 不是一个村", v.Village)
	}
	if v.Head.shown == "" {
		return errors.New("核查表上没有户主")
	}
	if err := words("村民组", v.Group, 20); err != nil {
		return err
	}
	p := page{
		Title: "入户核查表",
		Table: &table{
			Head: []string{"户主", "村", "村民组", "家庭人口"},
			Rows: [][]string{{v.Head.shown, division.Guizhou().FullName(v.Village), v.Group, fmt.Sprintf("%d 人", v.Size)}},
		},
		Lines: []string{"入户人一", "入户人二", "户主或家人"},
	}
	for _, s := range v.Sections {
		own := Section{Title: s.Title}
		for _, i := range s.Items {
			own.Items = append(own.Items, Item{i.Label, masked(i.Answer)})
		}
		p.Sections = append(p.Sections, own)
	}
	return p.write(w)
}
