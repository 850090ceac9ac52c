package screening

import (
	"encoding/csv"
	"io"
	"strings"
)

// WriteCSV lists every change for Excel: UTF-8 with a byte order mark, a line a
// change. Codes of digits that Excel would round to numbers stand as ="…", which
// it shows as the text they are.
func (d *Difference) WriteCSV(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	rows := [][]string{{"change", "cause", "division", "household", "rule", "urgency_old", "urgency_new", "members", "detail"}}
	for _, change := range d.Changes {
		l := change.Line()
		var was, is string
		if change.Old != nil {
			was = change.Old.Urgency
		}
		if change.New != nil {
			is = change.New.Urgency
		}
		var causes []string
		for _, cause := range change.Causes {
			causes = append(causes, string(cause.Why))
		}
		rows = append(rows, []string{
			string(change.Kind), strings.Join(causes, "、"), asText(l.Division), asText(l.Household), l.Rule, was, is, l.Members,
			strings.Join(change.Detail(), "\n"),
		})
	}
	return c.WriteAll(rows)
}

// longestNumber is how many digits Excel shows of a number as they are.
const longestNumber = 11

// asText keeps Excel from reading a code as a number.
func asText(s string) string {
	if len(s) <= longestNumber || strings.Trim(s, "0123456789") != "" {
		return s
	}
	return `="` + s + `"`
}
