package plan

import (
	"strconv"

	"gopkg.in/yaml.v3"
)

// record is a YAML mapping whose keys have been checked against its shape.
type record struct {
	*reader
	shape  string // its name in shapes
	Pos    Pos
	keys   []*yaml.Node
	values map[string]*yaml.Node
}

// record reads a mapping of the named shape: no key twice, none unknown, none
// missing. It returns nil where there is no mapping.
func (r *reader) record(n *yaml.Node, shape, what string) *record {
	m := r.mapping(n, what)
	if m == nil {
		return nil
	}
	m.shape = shape
	s := shapes[shape]
	for _, k := range m.keys {
		if !s.has(k.Value) {
			r.add(r.pos(k), "unknown key `"+k.Value+"` in "+what, near(k.Value, s.keys(), "the keys here are "))
		}
	}
	for _, key := range s.must {
		if m.values[key] == nil {
			r.add(m.Pos, "the key `"+key+"` is missing in "+what, "add it")
		}
	}
	return m
}

// mapping reads a mapping with any keys: scalars, each once.
func (r *reader) mapping(n *yaml.Node, what string) *record {
	if n == nil || r.refused[n] {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		r.add(r.pos(n), what+" is "+kindOf(n)+", not keys with values", "write it as `key: value` lines, or as {key: value}")
		return nil
	}
	m := &record{reader: r, Pos: r.pos(n), values: map[string]*yaml.Node{}}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if r.refused[k] || !r.isScalar(k, "a key in "+what) {
			continue
		}
		if first := m.values[k.Value]; first != nil {
			at := m.keyPos(k.Value)
			r.add(r.pos(k), "the key `"+k.Value+"` stands twice in "+what+", first in line "+strconv.Itoa(at.Line), "keep one")
			continue
		}
		m.keys = append(m.keys, k)
		m.values[k.Value] = v
	}
	return m
}

// keyPos is the place of a key, or of the record without it.
func (m *record) keyPos(key string) Pos {
	for _, k := range m.keys {
		if k.Value == key {
			return m.pos(k)
		}
	}
	return m.Pos
}

func (m *record) has(key string) bool { return m.values[key] != nil }

// refuse notes a problem at a key's value.
func (m *record) refuse(key, what, cure string) { m.add(m.pos(m.values[key]), what, cure) }

// Text reads a scalar, Expr an expression; without the key both are empty.
func (m *record) Text(key string) Text {
	if n := m.values[key]; n != nil {
		return m.notEmpty(m.text(n, "`"+key+"`"), "`"+key+"`")
	}
	return Text{}
}

func (m *record) Expr(key string) Text {
	if n := m.values[key]; n != nil {
		return m.expression(n, "`"+key+"`")
	}
	return Text{}
}

func (m *record) String(key string) string { return m.Text(key).Value }

// Flag reads true or false; without the key it is false.
func (m *record) Flag(key string) bool {
	return m.Word(key, "true", "false") == "true"
}

// Count reads a whole number that is not negative; without the key it is 0.
func (m *record) Count(key string) int {
	t := m.Text(key)
	if t.Value == "" {
		return 0
	}
	n, err := strconv.ParseUint(t.Value, 10, 16)
	if err != nil {
		m.refuse(key, "`"+key+"` is "+quoted(t.Value)+", not a whole number up to 65535", "write digits only")
	}
	return int(n)
}

// Word reads one of the words; without the key it is empty.
func (m *record) Word(key string, words ...string) string {
	t := m.Text(key)
	if t.Value == "" {
		return ""
	}
	for _, w := range words {
		if t.Value == w {
			return w
		}
	}
	m.refuse(key, "`"+key+"` is "+quoted(t.Value), "write "+oneOf(words))
	return ""
}

// Enum reads one of the words that the shape's list for the key has.
func (m *record) Enum(key string) string {
	return m.Word(key, enums[m.shape+"."+key]...)
}
