package registry_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dixian/calendar"
	"dixian/registry"
)

// theFile is the county as the registry has it, to be changed by a test.
func (w *world) theFile() []registry.Household {
	w.t.Helper()
	return []registry.Household{*w.household("甲1"), *w.household("乙1")}
}

// proposed brings a file and tells the requests as group: household says.
func (w *world) proposed(file []registry.Household) (*registry.Proposal, []string) {
	w.t.Helper()
	p, err := w.service.Propose(w.t.Context(), clerk, 7, "登记文件", file)
	must(w.t, err)
	requests, err := w.db.Requests(w.t.Context(), registry.RequestFilter{Scope: clerk.Scope(), State: registry.Pending, Oldest: true})
	must(w.t, err)
	out := []string{}
	for _, r := range requests {
		out = append(out, r.Group+": "+r.Household)
	}
	slices.Sort(out)
	return p, out
}

// Every difference of a file becomes a request, nothing else does, and what is
// asked for can be approved.
func TestAFileOfTheRegistryIsAProposal(t *testing.T) {
	for _, c := range []struct {
		says   string
		change func(w *world, f []registry.Household) []registry.Household
		want   []string
		after  string // the family then, once all is approved
	}{
		{"the same file", func(_ *world, f []registry.Household) []registry.Household { return f }, nil, ""},
		{"an empty cell says nothing", func(_ *world, f []registry.Household) []registry.Household {
			f[0].Phone, f[0].Members[0].Labor, f[0].Relocated = "", "", false
			return f
		}, nil, ""},
		{"what a case decides is not the file's business", func(_ *world, f []registry.Household) []registry.Household {
			f[0].ObjectType, f[0].RiskCleared = "脱贫不稳定户", true
			return f
		}, nil, ""},
		{"a phone and a schooling", func(_ *world, f []registry.Household) []registry.Household {
			f[0].Phone, f[0].Members[2].Education = "13900002222", "高中"
			return f
		}, []string{"correct/households/phone: 甲1", "correct/persons/education/→高中: 甲1"}, ""},
		{"a birth", func(_ *world, f []registry.Household) []registry.Household {
			p := person("甲女", newID, "孙子女")
			f[0].Members = append(f[0].Members, p)
			return f
		}, []string{"birth: 甲1"}, "甲父户主 甲母配偶 甲子子 甲孙孙子女 甲女孙子女"},
		{"a stranger who moves in", func(_ *world, f []registry.Household) []registry.Household {
			f[0].Members = append(f[0].Members, person("外人", "LS55", "其他"))
			f[0].Members[4].BirthDate = calendar.NewDate(1990, 1, 1)
			return f
		}, []string{"move_in: 甲1"}, "甲父户主 甲母配偶 甲子子 甲孙孙子女 外人其他"},
		{"the head's death with another head", func(_ *world, f []registry.Household) []registry.Household {
			f[0].Members[0].Status, f[0].Members[1].Relation = "死亡", "户主"
			return f
		}, []string{"death: 甲1"}, "甲父户主死亡 甲母户主 甲子子 甲孙孙子女"},
		{"another head", func(_ *world, f []registry.Household) []registry.Household {
			f[0].Members[0].Relation, f[0].Members[2].Relation = "父母", "户主"
			return f
		}, []string{"new_head: 甲1"}, "甲父父母 甲母配偶 甲子户主 甲孙孙子女"},
		{"an ID for who had none", func(_ *world, f []registry.Household) []registry.Household {
			f[0].Members[3].Number, f[0].Members[3].HasID = "520123202405010045", true
			return f
		}, []string{"identify: 甲1"}, "甲父户主 甲母配偶 甲子子 甲孙孙子女"},
		{"somebody is missing", func(_ *world, f []registry.Household) []registry.Household {
			f[0].Members = slices.Delete(slices.Clone(f[0].Members), 2, 3)
			return f
		}, []string{"move_out/文件里没有: 甲1"}, "甲父户主 甲母配偶 甲子子迁出 甲孙孙子女"},
		{"somebody moves to another household of the file, and theirs ends", func(_ *world, f []registry.Household) []registry.Household {
			f[1].Members[0].Relation = "兄弟姐妹"
			f[0].Members = append(f[0].Members, f[1].Members[0])
			return f[:1]
		}, []string{"move_out/到本县另一户: 乙1"}, "甲父户主 甲母配偶 甲子子 甲孙孙子女 乙姑兄弟姐妹"},
		{"a household is missing in a village of the file", func(w *world, f []registry.Household) []registry.Household {
			f[1].Code, f[1].Members = "乙9", []registry.Person{person("新人", "LS88", "户主")}
			return f
		}, []string{"enrol: 乙9", "leave/文件里没有: 乙1"}, ""},
		{"a village that is not in the file is left alone", func(_ *world, f []registry.Household) []registry.Household { return f[:1] }, nil, ""},
	} {
		t.Run(c.says, func(t *testing.T) {
			w := newWorld(t)
			before := w.family("甲1")
			p, got := w.proposed(c.change(w, w.theFile()))
			if strings.Join(got, "; ") != strings.Join(c.want, "; ") || p.Proposed != len(c.want) || p.Added != 0 {
				t.Fatalf("proposed %q (%+v), not %q", got, p, c.want)
			}
			if w.family("甲1") != before {
				t.Error("a file wrote into a household")
			}
			requests, err := w.db.Requests(t.Context(), registry.RequestFilter{Scope: clerk.Scope(), State: registry.Pending, Oldest: true})
			must(t, err)
			for _, r := range requests {
				if _, err := w.service.Approve(t.Context(), head, r.ID, r.Version, ""); err != nil {
					t.Errorf("%s cannot be approved: %v", r.Group, err)
				}
			}
			if c.after != "" && w.family("甲1") != c.after {
				t.Errorf("the family is %q, not %q", w.family("甲1"), c.after)
			}
		})
	}
}

