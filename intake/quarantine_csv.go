package intake

import (
	"encoding/csv"
	"io"
	"strconv"
)

// ProblemWriter writes problems as CSV in UTF-8 with "\n", quotes only where
// needed. Write fits Options.Bad and Options.Warn; Flush comes last.
type ProblemWriter struct {
	w     *csv.Writer
	table bool
}

// NewQuarantineCSV writes the quarantine of one table: file, line, column, value,
// reason. The header is written even if no row follows.
//
// Source: screening contract, Result.
func NewQuarantineCSV(w io.Writer) *ProblemWriter {
	p := &ProblemWriter{w: csv.NewWriter(w)}
	p.w.Write([]string{"file", "line", "column", "value", "reason"})
	return p
}

// NewWarningsCSV writes the warnings of all tables: the same with the table's key
// in front.
func NewWarningsCSV(w io.Writer) *ProblemWriter {
	p := &ProblemWriter{w: csv.NewWriter(w), table: true}
	p.w.Write([]string{"table", "file", "line", "column", "value", "reason"})
	return p
}

// Write adds a problem. An error of the writer below may come later, at Flush.
func (p *ProblemWriter) Write(problem Problem) error {
	line := []string{problem.Table, problem.File, strconv.Itoa(problem.Line), problem.Column, problem.Value, problem.Reason}
	if !p.table {
		line = line[1:]
	}
	return p.w.Write(line)
}

// Flush writes what is still held back and returns the first error there was.
func (p *ProblemWriter) Flush() error {
	p.w.Flush()
	return p.w.Error()
}
