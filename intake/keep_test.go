package intake

import (
	"testing"
)

// Columns that nobody wants are checked like others and serve as keys, and are
// gone in the end.
func TestKeep(t *testing.T) {
	const header = "record_no,id_number,settle_date,hospital_level,self_paid"
	var h heard
	opt := h.options()
	opt.Keep = func(c string) bool { return c == "self_paid" }
	l := mustLoad(t, medical(), opt, joined(header,
		"1,"+man+",2025-01-01,,1",
		"2,"+man+",soon,,2",
		"1,"+man+",2025-01-02,九级,3"))
	if l.Accepted != 1 || l.Duplicate != 1 || l.Quarantined != 1 || at(t, l, "self_paid", 0) != int64(300) {
		t.Errorf("%d accepted, %d duplicate, %d quarantined: a column that is not wanted was not read", l.Accepted, l.Duplicate, l.Quarantined)
	}
	if len(h.bad) != 1 || h.bad[0].Column != "settle_date" || len(h.warnings) != 1 || h.warnings[0].Column != "hospital_level" {
		t.Errorf("told %v, %v", h.bad, h.warnings)
	}
	for i, c := range l.Columns {
		if name := l.Table.Columns[i].Name; (c != nil) != (name == "self_paid") {
			t.Errorf("column %s: %v", name, c)
		}
	}
	if _, err := FindIn(&Loaded{Table: households(), Columns: l.Columns}); err == nil {
		t.Error("a table without its key can be referred to")
	}
}
