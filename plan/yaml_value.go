package plan

import (
	"strings"

	"gopkg.in/yaml.v3"
)

// Texts reads a list of scalars; without the key it is nil.
func (m *record) Texts(key string) []Text {
	n := m.values[key]
	if n == nil {
		return nil
	}
	return m.texts(n, "`"+key+"`")
}

// texts reads a list of scalars; an empty list is not nil.
func (r *reader) texts(n *yaml.Node, what string) []Text {
	list := []Text{}
	for _, c := range r.elements(n, what) {
		t := r.text(c, "an entry of "+what)
		if t.Pos.Line > 0 {
			list = append(list, r.notEmpty(t, "an entry of "+what))
		}
	}
	return list
}

// elements are the nodes of a list.
func (r *reader) elements(n *yaml.Node, what string) []*yaml.Node {
	switch {
	case n == nil || r.refused[n]:
		return nil
	case n.Kind == yaml.SequenceNode:
		return n.Content
	}
	cure := "write a list: [a, b]"
	if n.Kind == yaml.ScalarNode && n.Value != "" && !strings.Contains(n.Value, "\n") {
		cure = "write [" + n.Value + "]"
	}
	r.add(r.pos(n), what+" is "+kindOf(n)+", not a list", cure)
	return nil
}

func (r *reader) isScalar(n *yaml.Node, what string) bool {
	if n == nil || r.refused[n] {
		return false
	}
	if n.Kind == yaml.ScalarNode {
		return true
	}
	r.add(r.pos(n), what+" is "+kindOf(n)+", not a single value", "write one value; in quotes if it begins with [ or {")
	return false
}

func kindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a group of keys"
	case yaml.SequenceNode:
		return "a list"
	}
	if n.Value == "" {
		return "empty"
	}
	return "a single value"
}
