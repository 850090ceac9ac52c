package screening

import (
	"fmt"
	"strings"

	"dixian/rule"
)

// MissingTables fails a run before it reads: without households and persons
// there is nobody to screen.
type MissingTables struct {
	Dir    string        // where registry files were looked for
	Tables []*rule.Table // those without a file, households first
}

func (e *MissingTables) Error() string {
	var says []string
	for _, t := range e.Tables {
		says = append(says, fmt.Sprintf("%s has no file for the registry table %s (%s); put one there whose name begins with %s or %s", e.Dir, t.Name, t.Label, t.Name, t.Label))
	}
	return strings.Join(says, "; ")
}
