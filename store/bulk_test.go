package store

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"dixian/audit"
	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
)

// aCounty is n households with three members each, in villages of 200.
func aCounty(n int) []registry.Household {
	list := make([]registry.Household, n)
	for i := range list {
		list[i] = registry.Household{Code: fmt.Sprintf("H%07d", i), Division: village + division.Code(i/200), Kind: "脱贫户", Phone: fmt.Sprint(13900000000 + i), Address: "某村某组"}
		for p := range 3 {
			list[i].Members = append(list[i].Members, registry.Person{
				Number: fmt.Sprintf("5201231970031%05d", 3*i+p), HasID: true, Name: "某某某", Sex: "男", BirthDate: calendar.Date(p), Relation: "户主", Health: "健康", Labor: "普通劳动力", Status: "正常", LivingTogether: true,
			})
		}
	}
	return list
}

func BenchmarkReplace(b *testing.B) {
	list := aCounty(100_000)
	for b.Loop() {
		b.StopTimer()
		dir := b.TempDir()
		keys, err := Keys(dir)
		if err != nil {
			b.Fatal(err)
		}
		db, err := Open(b.Context(), dir, keys)
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if _, _, err := db.Replace(b.Context(), list); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		db.Close()
		b.StartTimer()
	}
}

func BenchmarkLists(b *testing.B) {
	dir := b.TempDir()
	keys, err := Keys(dir)
	if err != nil {
		b.Fatal(err)
	}
	db, err := Open(b.Context(), dir, keys)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	const n = 50_000
	if _, _, err := db.Replace(b.Context(), aCounty(n)); err != nil {
		b.Fatal(err)
	}
	err = db.Atomically(b.Context(), func(ctx context.Context) error {
		for i := range n {
			c := &casework.Case{Household: fmt.Sprintf("H%07d", i), Division: village + division.Code(i/200), Head: "某某某", State: []string{"triage", "dispatched", "monitored", "settled"}[i%4], DueOn: calendar.Date(20000 + i%30)}
			if err := db.CreateCase(ctx, c); err != nil {
				return err
			}
			if err := db.SaveAlert(ctx, &casework.Alert{CaseID: c.ID, Rule: "medical", Members: "520123********0017", Evidence: strings.Repeat("x", 300)}); err != nil {
				return err
			}
			if err := db.Append(ctx, &audit.Entry{Action: "open"}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	county, one := []division.Code{village.County()}, []division.Code{village + 3}
	for _, c := range []struct {
		what string
		run  func() error
	}{
		{"county's first page", func() error { _, err := db.Cases(b.Context(), casework.Filter{Scope: county, Limit: 50}); return err }},
		{"county's desk", func() error {
			_, err := db.Cases(b.Context(), casework.Filter{Scope: county, States: []string{"triage"}, Limit: 50, After: casework.Cursor{DueOn: 20015, ID: 100}})
			return err
		}},
		{"village's list", func() error { _, err := db.Cases(b.Context(), casework.Filter{Scope: one, Limit: 50}); return err }},
		{"by name", func() error {
			_, err := db.Cases(b.Context(), casework.Filter{Scope: county, Text: "无", Limit: 50})
			return err
		}},
		{"states", func() error { _, err := db.CountStates(b.Context(), county, 0, 20010); return err }},
		{"villages", func() error { _, err := db.CountVillages(b.Context(), county, []string{"dispatched"}); return err }},
		{"open cases", func() error { _, err := db.OpenCases(b.Context()); return err }},
		{"one case", func() error { _, err := db.Case(b.Context(), 777, county); return err }},
		{"a number", func() error { _, err := db.HouseholdsByNumber(b.Context(), "520123197003100777", county); return err }},
	} {
		b.Run(c.what, func(b *testing.B) {
			for b.Loop() {
				if err := c.run(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
