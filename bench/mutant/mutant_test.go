package mutant

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const rules = `- fact: a_fact
  where: x < 1
- rule: uninsured
  where: member && days >= 90
  when: insured == false
- rule: unsafe_housing
  when: unsafe_house
`

func TestEveryConditionOfARuleIsChanged(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "rules.yaml"), []byte(rules), 0o644); err != nil {
		t.Fatal(err)
	}
	mutants, err := Of(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, m := range mutants {
		all = append(all, m.Rule+": "+strings.TrimSpace(m.New))
	}
	want := []string{
		"uninsured: where: member && days < 90",
		"uninsured: where: member || days >= 90",
		"uninsured: when: insured == true",
		"uninsured: when: insured == false && 1 > 2",
		`unsafe_housing: when: "!unsafe_house"`,
		"unsafe_housing: when: unsafe_house == false",
		"unsafe_housing: when: unsafe_house && 1 > 2",
	}
	if strings.Join(all, "\n") != strings.Join(want, "\n") {
		t.Errorf("mutants:\n%s\nwant:\n%s", strings.Join(all, "\n"), strings.Join(want, "\n"))
	}
}

func TestAMutantIsACopyWithOneLineChanged(t *testing.T) {
	dir, copied := t.TempDir(), filepath.Join(t.TempDir(), "copy")
	if err := os.WriteFile(filepath.Join(dir, "rules.yaml"), []byte(rules), 0o644); err != nil {
		t.Fatal(err)
	}
	mutants, err := Of(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := mutants[2].Write(dir, copied); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(copied, "rules.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if string(data) != strings.Replace(rules, "insured == false", "insured == true", 1) {
		t.Errorf("the copy is\n%s", data)
	}
}
