package intake

import (
	"testing"

	"dixian/rule"
)

// What the random twin seldom or never draws of the reading by columns.

// register has rows that are known by a number or, without one, by two texts of
// which one may be empty beside a number.
func register() *rule.Table {
	return &rule.Table{Name: "register", Label: "名册", FallbackKey: []string{"name", "no"}, Columns: []*rule.Column{
		{Name: "id_number", Label: "证件号码", Type: of(rule.ID), Key: true},
		{Name: "name", Label: "姓名", Type: text(), Required: true},
		{Name: "no", Label: "编号", Type: text()},
	}}
}

func TestPiecesRefuseARowThatNamesNobody(t *testing.T) {
	content := []byte(joined("id_number,name,no", man+",张三,", ",李四,", ",王五,7"))
	sameBothWays(t, register(), content, Options{}, chunkSize, 1)
	l := mustLoad(t, register(), Options{Today: today}, string(content))
	if l.Quarantined != 1 || l.Len() != 2 {
		t.Errorf("%d rows set aside and %d kept; without a number and without the text that stands for it, a row names nobody", l.Quarantined, l.Len())
	}
}

func TestPiecesTrimBehindATextToo(t *testing.T) {
	for _, c := range []struct{ says, space string }{
		{"a space", " "},
		{"an ideographic space", "\u3000"},
		{"a no-break space", "\u00a0"},
	} {
		content := []byte(joined("no,text", "1,贵州"+c.space, "2,H1"+c.space))
		sameBothWays(t, everything(), content, Options{}, chunkSize, 1)
		l := mustLoad(t, everything(), Options{Today: today}, string(content))
		for row, want := range []string{"贵州", "H1"} {
			if got := at(t, l, "text", row); got != want {
				t.Errorf("%s behind %s: %q is kept", c.says, want, got)
			}
		}
	}
}

func TestPutIsKnownWhereAScanFoundNothing(t *testing.T) {
	b, err := newBuilder(everything(), Options{Today: today})
	if err != nil {
		t.Fatal(err)
	}
	const money = 1
	p := &piece{}
	p.empty(b.stored())
	p.resize(1)
	s := &p.strips[money]
	s.forget(0)
	b.values[money] = value{n: 1250, known: true}
	b.put(p, 0)
	if s.known[0]&1 == 0 || s.values[0] != 1250 {
		t.Errorf("judged 1250 fen is stored as %d, known %v", s.values[0], s.known[0]&1 != 0)
	}
}
