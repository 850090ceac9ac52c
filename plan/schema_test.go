package plan

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"
)

// guizhou is the package that this program carries.
const guizhou = "../plans/guizhou"

func compiledSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("package.json", doc); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("package.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// asStrings is what an editor sees that does not guess at scalars.
func asStrings(n *yaml.Node) any {
	switch n.Kind {
	case yaml.DocumentNode:
		return asStrings(n.Content[0])
	case yaml.SequenceNode:
		list := []any{}
		for _, c := range n.Content {
			list = append(list, asStrings(c))
		}
		return list
	case yaml.MappingNode:
		object := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			object[n.Content[i].Value] = asStrings(n.Content[i+1])
		}
		return object
	}
	return n.Value
}

// asGuessed is what an editor sees that reads scalars by YAML's own types; dates
// have none in JSON.
func asGuessed(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = asGuessed(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = asGuessed(v[k])
		}
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return v
}

func validate(t *testing.T, s *jsonschema.Schema, data []byte) (stringly, guessed error) {
	t.Helper()
	var node yaml.Node
	var plain any
	if err := yaml.Unmarshal(data, &node); err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(data, &plain); err != nil {
		t.Fatal(err)
	}
	return s.Validate(asStrings(&node)), s.Validate(asGuessed(plain))
}

func TestSchemaRefuses(t *testing.T) {
	s := compiledSchema(t)
	for sentence, source := range map[string]string{
		"a mapping instead of a list":     "document: a\n",
		"an item of no kind":              "- ledger: a\n",
		"a misspelt key":                  "- document: a\n  lable: b\n",
		"a name with capitals":            "- document: A\n",
		"a rule without a condition":      "- rule: a\n  raises: hit\n  about: persons\n",
		"a rule that raises an alarm":     "- rule: a\n  raises: alarm\n  about: persons\n  when: b\n",
		"a fact of no form":               "- fact: a\n  about: persons\n",
		"a count of a condition":          "- fact: a\n  about: persons\n  from: b\n  count: c > 0\n",
		"a table of no columns":           "- table: a\n  folder: system\n  columns: {}\n",
		"a type in capitals":              "- table: a\n  folder: system\n  columns: {b: {type: Money}}\n",
		"a list with a word twice":        "- table: a\n  folder: system\n  columns: {b: {type: [甲, 甲]}}\n",
		"half a floor":                    "- table: a\n  folder: system\n  columns: {b: {type: date}}\n  coverage: {of: persons, expected: c, share: param.d, floor: param.e}\n",
		"a value without a status":        "- parameter: a\n  type: int\n  values: [{division: \"52\", from: 2021-01-01, value: 1}]\n",
		"a test that expects nothing":     "- test: a\n  as_of: 2025-01-01\n  expect: {}\n",
		"a test without a date":           "- test: a\n  expect: {hits: []}\n",
		"a person of the wrong name":      "- test: a\n  as_of: 2025-01-01\n  people: {Q1: {}}\n  expect: {hits: []}\n",
		"a flag in another word":          "- rule: a\n  raises: hit\n  about: persons\n  when: b\n  nameless: ja\n",
		"a number of months that is none": "- table: a\n  folder: system\n  late: two\n  columns: {b: {type: date}}\n",
	} {
		stringly, guessed := validate(t, s, []byte(source))
		if stringly == nil || guessed == nil {
			t.Errorf("%s: %v, %v", sentence, stringly, guessed)
		}
	}
}

func TestSchemaAcceptsWhatLoadAccepts(t *testing.T) {
	s := compiledSchema(t)
	sources := map[string][]byte{"registry": []byte(registry)}
	err := filepath.WalkDir(guizhou, func(file string, entry fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(file, ".yaml") {
			sources[file], err = os.ReadFile(file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for file, data := range sources {
		stringly, guessed := validate(t, s, data)
		if stringly != nil || guessed != nil {
			t.Errorf("%s: %v, %v", file, stringly, guessed)
		}
	}
}

// TestSchemaHasTheLoadersKeys: the keys, the required keys, the lists of words
// and the types are the loader's.
func TestSchemaHasTheLoadersKeys(t *testing.T) {
	type property struct{ Enum []any }
	type definition struct {
		Properties           map[string]property
		Required             []string
		AdditionalProperties any
		AnyOf                []property
	}
	var doc struct {
		Items struct {
			OneOf []map[string]string
		}
		Defs map[string]definition `json:"$defs"`
	}
	if err := json.Unmarshal(Schema(), &doc); err != nil {
		t.Fatal(err)
	}
	var refs []string
	for _, item := range doc.Items.OneOf {
		refs = append(refs, strings.TrimPrefix(item["$ref"], "#/$defs/"))
	}
	if !slices.Equal(refs, kinds) {
		t.Errorf("the schema's kinds are %v, the loader's %v", refs, kinds)
	}
	for name, d := range doc.Defs {
		if _, ok := shapes[name]; !ok && d.Properties != nil {
			t.Errorf("the loader knows no shape %s", name)
		}
	}
	enumerated := map[string][]string{}
	for name, shape := range shapes {
		d := doc.Defs[name]
		var has []string
		for key, p := range d.Properties {
			has = append(has, key)
			for _, word := range p.Enum {
				enumerated[name+"."+key] = append(enumerated[name+"."+key], word.(string))
			}
		}
		if d.AdditionalProperties != false {
			t.Errorf("%s: the schema lets unknown keys through", name)
		}
		sameWords(t, name+": keys", has, shape.keys())
		sameWords(t, name+": required keys", d.Required, shape.must)
	}
	if !reflect.DeepEqual(enumerated, enums) {
		t.Errorf("the schema lists\n%v\nthe loader\n%v", enumerated, enums)
	}
	var types []string
	for _, word := range doc.Defs["type"].AnyOf[0].Enum {
		types = append(types, word.(string))
	}
	sameWords(t, "types", types, typeNames(nil))
}

func sameWords(t *testing.T, what string, schema, loader []string) {
	t.Helper()
	schema, loader = slices.Sorted(slices.Values(schema)), slices.Sorted(slices.Values(loader))
	if !slices.Equal(schema, loader) {
		t.Errorf("%s: the schema has %v, the loader %v", what, schema, loader)
	}
}
