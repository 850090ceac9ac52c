package plan

import "testing"

func TestRefusedQuestions(t *testing.T) {
	move := func(ask string) string {
		return "- workflow: w\n  about: cases\n  starts: [a]\n  states: {a: {label: 甲}}\n  moves:\n    go:\n      from: [a]\n      to: a\n      by: [county_clerk]\n      asks:\n        q: " + ask + "\n"
	}
	checkRefusals(t, []refusal{
		{"a question of no kind", move("{label: 问}"), []string{
			"a.yaml:11:12: the question `q` says neither its `type` nor its `lines`; add one of them"}},
		{"a question of both kinds", move("{type: money, lines: {a: {type: money}}}"), []string{
			"a.yaml:11:19: a question in lines has no `type` of its own; write it at what the lines ask"}},
		{"a member without lines", move("{type: money, who: true}"), []string{
			"a.yaml:11:31: `who` speaks of lines, and the question `q` has none; take it away, or write `lines`"}},
		{"a line that takes words off a sum", move("{lines: {a: {type: text, less: true}}}"), []string{
			"a.yaml:11:43: only money is taken off a sum, `a` is text; take `less` away"}},
		{"an identity number in a line", move("{lines: {a: {type: id18}}}"), []string{
			"a.yaml:11:31: a line tells words, numbers, money, dates and choices, not id18; take another type"}},
		{"a line that names its member itself", move("{lines: {who: {type: text}}}"), []string{
			"a.yaml:11:21: `who` of a line is the member it names; write `who: true` beside `lines`, or take another name"}},
		{"lines without anything to tell", move("{lines: {}}"), []string{
			"a.yaml:11:20: the lines of `q` tell nothing; write what a line tells"}},
	})
}
