package screening

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"

	"dixian/rule"
)

// resultFile is a list of results in the directory of a panel.
type resultFile struct {
	Name  string // below the directory
	Lines int
	Size  int64
	CRC   uint32 // CRC-32C
}

// resultLists are the lists of a screening, in order.
var resultLists = []string{"alerts", "hits", "findings"}

var resultHeader = []string{"division_code", "household_code", "rule", "risk", "urgency", "as_of", "members_hit", "evidence"}

func (l Line) cells() []string {
	return []string{l.Division, l.Household, l.Rule, l.Risk, l.Urgency, l.AsOf, l.Members, l.Evidence}
}

// of are the lines of a list.
func (r *Result) of(list string) []Line {
	return map[string][]Line{"alerts": r.Alerts, "hits": r.Hits, "findings": r.Findings}[list]
}

// listOf is the list that a rule's firings stand in.
func listOf(r *rule.Rule) string {
	return map[rule.Raises]string{rule.Alert: "alerts", rule.Hit: "hits", rule.Finding: "findings"}[r.Raises]
}

// entry is a line of a list as its file has it, with what it is sorted by.
type entry struct {
	division, household, rule string
	line                      []byte // with its end
}

// entries are lines as files have them.
func entries(lines []Line) []entry {
	size := 0
	for _, l := range lines {
		size += 2*len(l.Evidence) + 160
	}
	buf := make([]byte, 0, size)
	out := make([]entry, len(lines))
	for i, l := range lines {
		from := len(buf)
		buf = appendRow(buf, l.cells()...)
		out[i] = entry{l.Division, l.Household, l.Rule, buf[from:len(buf):len(buf)]}
	}
	return out
}

// difference is what became of a list's lines: of each kind in the order of the
// list.
type difference struct {
	New, Gone int
	Changed   int
}

// lineChange is a line that is new, gone or changed; what a change had before and has
// now are two.
type lineChange struct {
	kind string
	line []byte
}

// update writes a list with now in the place of the old lines that were judged
// again. Both are sorted.
func update(old *listed, now []entry, judged func(*listed) bool, to *listWriter) (changes []lineChange, d difference, err error) {
	if err := old.next(); err != nil {
		return nil, d, err
	}
	for old.has() || len(now) > 0 {
		again := old.has() && judged(old)
		order := -1 // of the old line to the new one
		switch {
		case !old.has():
			order = 1
		case len(now) > 0:
			order = old.compare(now[0])
		}
		if order < 0 {
			if again {
				d.Gone++
				changes = append(changes, lineChange{"gone", old.line})
			} else {
				to.put(old.household, old.line)
			}
			if err := old.next(); err != nil {
				return nil, d, err
			}
			continue
		}
		if order > 0 {
			d.New++
			changes = append(changes, lineChange{"new", now[0].line})
		} else {
			if !bytes.Equal(old.line, now[0].line) {
				d.Changed++
				changes = append(changes, lineChange{"changed_from", old.line}, lineChange{"changed_to", now[0].line})
			}
			if err := old.next(); err != nil {
				return nil, d, err
			}
		}
		to.put([]byte(now[0].household), now[0].line)
		now = now[1:]
	}
	return changes, d, to.err
}

// writeChanges writes the difference of a list, with what became of each line in
// front.
func writeChanges(dir, name string, changes []lineChange) error {
	var buf bytes.Buffer
	buf.WriteString("change," + strings.Join(resultHeader, ",") + "\n")
	for _, c := range changes {
		buf.WriteString(c.kind)
		buf.WriteByte(',')
		buf.Write(c.line)
	}
	return os.WriteFile(filepath.Join(dir, name), buf.Bytes(), 0o600)
}
