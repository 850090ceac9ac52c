package document

import (
	"errors"
	"fmt"
	"strings"

	"dixian/division"
)

// Family is the household that a document is about.
type Family struct {
	Village division.Code
	Head    Head
	Group   string
	Kind    string // 脱贫户 or 一般农户
	Members []Member
}

// Member is one person of a family, as far as paper needs it. ID numbers are
// written in by hand where a form has a blank for them.
type Member struct {
	Name, Relation, Sex string
	Age                 int // in years; -1: not known
	Labour              string
	Adult, Living       bool // 18 or more; lives there
}

func (f *Family) check() error {
	switch {
	case f.Village.Level() != division.Village:
		return fmt.Errorf("%s 不是一个村", f.Village)
	case f.Head.shown == "":
		return errors.New("没有户主姓名，请先在登记里补上")
	case len(f.Members) == 0:
		return errors.New("户里没有成员，请先在登记里补上")
	}
	for _, m := range f.Members {
		if _, err := Named(m.Name); err != nil {
			return fmt.Errorf("成员“%s”：%w", Starred(m.Name), err)
		}
	}
	return words("村民组", f.Group, 20)
}

// summary is the table that says which family it is.
func (f *Family) summary() Block {
	living := 0
	for _, m := range f.Members {
		if m.Living {
			living++
		}
	}
	return Block{Table: &Table{
		Head:   []string{"户主", "村", "村民组", "户类型", "共同生活人口"},
		Rows:   [][]string{{f.Head.shown, division.Guizhou().FullName(f.Village), f.Group, f.Kind, fmt.Sprintf("%d 人", living)}},
		Shares: []int{3, 7, 3, 3, 4},
	}}
}

// members is the table of who belongs to it.
func (f *Family) members() Block {
	t := &Table{Head: []string{"姓名", "与户主关系", "性别", "年龄", "劳动技能", "共同生活"}, Shares: []int{3, 4, 2, 2, 5, 3}}
	for _, m := range f.Members {
		age, living := "", "否"
		if m.Age >= 0 {
			age = fmt.Sprint(m.Age)
		}
		if m.Living {
			living = "是"
		}
		t.Rows = append(t.Rows, []string{m.Name, m.Relation, m.Sex, age, m.Labour, living})
	}
	return Block{Table: t}
}

// adults are the names of the adults who live there.
func (f *Family) adults() []string {
	var names []string
	for _, m := range f.Members {
		if m.Adult && m.Living {
			names = append(names, m.Name)
		}
	}
	return names
}

// listed joins words as a sentence lists them.
func listed(items []string) string { return strings.Join(items, "、") }
