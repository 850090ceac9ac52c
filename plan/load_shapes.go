package plan

import (
	"slices"
	"strconv"
	"strings"
)

// shape is the keys a mapping must and may have. The JSON Schema for editors
// (schema.json) has the same shapes under $defs; a test holds them together.
type shape struct{ must, may []string }

func (s shape) has(key string) bool {
	return slices.Contains(s.must, key) || slices.Contains(s.may, key)
}

func (s shape) keys() []string { return append(slices.Clone(s.must), s.may...) }

func keys(s string) []string { return strings.Fields(s) }

// kinds are the kinds of items in the order of the language page.
var kinds = keys("document table parameter fact rule screening workflow test")

var shapes = map[string]shape{
	"document":  {keys("document"), keys("label number issued source cite")},
	"table":     {keys("table folder columns"), keys("label one owner delivery time belongs_to complete late compared strict fallback_key coverage cite")},
	"parameter": {keys("parameter type values"), keys("label unit set_by safer cite")},
	"fact":      {keys("fact about"), keys("label unit is from within where pick count any sum min max coverage cite")},
	"rule":      {keys("rule raises about when"), keys("label risk urgency urgent_when worsens_by where who says nameless everyone visit cite")},
	"screening": {keys("screening where"), keys("label cite")},
	"workflow":  {keys("workflow about starts states moves"), keys("label whole cite")},
	"test":      {keys("test expect"), keys("label as_of like people given drop parameters covered cite")},

	"cite":     {keys("document"), keys("section paragraph")},
	"column":   {keys("type"), keys("label unit names key required max mask empty only_without derive strict sensitive")},
	"several":  {keys("several"), nil},
	"coverage": {keys("of expected share"), keys("present present_of floor floor_of seen_within within report")},
	"value":    {keys("division from value status"), keys("to number")},
	"newest":   {keys("newest"), keys("per")},
	"whole":    {keys("limit path"), nil},
	"state":    {nil, keys("label owner limit count final cite")},
	"move":     {keys("from to by"), keys("label asks refuse reason bulk not_by notice first_day offer cite")},
	"ask":      {nil, keys("type label unit names required max mask section unsure lines who")},
	"line":     {keys("type"), keys("label unit required max less")},
	"refusal":  {keys("when says"), nil},
	"person":   {nil, keys("born sex")},
	"expect":   {nil, keys("alerts hits findings urgent silent who facts")},
}

// enums are the words that a key of a shape takes.
var enums = map[string][]string{
	"table.folder":     keys("registry extracts national system"),
	"table.delivery":   keys("whole rows"),
	"parameter.type":   keys("money share int"),
	"parameter.set_by": keys("province city county"),
	"parameter.safer":  keys("up down"),
	"value.status":     keys("verified example"),
	"fact.coverage":    keys("required assumed"),
	"rule.raises":      keys("alert hit finding"),
	"rule.urgency":     keys("红 黄 蓝"),
	"column.mask":      keys("id name phone birth"),
	"ask.mask":         keys("id name phone birth"),
	"state.count":      keys("days workdays"),
	"column.derive":    keys("birth_date sex"),
	"coverage.of":      keys("persons households"),
	"person.sex":       keys("男 女"),
}

// near is the cure for a word that is not on the list: the one that was meant,
// or all of them after the given words.
func near(word string, list []string, all string) string {
	return nearest(word, slices.Clone(list), all+strings.Join(list, ", "))
}

func oneOf(words []string) string {
	switch len(words) {
	case 0:
		return "nothing"
	case 1:
		return words[0]
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// quoted shows a value in a message, cut where it is long.
func quoted(s string) string {
	if r := []rune(s); len(r) > 40 {
		s = string(r[:40]) + "…"
	}
	return strconv.Quote(s)
}
