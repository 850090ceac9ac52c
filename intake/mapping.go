package intake

import (
	"fmt"
	"os"

	"dixian/rule"

	"gopkg.in/yaml.v3"
)

// Mapping translates what one source calls a table's columns and codes.
type Mapping struct {
	// Headers leads from the source's header to the column's key. A header that
	// leads to "" is left alone even if we know its name. Headers that do not stand
	// here are recognised as usual.
	Headers map[string]string
	// Codes leads, by column key, from the source's code to our word. Codes that do
	// not stand here are read as they are.
	Codes map[string]map[string]string
}

// LoadMapping reads a mapping file, YAML or JSON, into a mapping by table:
//
//	medical_settlement:
//	  headers:
//	    结算编号: record_no
//	    机构等级: hospital_level
//	    备注: ""                # left alone
//	  codes:
//	    hospital_level: {"3": 三级, "2": 二级, 三甲: 三级}
//
// Everything is text as written: no value is a number or a truth to YAML. A table,
// column or word that does not exist, a column that has no list of words, and
// anything written twice is refused with its line.
func LoadMapping(path string, tables []*rule.Table) (map[string]*Mapping, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the mapping file: %w", err)
	}
	m, err := parseMapping(source, tables)
	if err != nil {
		return nil, fmt.Errorf("mapping file %s: %w", path, err)
	}
	return m, nil
}

func parseMapping(source []byte, tables []*rule.Table) (map[string]*Mapping, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(source, &doc); err != nil {
		return nil, err
	}
	mappings := map[string]*Mapping{}
	if len(doc.Content) == 0 {
		return mappings, nil
	}
	err := eachPair(doc.Content[0], "the file", func(key, value *yaml.Node) error {
		for _, t := range tables {
			if t.Name == key.Value {
				m, err := readMapping(t, value)
				mappings[t.Name] = m
				return err
			}
		}
		return fmt.Errorf("line %d: there is no table %q; use a table's key", key.Line, key.Value)
	})
	return mappings, err
}

func readMapping(t *rule.Table, n *yaml.Node) (*Mapping, error) {
	m := &Mapping{Headers: map[string]string{}, Codes: map[string]map[string]string{}}
	err := eachPair(n, "table "+t.Name, func(key, value *yaml.Node) error {
		switch key.Value {
		case "headers":
			return eachPair(value, "headers", func(from, to *yaml.Node) error {
				if c := t.Column(to.Value); to.Kind != yaml.ScalarNode || to.Value != "" && (c == nil || c.System) {
					return fmt.Errorf("line %d: table %s has no column %q; use a column's key, or \"\" to leave the header alone", to.Line, t.Name, to.Value)
				}
				m.Headers[from.Value] = to.Value
				return nil
			})
		case "codes":
			return eachPair(value, "codes", func(column, words *yaml.Node) error {
				c := t.Column(column.Value)
				if c == nil || c.System {
					return fmt.Errorf("line %d: table %s has no column %q", column.Line, t.Name, column.Value)
				}
				m.Codes[c.Name] = map[string]string{}
				return readCodes(c, words, m.Codes[c.Name])
			})
		}
		return fmt.Errorf("line %d: a table's mapping has headers and codes, not %q", key.Line, key.Value)
	})
	return m, err
}

// readCodes reads the pairs of one column and checks that each leads to one of
// its words.
func readCodes(c *rule.Column, n *yaml.Node, into map[string]string) error {
	words := wordsOf(c.Type)
	if words == nil {
		return fmt.Errorf("line %d: column %s is of type %s and has no list of words to map codes to", n.Line, titled(c), c.Type)
	}
	return eachPair(n, "codes of "+c.Name, func(from, to *yaml.Node) error {
		if _, ok := words[to.Value]; to.Kind != yaml.ScalarNode || !ok {
			return fmt.Errorf("line %d: column %s has no word %q", to.Line, titled(c), to.Value)
		}
		into[from.Value] = to.Value
		return nil
	})
}

// eachPair walks a YAML map whose keys are different texts.
func eachPair(n *yaml.Node, what string, each func(key, value *yaml.Node) error) error {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: %s must be a map of `name: value`", n.Line, what)
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode || key.Value == "" {
			return fmt.Errorf("line %d: a name in %s must be a text", key.Line, what)
		}
		if seen[key.Value] {
			return fmt.Errorf("line %d: %q stands twice in %s; keep one", key.Line, key.Value, what)
		}
		seen[key.Value] = true
		if err := each(key, n.Content[i+1]); err != nil {
			return err
		}
	}
	return nil
}
