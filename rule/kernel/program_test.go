package kernel

import (
	"fmt"
	"maps"

	"pgregory.net/rapid"

	"dixian/rule"
)

// drawFact adds a fact of a random form about a random table.
func (w *world) drawFact() {
	about := w.program.Tables[rapid.IntRange(0, len(w.program.Tables)-2).Draw(w.t, "about")]
	f := &rule.Fact{Name: fmt.Sprintf("f%d", len(w.program.Facts)), About: about, Index: len(w.program.Facts), Newest: -1, Per: -1}
	registry := about == w.program.Households || about == w.program.Persons
	if !registry || rapid.IntRange(0, 2).Draw(w.t, "form") == 0 {
		g := grammar{w, about}
		k := kinds[rapid.SampledFrom([]int{0, 0, 2, 3, 4, 7, 9, 9, 9, 9, 10}).Draw(w.t, "kind")]
		f.Is = w.compile(about, nil, func() source { return g.value(k.typ, rapid.IntRange(1, 3).Draw(w.t, "depth")) })
		f.Type, f.Optional, f.Scaled = f.Is.Type, f.Is.Optional, f.Is.Scaled
	} else {
		w.drawFold(f)
	}
	w.program.Facts = append(w.program.Facts, f)
	w.facts[about.Name+"."+f.Name] = f
}

func (w *world) drawFold(f *rule.Fact) {
	first := 2
	if f.About == w.program.Households {
		first = 1
	}
	for {
		f.From = w.program.Tables[rapid.IntRange(first, len(w.program.Tables)-2).Draw(w.t, "from")]
		if _, _, ok := w.Parent(f.From, f.About.One); ok && f.From != f.About {
			break
		}
	}
	g := grammar{w, f.From}
	if f.From.Time != "" && rapid.IntRange(0, 4).Draw(w.t, "within") > 0 {
		f.Within = w.compile(f.From, nil, func() source { return source{g.spanOf(), false} })
	}
	known := map[string]bool{}
	if rapid.Bool().Draw(w.t, "where") {
		f.Where = w.compile(f.From, nil, func() source { return g.condition(2) })
		maps.Copy(known, f.Where.KnownIf)
	}
	column := func(what string) int {
		return rapid.IntRange(0, len(f.From.Columns)-1).Draw(w.t, what)
	}
	f.Form = rule.FoldForm
	switch rapid.IntRange(0, 4).Draw(w.t, "pick") {
	case 0:
		f.Picks = true
		if rapid.IntRange(0, 3).Draw(w.t, "only") > 0 {
			f.Newest = column("newest")
		}
		f.Form, f.Optional, f.Type = rule.PickForm, true, rule.Type{Kind: rule.Ref, Table: f.From.Name}
		return
	case 1:
		f.Picks, f.Newest = true, column("newest")
		if rapid.Bool().Draw(w.t, "per") {
			f.Per = column("per")
		}
	}
	if rapid.IntRange(0, 2).Draw(w.t, "coverage") == 0 {
		f.Coverage, f.Optional = rule.CoverageRequired, true
	}
	w.drawAggregate(f, g, known)
}

func (w *world) drawAggregate(f *rule.Fact, g grammar, known map[string]bool) {
	f.Aggregate = rule.Aggregate(rapid.IntRange(0, 5).Draw(w.t, "aggregate"))
	arg := func(kinds_ ...int) {
		k := kinds[rapid.SampledFrom(kinds_).Draw(w.t, "of")]
		f.Arg = w.compile(f.From, known, func() source { return g.value(k.typ, rapid.IntRange(0, 2).Draw(w.t, "depth")) })
	}
	switch f.Aggregate {
	case rule.CountRows:
		f.Type = rule.Type{Kind: rule.Int, Unit: "rows"}
		return
	case rule.CountDistinct:
		f.Type = rule.Type{Kind: rule.Int, Unit: "rows"}
		arg(0, 1, 2, 4, 7, 9, 10, 11, 12)
		return
	case rule.Any:
		f.Type = rule.Type{Kind: rule.Bool}
		arg(9)
		return
	case rule.Sum:
		arg(0, 0, 2, 3)
	default:
		arg(0, 0, 2, 4, 5, 6)
		f.Optional = true
	}
	f.Type, f.Scaled = f.Arg.Type, f.Arg.Scaled
}

