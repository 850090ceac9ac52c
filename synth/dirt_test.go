package synth

import (
	"bytes"
	"strings"
	"testing"
)

// soiled dirties every row of a clean block and returns it before and after.
func soiled(t *testing.T, fault func(*mess) bool) (before, after *block) {
	t.Helper()
	r, err := newRun(Options{Households: 700, Seed: 4, AsOf: june, Format: "csv"})
	if err != nil {
		t.Fatal(err)
	}
	before, after = newBlock(r), newBlock(r)
	before.make(0, r.spans[0])
	for i := range before.rows {
		dice := newChance(uint64(i))
		clean := &before.rows[i]
		for row := range clean.count() {
			m := mess{table: &tables[i], dice: &dice, cells: clean.cells(row)}
			if row > 0 {
				m.before = clean.cells(row - 1)
			}
			if !fault(&m) {
				m.cells = clean.cells(row)
			}
			after.rows[i].add(m.cells)
		}
	}
	return before, after
}

// trim does what the contract does to every cell first.
func trim(cell []byte) string { return strings.Trim(string(cell), " \u3000\u00a0") }

// A cell spelt otherwise is still read; a damaged one never is. Each fault must
// find something to do.
func TestFaults(t *testing.T) {
	type expectation uint8
	const (
		still  expectation = iota // the cell is read
		never                     // the cell is not read
		absent                    // the cell is empty
	)
	for _, test := range []struct {
		what string
		lay  func(*mess) bool
		want expectation
	}{
		{"damage in an optional column is not read", (*mess).damageOptional, never},
		{"damage in a required column is not read", (*mess).damageRequired, never},
		{"an endless code is not read", (*mess).endlessCode, never},
		{"an empty cell is empty", (*mess).emptyRequired, absent},
		{"spaces are read over", (*mess).spaces, still},
		{"commas and line breaks in text are read", (*mess).breakLines, still},
		{"another form of a date is read", (*mess).respellDate, still},
		{"a small x is read", (*mess).lowerX, still},
		{"fifteen digits are read", (*mess).shortenID, still},
		{"separators in the right places are read", (*mess).separateThousands, still},
		{"decimals are read", (*mess).addDecimals, still},
		{"a category's number is read", (*mess).numberForWord, still},
		{"other words for 是 and 否 are read", (*mess).respellBool, still},
		{"a village too new for the table is read", (*mess).unknownVillage, still},
		{"the code of a household that is not there is read", (*mess).orphan, still},
	} {
		before, after := soiled(t, test.lay)
		changed := 0
		for i := range tables {
			for row := range before.rows[i].count() {
				for c := range tables[i].columns {
					was, is := before.rows[i].cell(row, c), after.rows[i].cell(row, c)
					if bytes.Equal(was, is) {
						continue
					}
					changed++
					err := reads(&tables[i].columns[c], trim(is), june)
					switch {
					case test.want == absent && trim(is) != "",
						test.want == still && err != nil,
						test.want == never && (err == nil || trim(is) == ""):
						t.Errorf("%s: %s %q became %q: %v", test.what, tables[i].columns[c].key, was, is, err)
					}
				}
			}
		}
		if changed == 0 {
			t.Errorf("%s: nothing was changed", test.what)
		}
	}
}

// A row delivered again has the natural key of the first, as read.
func TestDeliveredAgain(t *testing.T) {
	var spelt, values int
	before, _ := soiled(t, (*mess).deliverAgain)
	for i := range tables {
		dice := newChance(uint64(i), 9)
		for row := range before.rows[i].count() {
			m := mess{table: &tables[i], dice: &dice, cells: before.rows[i].cells(row)}
			for c, now := range m.changed() {
				was := m.cells[c]
				column := &tables[i].columns[c]
				if bytes.Equal(was, now) {
					continue
				}
				if err := reads(column, trim(now), june); err != nil {
					t.Fatalf("%s %q became %q: %v", column.key, was, now, err)
				}
				if !column.natural {
					values++
				} else if spelt++; column.kind != date && column.kind != month && !strings.EqualFold(trim(now), string(was)) {
					t.Fatalf("key %s %q became %q", column.key, was, now)
				}
			}
		}
	}
	if spelt == 0 || values == 0 {
		t.Errorf("%d keys spelt otherwise, %d values changed", spelt, values)
	}
}

func TestDirtIsSmallAndTheRestIsAsItWas(t *testing.T) {
	_, clean := written(t, Options{Households: 1500, Seed: 8})
	o, dirty := written(t, Options{Households: 1500, Seed: 8, Dirty: 0.05})
	for i, line := range dirty.Tables {
		more := line.Rows - clean.Tables[i].Rows
		if more < 0 || float64(more) > 10+0.02*float64(line.Rows) {
			t.Errorf("%s: %d rows more than clean ones, want a few delivered again", line.Table, more)
		}
	}
	if len(everything(t, o.Out)) <= len(tables) {
		t.Error("no table was split over two files")
	}
}

// Whatever the seed, some files of a dirty run look unlike others.
func TestFilesLookDifferent(t *testing.T) {
	for seed := range uint64(12) {
		o := Options{Households: 1200, Seed: seed, AsOf: june, Dirty: 0.05}
		var labels, shuffled, marks, windows, tabs, notes, splits, names, titles int
		for i := range tables {
			l := layoutOf(tableID(i), o, 2)
			count := func(n *int, yes bool) {
				if yes {
					*n++
				}
			}
			count(&labels, l.header[0] != tables[i].columns[l.order[0]].key)
			count(&shuffled, l.place(0) != 0)
			count(&marks, l.mark)
			count(&windows, l.crlf)
			count(&tabs, l.separator == '\t')
			count(&notes, l.note)
			count(&splits, l.split > 0)
			count(&names, l.name != tables[i].key)
			count(&titles, l.title)
		}
		for what, n := range map[string]int{
			"Chinese headers": labels, "shuffled columns": shuffled, "byte order marks": marks, "Windows line ends": windows,
			"tabs": tabs, "unknown columns": notes, "split tables": splits, "Chinese file names": names, "titles": titles,
		} {
			if n == 0 || n == len(tables) {
				t.Errorf("seed %d: %d of %d tables have %s", seed, n, len(tables), what)
			}
		}
	}
}

// Lines that are no rows, or have too many or too few cells, stand in dirty CSV.
func TestMisshapenLines(t *testing.T) {
	o, _ := written(t, Options{Households: 3000, Seed: 6, Dirty: 0.1})
	blank, long, short := 0, 0, 0
	for _, content := range everything(t, o.Out) {
		if strings.Contains(content, "\n\n") || strings.Contains(content, "\n\r\n") || strings.Contains(content, "\n,,") {
			blank++
		}
		lines := strings.Split(content, "\n")
		separator := ","
		if strings.Count(lines[0], "\t") > strings.Count(lines[0], ",") {
			separator = "\t"
		}
		for _, line := range lines[1:] {
			if line = strings.TrimSpace(line); line == "" || strings.Contains(line, `"`) {
				continue
			}
			switch n := strings.Count(line, separator) - strings.Count(lines[0], separator); {
			case n > 0:
				long++
			case n < 0:
				short++
			}
		}
	}
	if blank == 0 || long == 0 || short == 0 {
		t.Errorf("%d files with blank lines, %d lines too long, %d too short", blank, long, short)
	}
}
