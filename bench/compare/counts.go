package compare

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// countNames are what a table's rows are counted by, in counts.csv's order.
var countNames = []string{"read", "accepted", "duplicate", "quarantined", "unmatched", "warnings"}

// readCounts gives "table count" → number from counts.csv or summary.json; nil
// when a directory has neither. A table without rows counts nothing, so that one
// that is not listed is the same as one of zeros.
func readCounts(directory string) (map[string]string, error) {
	counts, err := countsOfTwin(filepath.Join(directory, "counts.csv"))
	if errors.Is(err, fs.ErrNotExist) {
		counts, err = countsOfSummary(filepath.Join(directory, "summary.json"))
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return counts, err
}

func countsOfTwin(path string) (map[string]string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	if len(records) == 0 {
		return nil, fmt.Errorf("%s has no header", path)
	}
	counts := map[string]string{}
	for _, record := range records[1:] {
		for i, name := range countNames {
			if number := record[i+1]; number != "0" {
				counts[record[0]+" "+name] = number
			}
		}
	}
	return counts, nil
}

func countsOfSummary(path string) (map[string]string, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var summary struct {
		Tables map[string]map[string]json.Number `json:"tables"`
	}
	if err := json.Unmarshal(content, &summary); err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	counts := map[string]string{}
	for table, numbers := range summary.Tables {
		for _, name := range countNames {
			if number := numbers[name].String(); number != "" && number != "0" {
				counts[table+" "+name] = number
			}
		}
	}
	return counts, nil
}

// readBadColumns gives "table column" → how many rows are in quarantine for it,
// from the twin's quarantine.csv or the product's quarantine/T.csv; nil when a
// directory has neither. Lines with more or fewer cells than the header have no
// bad column and are left to the counts.
func readBadColumns(directory string) (map[string]string, error) {
	numbers := map[string]int{}
	whole := filepath.Join(directory, "quarantine.csv")
	parts, err := filepath.Glob(filepath.Join(directory, "quarantine", "*.csv"))
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(whole); err == nil {
		parts = []string{whole}
	} else if len(parts) == 0 {
		return nil, nil
	}
	for _, path := range parts {
		if err := countColumns(path, strings.TrimSuffix(filepath.Base(path), ".csv"), numbers); err != nil {
			return nil, err
		}
	}
	texts := map[string]string{}
	for name, number := range numbers {
		texts[name] = fmt.Sprint(number)
	}
	return texts, nil
}

func countColumns(path, table string, numbers map[string]int) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return fmt.Errorf("reading %s: %w", path, err)
	}
	if len(records) == 0 {
		return fmt.Errorf("%s has no header", path)
	}
	tableAt, columnAt := -1, -1
	for i, name := range records[0] {
		switch name {
		case "table":
			tableAt = i
		case "column":
			columnAt = i
		}
	}
	if columnAt < 0 {
		return fmt.Errorf("%s has no column named column", path)
	}
	for _, record := range records[1:] {
		of := table
		if tableAt >= 0 {
			of = record[tableAt]
		}
		if column := record[columnAt]; column != "" && column != "(cells)" {
			numbers[of+" "+column]++
		}
	}
	return nil
}
