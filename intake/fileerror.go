package intake

import (
	"fmt"
	"path/filepath"
	"strings"

	"dixian/rule"
)

// FileError is a file that is refused as a whole. Nothing of its table is applied.
type FileError struct {
	File   string // its name without folders
	Column string // key of the column at fault, if one is
	Reason string // a sentence: what, where, what to do
	Err    error  // what a lower floor said, if anything
}

func (e *FileError) Error() string {
	s := e.Reason
	if e.File != "" {
		s = e.File + ": " + s
	}
	if e.Err != nil {
		s += " (" + e.Err.Error() + ")"
	}
	return s
}

func (e *FileError) Unwrap() error { return e.Err }

// refuse makes a FileError about no column in particular. File is filled in by
// Load.
func refuse(format string, args ...any) *FileError {
	return &FileError{Reason: fmt.Sprintf(format, args...)}
}

// becauseOf adds what a lower floor said.
func (e *FileError) becauseOf(err error) *FileError {
	e.Err = err
	return e
}

// missing refuses a header without some required columns.
func missing(columns []*rule.Column) *FileError {
	var names []string
	for _, c := range columns {
		names = append(names, titled(c))
	}
	what := "column " + names[0] + " is"
	them := "it"
	if len(names) > 1 {
		what, them = "columns "+strings.Join(names, ", ")+" are", "them"
	}
	return &FileError{Column: columns[0].Name, Reason: what + " missing from the header; add " + them + " and load the file again"}
}

// titled is a column's key with its Chinese name: settle_date (结算日期).
func titled(c *rule.Column) string {
	if c.Label == "" || c.Label == c.Name {
		return c.Name
	}
	return c.Name + " (" + c.Label + ")"
}

// base is how problems and errors call a file.
func base(path string) string {
	if path == "" {
		return ""
	}
	return filepath.Base(path)
}