// A county that the registry knows nothing of is laid; the same file again asks
// for nothing twice, and once all is approved for nothing at all.
func TestAFileTwice(t *testing.T) {
	w := newWorld(t)
	far := registry.Household{Code: "丁1", Division: 520102_001_001, Kind: "脱贫户", Members: []registry.Person{person("丁", "LS1", "户主")}}
	p, got := w.proposed([]registry.Household{far})
	if p.Added != 1 || len(got) != 0 || w.household("丁1").Head() != "丁" {
		t.Errorf("%+v %q", p, got)
	}
	file := w.theFile()
	file[0].Phone, file[0].Members[2].Education, file[1].Members[0].Health = "13900002222", "高中", "残疾"
	first, _ := w.proposed(file)
	second, got := w.proposed(file)
	if first.Proposed != 3 || second.Proposed != 0 || second.Known != 3 || len(got) != 3 {
		t.Errorf("%+v, then %+v: %q", first, second, got)
	}
	groups, err := w.db.RequestGroups(t.Context(), registry.RequestFilter{Scope: head.Scope()})
	must(t, err)
	for _, g := range groups {
		out, err := w.service.ApproveGroup(t.Context(), head, g.Batch, g.Key, g.Count, "")
		if err != nil || out.Done != g.Count {
			t.Errorf("%s: %+v %v", g.Key, out, err)
		}
	}
	if third, got := w.proposed(file); third.Proposed != 0 || third.Known != 0 || third.Same != 2 || len(got) != 0 {
		t.Errorf("%+v: %q", third, got)
	}
}

// Whatever a file says, what is proposed of it and approved makes the registry
// read as the file does: heads aside, a file against the registry has no
// difference left.
func TestWhatAFileProposesMakesTheRegistryLikeIt(t *testing.T) {
	w := newWorld(t)
	var list []registry.Household
	for i := range 120 {
		h := registry.Household{Code: fmt.Sprintf("G%03d", i), Division: village, Kind: "脱贫户", Phone: fmt.Sprint(13800000000 + i)}
		for j := range 3 {
			h.Members = append(h.Members, person(fmt.Sprintf("庚%d%d", i, j), fmt.Sprintf("LS%03d%d", i, j), []string{"户主", "配偶", "子"}[j]))
		}
		list = append(list, h)
	}
	_, _, err := w.db.Replace(t.Context(), list)
	must(t, err)
	file := w.theFile()
	for i := range list {
		h := list[i]
		h.Members = slices.Clone(h.Members)
		switch i % 6 {
		case 0:
			h.Phone, h.Address = "13700000000", "新村"
		case 1:
			h.Members[1].Status = "死亡"
		case 2:
			h.Members[0].Relation, h.Members[1].Relation = "配偶", "户主"
		case 3:
			h.Members = h.Members[:2]
		case 4:
			h.Members = append(h.Members, person("庚新", fmt.Sprintf("LX%03d", i), "女"))
		}
		file = append(file, h)
	}
	p, _ := w.proposed(file)
	if p.Proposed < 100 {
		t.Fatalf("%+v", p)
	}
	groups, err := w.db.RequestGroups(t.Context(), registry.RequestFilter{Scope: head.Scope()})
	must(t, err)
	for _, g := range groups {
		out, err := w.service.ApproveGroup(t.Context(), head, g.Batch, g.Key, g.Count, "")
		must(t, err)
		if out.Done != g.Count {
			t.Errorf("%s: %+v", g.Key, out)
		}
	}
	if again, got := w.proposed(file); again.Proposed != 0 {
		t.Errorf("a difference is left: %q", got)
	}
}
