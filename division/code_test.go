package division

import (
	"encoding/json"
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// anyCode draws codes of every level.
var anyCode = rapid.Custom(func(t *rapid.T) Code {
	c := Code(rapid.IntRange(11, 82).Draw(t, "province"))
	depth := rapid.IntRange(0, 4).Draw(t, "depth")
	for level, most := range []int{99, 99, 999, 999} {
		part := 0
		if level < depth {
			part = rapid.IntRange(1, most).Draw(t, "part")
		}
		c = c*Code(most+1) + Code(part)
	}
	return c
})

func TestParseCodeRefuses(t *testing.T) {
	for _, c := range []struct{ what, s, want string }{
		{"nothing", "", "not a division code: the cell is empty"},
		{"a county's six digits", "520123", "not a division code: the length is 6, not 12"},
		{"eleven digits", "52012310020", "not a division code: the length is 11, not 12"},
		{"thirteen digits", "5201231002001", "not a division code: the length is 13, not 12"},
		{"a letter O", "52012310O200", "not a division code: letter O at character 9"},
		{"a name", "开阳县", "not a division code: 开 at character 1"},
		{"what a spreadsheet makes of it", "5.20123E+11", "not a division code: . at character 2"},
		{"a space inside", "520123 100200", "not a division code: a space at character 7"},
		{"a decimal point", "520123100200.0", "not a division code: . at character 13"},
		{"a sign", "-520123100200", "not a division code: - at character 1"},
		{"full-width digits", "５２０１２３１００２００", "not a division code: full-width digit ５ at character 1"},
	} {
		if got, err := ParseCode(c.s); err == nil {
			t.Errorf("%s: %q was read as %s", c.what, c.s, got)
		} else if err.Error() != c.want {
			t.Errorf("%s: %q: %q, want %q", c.what, c.s, err, c.want)
		}
	}
}

func TestCodesComeBackAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[0-9]{12}`).Draw(t, "code")
		c, err := ParseCode(s)
		fromBytes, errBytes := ParseCodeBytes([]byte(s))
		if err != nil || errBytes != nil || c != fromBytes || c.String() != s || c >= 1<<40 {
			t.Fatalf("%s = %d, %v, %d, %v", s, c, err, fromBytes, errBytes)
		}
	})
}

func TestParseCodeBytesDoesNotAllocate(t *testing.T) {
	cell := []byte("520123100200")
	if n := testing.AllocsPerRun(100, func() {
		if _, err := ParseCodeBytes(cell); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestLevelsAndParents(t *testing.T) {
	for _, c := range []struct {
		code, parent, county Code
		level                Level
	}{
		{520000000000, 0, 520000000000, Province},
		{520100000000, 520000000000, 520100000000, Prefecture},
		{520123000000, 520100000000, 520123000000, County},
		{520123100000, 520123000000, 520123000000, Town},
		{520123100200, 520123100000, 520123000000, Village},
	} {
		if c.code.Level() != c.level || c.code.Parent() != c.parent || c.code.County() != c.county {
			t.Errorf("%s: %s in %s, county %s", c.code, c.code.Level(), c.code.Parent(), c.code.County())
		}
	}
}

func TestWhatContainsWhat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyCode.Draw(t, "c")
		if !c.Contains(c) || c.Contains(c.End()) || c.Contains(c-1) {
			t.Fatalf("%s is from %s to %s", c, c, c.End())
		}
		for up := c.Parent(); up != 0; up = up.Parent() {
			if !up.Contains(c) || c.Contains(up) {
				t.Fatalf("%s lies in %s", c, up)
			}
		}
		chain := []Code{c.Province(), c.Prefecture(), c.County(), c.Town()}
		for i := 1; i < len(chain); i++ {
			if !chain[i-1].Contains(chain[i]) {
				t.Fatalf("%s: %v", c, chain)
			}
		}
		if c.Six() != fmt.Sprint(c)[:6] {
			t.Fatalf("%s: six digits %s", c, c.Six())
		}
	})
}

func TestAdministrativeVillages(t *testing.T) {
	for code, want := range map[Code]bool{
		520123100199: false, 520123100200: true, 520123100399: true, 520123100400: false,
		520123100001: false, 520123100000: false, 520123000000: false,
	} {
		if got := code.IsAdministrativeVillage(); got != want {
			t.Errorf("%s: %v", code, got)
		}
	}
}

func FuzzParseCode(f *testing.F) {
	for _, s := range []string{"", "520123100200", "52012310O200", "５２０１２３", "\xff", "5201231002001"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseCode(s)
		if err == nil && c.String() != s {
			t.Fatalf("%q is %s", s, c)
		}
		if err != nil && (c != 0 || err.Error() == "") {
			t.Fatalf("%q: %s, %v", s, c, err)
		}
		c.Parent()
		Guizhou().FullName(c)
	})
}

func TestCodesInJSONAreStrings(t *testing.T) {
	text, err := json.Marshal(map[string]Code{"county": 520123000000})
	if err != nil || string(text) != `{"county":"520123000000"}` {
		t.Fatalf("%s, %v", text, err)
	}
	var got map[string]Code
	if err := json.Unmarshal(text, &got); err != nil || got["county"] != 520123000000 {
		t.Errorf("%s is read as %v, %v", text, got, err)
	}
	if err := json.Unmarshal([]byte(`{"county":"520123"}`), &got); err == nil {
		t.Error("six digits were read as a code")
	}
}