// drawRule adds a rule about a random table.
func (w *world) drawRule(raises rule.Raises) {
	about := w.program.Tables[rapid.IntRange(0, len(w.program.Tables)-2).Draw(w.t, "about")]
	g := grammar{w, about}
	r := &rule.Rule{
		Name: fmt.Sprintf("r%d", len(w.program.Rules)), About: about, Raises: raises, Index: len(w.program.Rules),
		Urgency: rapid.SampledFrom([]string{"黄", "蓝", ""}).Draw(w.t, "urgency"), Everyone: rapid.IntRange(0, 3).Draw(w.t, "everyone") == 0,
		Nameless: rapid.IntRange(0, 5).Draw(w.t, "nameless") == 0,
	}
	known := map[string]bool{}
	if rapid.Bool().Draw(w.t, "where") {
		r.Where = w.compile(about, nil, func() source { return g.condition(2) })
		maps.Copy(known, r.Where.KnownIf)
	}
	r.When = w.compile(about, known, func() source { return g.condition(2) })
	if rapid.Bool().Draw(w.t, "urgent") {
		r.UrgentWhen = w.compile(about, nil, func() source { return g.condition(1) })
	}
	if rapid.IntRange(0, 2).Draw(w.t, "who") == 0 {
		r.Who = w.compile(w.program.Persons, nil, grammar{w, w.program.Persons}.small)
	}
	w.program.Rules = append(w.program.Rules, r)
	w.rules[about.Name+"."+r.Name] = r
}

// addText adds a text that neighbours seldom share.
func (w *world) addText() {
	visits := w.program.Table("visits")
	f := &rule.Fact{Name: "county", About: visits, Index: len(w.program.Facts), Newest: -1, Per: -1}
	f.Is = w.compile(visits, nil, func() source { return source{"no_village.or(household.village).county()", false} })
	f.Type, f.Optional = f.Is.Type, f.Is.Optional
	w.program.Facts = append(w.program.Facts, f)
	w.facts["visits.county"] = f
}

// drawAlertFacts adds facts and a finding about the household's own alerts.
func (w *world) drawAlertFacts() {
	alerts := w.program.Table("alerts")
	add := func(f *rule.Fact) {
		f.Name, f.About, f.From, f.Index, f.Newest, f.Per = fmt.Sprintf("a%d", len(w.program.Facts)), w.program.Households, alerts, len(w.program.Facts), -1, -1
		f.Form = rule.FoldForm
		w.program.Facts = append(w.program.Facts, f)
		w.facts["households."+f.Name] = f
	}
	said := func(text string) *rule.Expr {
		return w.compile(alerts, nil, func() source { return source{text, false} })
	}
	rows := rule.Type{Kind: rule.Int, Unit: "rows"}
	add(&rule.Fact{Type: rows})
	add(&rule.Fact{Type: rows, Where: said("urgency == '红' || household.yes")})
	add(&rule.Fact{Type: rule.Type{Kind: rule.Bool}, Aggregate: rule.Any, Arg: said("rule in ['r0', 'r1']")})
	add(&rule.Fact{Type: rows, Aggregate: rule.CountDistinct, Arg: said("urgency")})
	add(&rule.Fact{Type: rows, Aggregate: rule.CountDistinct, Arg: said("rule.part(1, 1)")})
}

// drawProgram makes a whole program.
func (w *world) drawProgram() {
	for range rapid.IntRange(2, 9).Draw(w.t, "facts") {
		w.drawFact()
	}
	w.addText()
	w.program.Screened = w.compile(w.program.Households, nil, grammar{w, w.program.Households}.small)
	for range rapid.IntRange(0, 3).Draw(w.t, "alerts") {
		w.drawRule(rule.Alert)
	}
	for range rapid.IntRange(0, 2).Draw(w.t, "more facts") {
		w.drawFact()
	}
	w.drawRule(rule.Hit)
	w.drawAlertFacts()
	w.drawRule(rule.Finding)
	w.drawRule(rule.Finding)
}
