package screening

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dixian/rule"
)

// valuesOf tells what differs in a result that both runs have: urgency, who is
// named, and the values of its evidence.
func valuesOf(old, now *Line, labels map[string]string) []string {
	if old == nil || now == nil {
		return nil
	}
	var out []string
	differ := func(label, was, is string) {
		if was != is {
			out = append(out, fmt.Sprintf("%s：%s → %s", label, orDash(was), orDash(is)))
		}
	}
	differ("紧急程度", old.Urgency, now.Urgency)
	differ("点名", old.Members, now.Members)
	differ("所在村", old.Division, now.Division)
	a, b := map[string]json.RawMessage{}, map[string]json.RawMessage{}
	if json.Unmarshal([]byte(old.Evidence), &a) != nil || json.Unmarshal([]byte(now.Evidence), &b) != nil {
		differ("依据", old.Evidence, now.Evidence)
		return out
	}
	keys := differingKeys(a, b)
	for _, key := range keys {
		was, is := string(a[key]), string(b[key])
		switch {
		case strings.ContainsAny(was+is, "[{"):
			out = append(out, label(key, labels)+"：明细有变化")
		default:
			differ(label(key, labels), plain(was), plain(is))
		}
	}
	return out
}

// differingKeys are those of evidence whose values differ. The columns of chosen
// rows (latest_income.wage_income) are left out where a fact made of them is there.
func differingKeys(a, b map[string]json.RawMessage) []string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	var facts, cells []string
	for _, key := range slices.Sorted(maps.Keys(all)) {
		switch {
		case string(a[key]) == string(b[key]) || key == "example":
		case strings.Contains(key, "."):
			cells = append(cells, key)
		default:
			facts = append(facts, key)
		}
	}
	if facts == nil {
		return cells
	}
	return facts
}

// plain is a JSON scalar as a clerk reads it.
func plain(s string) string {
	switch s {
	case "null":
		return "未知"
	case "true":
		return "是"
	case "false":
		return "否"
	}
	var text string
	if json.Unmarshal([]byte(s), &text) == nil {
		return text
	}
	return s
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

// label names a key of evidence: each part of its path by its Chinese label.
func label(key string, labels map[string]string) string {
	parts := strings.Split(key, ".")
	for i, p := range parts {
		parts[i] = labelOr(labels[p], p)
	}
	return strings.Join(parts, "·")
}

// labels are the Chinese labels of everything that evidence names.
func (d *Difference) labels() map[string]string {
	out := map[string]string{"rows": "明细", "household": "本户", "person": "本人", thinRule: "数据覆盖不足"}
	if d.NewRows == nil {
		return out
	}
	p := d.NewRows.Program
	for _, t := range p.Tables {
		out[t.Name] = t.Label
		for _, c := range t.Columns {
			out[c.Name] = c.Label
		}
	}
	for _, f := range p.Facts {
		out[f.Name] = f.Label
	}
	for _, x := range p.Params {
		out[x.Name] = x.Label
	}
	for _, r := range p.Rules {
		out[r.Name] = r.Label
	}
	return out
}

// values are the household's facts that the rule reads and that differ.
func (t *telling) values() []string {
	old, now := t.side[before], t.side[after]
	if old.h < 0 || now.h < 0 {
		return nil
	}
	var out []string
	for _, f := range factsBelow(now.rule) {
		g := old.world.panel.Program.Fact(f.About.Name, f.Name)
		if f.About != now.world.panel.Program.Households || f.Form == rule.PickForm || g == nil || g.Form != f.Form {
			continue
		}
		was, is := old.world.in.Fact(g, old.h), now.world.in.Fact(f, now.h)
		if !rule.Same(was, is) {
			out = append(out, fmt.Sprintf("%s：%s → %s", labelOr(f.Label, f.Name), amountText(was, g.Type, false), amountText(is, f.Type, false)))
		}
	}
	return out
}

// differentDefinitions names what two packages define otherwise of a rule and of
// the facts below it.
func differentDefinitions(old, now *rule.Rule) []string {
	var out []string
	was, is := definitions(old), definitions(now)
	all := maps.Clone(was)
	maps.Copy(all, is)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if was[name] != is[name] {
			out = append(out, fmt.Sprintf("%s：%s → %s", name, orDash(was[name]), orDash(is[name])))
		}
	}
	return out
}

// definitions are the sources of a rule and of the facts below it, by name.
func definitions(r *rule.Rule) map[string]string {
	out := map[string]string{}
	set := func(name string, x *rule.Expr) {
		if x != nil {
			out[name] = strings.Join(strings.Fields(x.Source), " ")
		}
	}
	for _, s := range rulesBelow(r) {
		set("规则 "+s.Name+" where", s.Where)
		set("规则 "+s.Name+" when", s.When)
		set("规则 "+s.Name+" urgent_when", s.UrgentWhen)
		set("规则 "+s.Name+" who", s.Who)
		if s.Urgency != "" {
			out["规则 "+s.Name+" urgency"] = s.Urgency
		}
	}
	for _, f := range factsBelow(r) {
		name := "事实 " + f.Name
		set(name+" is", f.Is)
		set(name+" within", f.Within)
		set(name+" where", f.Where)
		set(name+" 取值", f.Arg)
	}
	return out
}
