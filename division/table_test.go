package division

import (
	"slices"
	"strings"
	"testing"
)

func TestGuizhouIsWhole(t *testing.T) {
	g := Guizhou()
	count := map[Level]int{}
	rural := 0
	for _, c := range g.Codes() {
		count[c.Level()]++
		if c.IsAdministrativeVillage() {
			rural++
		}
		if name, ok := g.Name(c); !ok || name == "" {
			t.Errorf("%s has no name", c)
		}
		if up := c.Parent(); up != 0 && !g.Known(up) {
			t.Errorf("%s lies in %s, which the table does not have", c, up)
		}
	}
	for level, want := range map[Level]int{Province: 1, Prefecture: 9, County: 88, Town: 1510, Village: 17964} {
		if count[level] != want {
			t.Errorf("%d divisions of level %s, want %d", count[level], level, want)
		}
	}
	if rural != 13687 {
		t.Errorf("%d administrative villages, want 13687", rural)
	}
	if len(g.Counties()) != 88 || len(g.Villages()) != 17964 {
		t.Errorf("%d counties, %d villages", len(g.Counties()), len(g.Villages()))
	}
	if !slices.IsSorted(g.Codes()) {
		t.Error("codes are not in order")
	}
}

func TestChildrenAreTheWholeTable(t *testing.T) {
	g := Guizhou()
	var walk func(c Code) []Code
	walk = func(c Code) []Code {
		all := []Code{c}
		for _, child := range g.Children(c) {
			if child.Parent() != c {
				t.Errorf("%s is given as a child of %s", child, c)
			}
			all = append(all, walk(child)...)
		}
		return all
	}
	if all := walk(520000000000); !slices.Equal(all, g.Codes()) {
		t.Errorf("walking down from the province finds %d of %d codes, or not in order", len(all), len(g.Codes()))
	}
}

func TestWhatTheTableDoesNotKnow(t *testing.T) {
	g := Guizhou()
	for what, c := range map[string]Code{
		"no code": 0, "another province": 530000000000, "a former county": 520222000000,
		"a village that is none": 520123100999, "past the end": 999999999999,
	} {
		if name, ok := g.Name(c); ok || g.Known(c) {
			t.Errorf("%s is known as %s", what, name)
		}
		if children := g.Children(c); len(children) > 0 {
			t.Errorf("%s has children %v", what, children)
		}
	}
}

func TestNames(t *testing.T) {
	g := Guizhou()
	for _, c := range []struct {
		what string
		code Code
		want string
	}{
		{"a province", 520000000000, "贵州省"},
		{"a county", 520123000000, "贵州省贵阳市修文县"},
		{"a village that the table does not know", 520123999201, "贵州省贵阳市修文县520123999000520123999201"},
		{"no place", 0, ""},
	} {
		if got := g.FullName(c.code); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
	for _, village := range g.VillagesOf(520123000000) {
		if name, _ := g.Name(village); !strings.HasPrefix(g.FullName(village), "贵州省贵阳市修文县") || !strings.HasSuffix(g.FullName(village), name) {
			t.Errorf("%s is called %s", village, g.FullName(village))
		}
	}
}

func TestTilesAreTheCounties(t *testing.T) {
	g := Guizhou()
	places := map[[2]int]Code{}
	var counties []Code
	for _, tile := range g.Tiles() {
		counties = append(counties, tile.County)
		at := [2]int{tile.Column, tile.Row}
		if other, taken := places[at]; taken {
			t.Errorf("%s and %s stand on one tile", other, tile.County)
		}
		places[at] = tile.County
	}
	if !slices.Equal(counties, g.Counties()) {
		t.Errorf("%d tiles are not the %d counties in order", len(counties), len(g.Counties()))
	}
}

func TestClassesOfTheCounties(t *testing.T) {
	g := Guizhou()
	count := map[Class]int{}
	for _, county := range g.Counties() {
		count[g.ClassOf(county)]++
	}
	for class, want := range map[Class]int{Exemplary: 36, Advancing: 30, Foundations: 20, Unclassed: 2} {
		if count[class] != want {
			t.Errorf("%d counties are %s, want %d", count[class], class, want)
		}
	}
	for _, c := range []struct {
		what string
		code Code
		want Class
	}{
		{"南明 is wholly urban", 520102000000, Unclassed},
		{"云岩 is wholly urban", 520103000000, Unclassed},
		{"开阳 leads", 520121000000, Exemplary},
		{"黔西 advances", 520581000000, Advancing},
		{"水城 is a key county", 520204000000, Foundations},
		{"从江 is a key county", 522633000000, Foundations},
		{"a village has its county's class", g.VillagesOf(520204000000)[0], Foundations},
		{"the province has none", 520000000000, Unclassed},
		{"a place elsewhere has none", 530102000000, Unclassed},
	} {
		if got := g.ClassOf(c.code); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}

func TestDataThatCannotBeReadIsRefused(t *testing.T) {
	for what, read := range map[string]func(*Table) error{
		"a tile of a county that is none": func(t *Table) error {
			return t.readTiles(strings.NewReader("code,name,column,row\n520999,某县,1,1\n"))
		},
		"a tile under another name": func(t *Table) error {
			return t.readTiles(strings.NewReader("code,name,column,row\n520121,某县,1,1\n"))
		},
		"a tile without a column": func(t *Table) error {
			return t.readTiles(strings.NewReader("code,name,column,row\n520121,开阳县,,1\n"))
		},
		"a class of a county that is none": func(t *Table) error { return t.readClasses(strings.NewReader("code,class\n520999,exemplary\n")) },
		"a class that is none":             func(t *Table) error { return t.readClasses(strings.NewReader("code,class\n520121,great\n")) },
		"a code with a letter":             func(t *Table) error { return t.readClasses(strings.NewReader("code,class\n52O121,exemplary\n")) },
	} {
		copied := &Table{codes: Guizhou().codes, names: Guizhou().names, class: map[Code]Class{}}
		if read(copied) == nil {
			t.Errorf("%s was read", what)
		}
	}
}
