package screening

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"

	"dixian/panel/standing/mapped"
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

// entry is a line of a list as its file has it, with what it is sorted by.
type entry struct {
	division, household, rule string
	line                      []byte // with its end
}

func compareEntries(a, b entry) int {
	return cmp.Or(strings.Compare(a.division, b.division), strings.Compare(a.household, b.household), strings.Compare(a.rule, b.rule))
}

// entries are lines as files have them.
func entries(lines []Line) ([]entry, error) {
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	ends := make([]int, len(lines))
	for i, l := range lines {
		if err := w.Write(l.cells()); err != nil {
			return nil, err
		}
		w.Flush()
		ends[i] = buf.Len()
	}
	out, from := make([]entry, len(lines)), 0
	for i, l := range lines {
		out[i] = entry{l.Division, l.Household, l.Rule, buf.Bytes()[from:ends[i]]}
		from = ends[i]
	}
	return out, w.Error()
}

// splitEntries splits a list as it was written; the header is left out.
func splitEntries(text []byte) ([]entry, error) {
	out := make([]entry, 0, bytes.Count(text, []byte("\n")))
	for first := true; len(text) > 0; first = false {
		end := 0
		for quotes := 0; ; {
			n := bytes.IndexByte(text[end:], '\n')
			if n < 0 {
				return nil, errors.New("its last line has no end")
			}
			quotes += bytes.Count(text[end:end+n], []byte(`"`))
			end += n + 1
			if quotes%2 == 0 { // else the line goes on: the break stands in quotes
				break
			}
		}
		if !first {
			r := entry{line: text[:end]}
			rest := r.line
			var ok [3]bool
			r.division, rest, ok[0] = firstCell(rest)
			r.household, rest, ok[1] = firstCell(rest)
			r.rule, _, ok[2] = firstCell(rest)
			if !ok[0] || !ok[1] || !ok[2] {
				return nil, fmt.Errorf("line %d does not name a division, a household and a rule", len(out)+2)
			}
			out = append(out, r)
		}
		text = text[end:]
	}
	return out, nil
}

// firstCell takes a cell off the beginning of a line.
func firstCell(b []byte) (cell string, rest []byte, ok bool) {
	if len(b) == 0 || b[0] != '"' {
		n := bytes.IndexByte(b, ',')
		if n < 0 {
			return "", nil, false
		}
		return string(b[:n]), b[n+1:], true
	}
	for i := 1; i < len(b); i++ {
		if b[i] != '"' {
			continue
		}
		if i+1 < len(b) && b[i+1] == '"' {
			i++
			continue
		}
		if i+1 < len(b) && b[i+1] == ',' {
			return strings.ReplaceAll(string(b[1:i]), `""`, `"`), b[i+2:], true
		}
		break
	}
	return "", nil, false
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

// update puts now in the place of the old lines of who is touched, and of lines
// that are about no household. Both lists are sorted.
func update(old, now []entry, touched func(household string) bool) (list []entry, changes []lineChange, d difference) {
	out := make([]entry, 0, len(old)+len(now))
	for len(old) > 0 || len(now) > 0 {
		if len(old) > 0 && old[0].household != "" && !touched(old[0].household) {
			if len(now) == 0 || compareEntries(old[0], now[0]) < 0 {
				out, old = append(out, old[0]), old[1:]
				continue
			}
		}
		switch {
		case len(now) == 0 || len(old) > 0 && compareEntries(old[0], now[0]) < 0:
			d.Gone++
			changes, old = append(changes, lineChange{"gone", old[0].line}), old[1:]
		case len(old) == 0 || compareEntries(old[0], now[0]) > 0:
			d.New++
			changes = append(changes, lineChange{"new", now[0].line})
			out, now = append(out, now[0]), now[1:]
		default:
			if !bytes.Equal(old[0].line, now[0].line) {
				d.Changed++
				changes = append(changes, lineChange{"changed_from", old[0].line}, lineChange{"changed_to", now[0].line})
			}
			out, old, now = append(out, now[0]), old[1:], now[1:]
		}
	}
	return out, changes, d
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// writeEntries writes a list, long runs of lines that lie together at once.
func writeEntries(dir, name string, list []entry) (resultFile, error) {
	out := resultFile{Name: name, Lines: len(list)}
	f, err := os.OpenFile(filepath.Join(dir, name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return out, err
	}
	buf := make([]byte, 0, 1<<20)
	put := func() {
		if err == nil {
			_, err = f.Write(buf)
		}
		out.Size += int64(len(buf))
		out.CRC = crc32.Update(out.CRC, castagnoli, buf)
		buf = buf[:0]
	}
	buf = append(buf, strings.Join(resultHeader, ",")+"\n"...)
	for _, r := range list {
		if len(buf)+len(r.line) > cap(buf) {
			put()
		}
		buf = append(buf, r.line...)
	}
	put()
	return out, errors.Join(err, f.Close())
}

// readEntries reads a list and holds it against its checksum. close gives its
// memory back.
func readEntries(dir string, of resultFile) (list []entry, close func() error, err error) {
	damaged := func(why string) error {
		return fmt.Errorf("%s was damaged or cut: %s; put back a copy of %s, or build the panel again with `dixian panel build`", filepath.Join(dir, of.Name), why, dir)
	}
	f, err := mapped.Open(filepath.Join(dir, of.Name))
	if err != nil {
		return nil, nil, damaged(err.Error())
	}
	if int64(len(f.Bytes)) != of.Size || crc32.Checksum(f.Bytes, castagnoli) != of.CRC {
		return nil, nil, errors.Join(damaged("its size or checksum is another"), f.Close())
	}
	if list, err = splitEntries(f.Bytes); err != nil {
		return nil, nil, errors.Join(damaged(err.Error()), f.Close())
	}
	return list, f.Close, nil
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
