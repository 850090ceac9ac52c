package screening

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"dixian/rule"
)

// warnedCell is a cell that the run listed as a warning.
type warnedCell struct {
	table, file string
	line        int
	column      string
}

// readWarnings keeps, of the run's warnings, those about the household's rows:
// they say what stood in a cell that is unknown.
func (e *explainer) readWarnings() error {
	e.warnings = map[warnedCell]string{}
	ours := map[warnedCell]bool{} // without column
	for _, t := range e.program.Tables {
		if t.Folder == "system" || e.o.Province.Panel.Tables[t.Index] == nil {
			continue
		}
		from, to := e.in.RowsOf(t)
		for row := from; row < to; row++ {
			at := e.o.Province.Panel.Origin(t, row)
			ours[warnedCell{table: t.Name, file: e.o.Intake.Files[t.Name][at.File], line: int(at.Line)}] = true
		}
	}
	f, err := os.Open(filepath.Join(e.o.Dir, "warnings.csv"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("the run's warnings cannot be read: %w", err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.ReuseRecord = true
	for {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("the run's warnings cannot be read: %s: %w", f.Name(), err)
		}
		line, err := strconv.Atoi(rec[2])
		if len(rec) < 6 || err != nil || !ours[warnedCell{table: rec[0], file: rec[1], line: line}] {
			continue
		}
		e.warnings[warnedCell{rec[0], rec[1], line, rec[3]}] = fmt.Sprintf("“%s”%s", rec[4], rec[5])
	}
}

// warned is what the run said of a cell it could not read, or nothing.
func (e *explainer) warned(t *rule.Table, row int, column string) string {
	if t.Folder == "system" {
		return ""
	}
	at := e.o.Province.Panel.Origin(t, row)
	return e.warnings[warnedCell{t.Name, e.o.Intake.Files[t.Name][at.File], int(at.Line), column}]
}
