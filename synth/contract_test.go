package synth

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dixian/calendar"
	"dixian/division"
	"dixian/identity"
	"dixian/money"
)

var decimalForm = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)
var intForm = regexp.MustCompile(`^-?[0-9]{1,9}$`)

// reads says whether the contract reads a cell as the column's type: the types'
// own parsers where the ground floor has them.
func reads(c *column, cell string, today calendar.Date) error {
	var err error
	switch c.kind {
	case id18:
		_, _, err = identity.Parse(cell, today)
	case code12:
		var code division.Code
		if code, err = division.ParseCode(cell); err == nil && (code.Level() != division.Village || !division.Guizhou().Known(code.County())) {
			err = fmt.Errorf("%s is no village of a known county", cell)
		}
	case date:
		_, err = calendar.ParseDate(cell)
	case month:
		_, err = calendar.ParseMonth(cell)
	case year:
		_, err = calendar.ParseYear(cell)
	case schoolYear:
		_, err = calendar.ParseSchoolYear(cell)
	case money_:
		_, err = money.Parse(cell)
	case creditCode:
		err = identity.CheckCreditCode(cell)
	case decimal:
		err = matches(decimalForm, cell)
	case number:
		err = matches(intForm, cell)
	case boolean:
		err = among(strings.ToLower(cell), []string{"是", "否", "1", "0", "true", "false", "y", "n"})
	case list:
		err = among(cell, c.words)
	case numbered:
		words := slices.Clone(c.words)
		for i := range c.words {
			words = append(words, fmt.Sprint(i+1))
		}
		err = among(cell, words)
	case wordsList:
		for _, word := range strings.Split(cell, "、") {
			if err = among(word, c.words); err != nil {
				break
			}
		}
	case text:
		if c.key == "household_code" && utf8.RuneCountInString(cell) > 32 {
			err = fmt.Errorf("longer than 32 characters")
		}
	}
	return err
}

func matches(form *regexp.Regexp, cell string) error {
	if !form.MatchString(cell) {
		return fmt.Errorf("%q is not of the form %s", cell, form)
	}
	return nil
}

func among(word string, words []string) error {
	if !slices.Contains(words, word) {
		return fmt.Errorf("%q is none of %s", word, strings.Join(words, " "))
	}
	return nil
}

// ownLine is what a clean run says of one row against the contract.
func ownLine(tb *table, row map[string]string, today calendar.Date) error {
	for i := range tb.columns {
		c := &tb.columns[i]
		cell := row[c.key]
		switch {
		case cell == "" && c.required:
			return fmt.Errorf("%s is empty", c.key)
		case cell == "":
		case cell != strings.TrimSpace(cell):
			return fmt.Errorf("%s has spaces around it: %q", c.key, cell)
		default:
			if err := reads(c, cell, today); err != nil {
				return fmt.Errorf("%s: %w", c.key, err)
			}
			if c.kind == id18 && len(cell) != 18 {
				return fmt.Errorf("%s: %q would be a warning", c.key, cell)
			}
		}
	}
	if tb.key == "persons" && row["id_number"] == "" && (row["provisional_no"] == "" || row["birth_date"] == "" || row["sex"] == "") {
		return fmt.Errorf("without an ID, 临时编号, birth date and sex must be there")
	}
	return nil
}

// naturalKey joins the ◆ cells of a row.
func naturalKey(tb *table, row map[string]string) string {
	var key []string
	for i := range tb.columns {
		if tb.columns[i].natural {
			key = append(key, row[tb.columns[i].key])
		}
	}
	if tb.key == "persons" && row["id_number"] == "" {
		key = []string{row["household_code"], row["provisional_no"]}
	}
	return strings.Join(key, "|")
}

// A clean run gives intake nothing to set aside, to warn of or to replace.
func TestCleanRunsKeepTheContract(t *testing.T) {
	for _, asOf := range []calendar.Date{
		june, calendar.NewDate(2021, 1, 1), calendar.NewDate(2024, 2, 29), calendar.NewDate(2026, 8, 31),
		calendar.NewDate(2025, 9, 1), calendar.NewDate(2022, 12, 31),
	} {
		o, report := written(t, Options{Households: 1800, Seed: uint64(asOf), AsOf: asOf})
		p := read(t, o.Out)
		twice := 0
		for _, planted := range report.Planted {
			if planted.Rule == "person_in_two_households" {
				twice = planted.Fires
			}
		}
		for i := range tables {
			tb := &tables[i]
			if len(p[tb.key]) == 0 {
				t.Errorf("%s: no row of %s", asOf, tb.key)
			}
			seen := map[string]bool{}
			for line, row := range p[tb.key] {
				if err := ownLine(tb, row, asOf); err != nil {
					t.Errorf("%s: %s line %d: %v", asOf, tb.key, line+2, err)
				}
				key := naturalKey(tb, row)
				if seen[key] {
					if twice--; tb.key != "persons" || twice < 0 {
						t.Errorf("%s: %s line %d: %s stands there twice", asOf, tb.key, line+2, key)
					}
				}
				seen[key] = true
			}
		}
		if twice != 0 {
			t.Errorf("%s: %d people less in two households than planted", asOf, twice)
		}
	}
}

func TestReferences(t *testing.T) {
	o, _ := written(t, Options{Households: 3000})
	p := read(t, o.Out)
	households, persons := map[string]bool{}, map[string]string{}
	for _, row := range p["households"] {
		households[row["household_code"]] = true
		if !division.Guizhou().Known(must(division.ParseCode(row["division_code"]))) {
			t.Fatalf("no village %s", row["division_code"])
		}
	}
	for _, row := range p["persons"] {
		if !households[row["household_code"]] {
			t.Fatalf("a person of no household: %v", row)
		}
		persons[row["id_number"]] = row["household_code"]
	}
	for _, row := range p["authorisations"] {
		if persons[row["id_number"]] != row["household_code"] {
			t.Fatalf("an authorisation of somebody of another household: %v", row)
		}
	}
	all, strangers := 0, 0
	for i := range tables {
		if tables[i].registry {
			continue
		}
		for _, row := range p[tables[i].key] {
			all++
			if _, known := persons[row["id_number"]]; !known && !households[row["household_code"]] {
				strangers++
			}
		}
	}
	if share := float64(strangers) / float64(all); share < 0.025 || share > 0.04 {
		t.Errorf("townspeople have %.3f of the rows, want about 0.03", share)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
