package compare

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// header is the shape of all three result files.
var header = []string{"division_code", "household_code", "rule", "risk", "urgency", "as_of", "members_hit", "evidence"}

// line is one alert, hit or finding.
type line struct {
	rule string
	key  string // what it is found again by
	says string // what must agree
}

// readLines reads one result file into lines by rule and key.
func readLines(path string) (map[string]map[string]line, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	if len(records) == 0 || !slices.Equal(records[0], header) {
		return nil, fmt.Errorf("%s does not begin with the columns %s", path, strings.Join(header, ","))
	}
	if !slices.IsSortedFunc(records[1:], func(a, b []string) int { return slices.Compare(a[:3], b[:3]) }) {
		return nil, fmt.Errorf("%s is not sorted bytewise by division_code, household_code, rule", path)
	}
	lines := map[string]map[string]line{}
	for _, record := range records[1:] {
		l, err := lineOf(record)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if lines[l.rule] == nil {
			lines[l.rule] = map[string]line{}
		}
		if _, twice := lines[l.rule][l.key]; twice {
			return nil, fmt.Errorf("%s has two lines of %s for %s", path, l.rule, l.key)
		}
		lines[l.rule][l.key] = l
	}
	return lines, nil
}

func lineOf(record []string) (line, error) {
	l := line{rule: record[2], key: "household " + record[1], says: strings.Join(append([]string{record[0]}, record[3:7]...), " | ")}
	if l.rule != "coverage_thin" {
		return l, nil
	}
	var thin map[string]any
	numbers := json.NewDecoder(strings.NewReader(record[7]))
	numbers.UseNumber()
	if err := numbers.Decode(&thin); err != nil {
		return l, fmt.Errorf("evidence of coverage_thin for %s: %w", record[0], err)
	}
	l.key = fmt.Sprintf("county %s, %v of %v", record[0], thin["table"], thin["period"])
	l.says += fmt.Sprintf(" | household %q | present %v, expected %v, share %v", record[1], thin["present"], thin["expected"], thin["share"])
	return l, nil
}

// resultFiles are the three files of a result directory.
func resultFiles(directory string) map[string]string {
	files := map[string]string{}
	for _, name := range []string{"alerts", "hits", "findings"} {
		files[name] = filepath.Join(directory, name+".csv")
	}
	return files
}
