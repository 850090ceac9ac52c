package synth

import (
	"math"
	"testing"
)

// The published figures come out of a run as they went in.
func TestCalibration(t *testing.T) {
	o, report := written(t, Options{Households: 12_000, Seed: 5})
	p := read(t, o.Out)
	lifted, relocated, relocatedLifted, renovated := 0.0, 0.0, 0.0, 0.0
	isRelocated := map[string]bool{}
	for _, row := range p["households"] {
		if row["relocated"] == "是" {
			relocated++
			isRelocated[row["household_code"]] = true
		}
		if row["kind"] == "脱贫户" {
			lifted++
			if row["relocated"] == "是" {
				relocatedLifted++
			}
		}
	}
	gone := map[string]bool{}
	for _, row := range p["population_change"] {
		switch row["event"] {
		case "死亡", "婚出", "迁出", "收监", "参军":
			gone[row["id_number"]] = true
		}
	}
	here, hereRelocated := 0.0, 0.0
	for _, row := range p["persons"] {
		if row["status"] == "死亡" || row["status"] == "迁出" || row["living_together"] == "否" || gone[row["id_number"]] {
			continue
		}
		here++
		if isRelocated[row["household_code"]] {
			hereRelocated++
		}
	}
	for _, row := range p["housing"] {
		if row["renovated_on"] != "" {
			renovated++
		}
	}
	running := 0.0
	for _, row := range p["social_assistance"] {
		if row["type"] == "低保" && row["end_date"] == "" {
			running++
		}
	}
	working := map[string]bool{}
	extracts := 0.0
	for _, row := range p["employment"] {
		working[row["id_number"]] = true
	}
	for _, line := range report.Tables {
		if line.Table != "households" && line.Table != "persons" && line.Table != "authorisations" {
			extracts += float64(line.Rows)
		}
	}
	n, persons := float64(report.Households), float64(report.Persons)
	for _, test := range []struct {
		what           string
		got, want, tol float64
	}{
		{"脱贫户 of 1 000 households", lifted / n * 1000, liftedPerMille, 15},
		{"relocated of 1 000 households", relocated / n * 1000, relocatedPerMille, 3},
		{"脱贫户 of 1 000 relocated", relocatedLifted / relocated * 1000, relocatedLiftedPerMille, 40},
		{"members of a household", here / n, householdSize, 0.1},
		{"members of a relocated household", hereRelocated / relocated, relocatedSize, 0.25},
		{"renovated of 1 000 households", renovated / n * 1000, renovatedPerMille, 15},
		{"drawing 低保 of 1 000 persons", running / here * 1000, allowancePerMille, 12},
		{"working of 1 000 persons", float64(len(working)) / here * 1000, 190, 40},
		{"extract rows a person", extracts / persons, 6.1, 0.25},
		{"bytes a row", float64(report.Bytes) / float64(report.Rows), 58, 8},
	} {
		if math.Abs(test.got-test.want) > test.tol {
			t.Errorf("%s: %.2f, want %.2f ± %.2f", test.what, test.got, test.want, test.tol)
		}
	}
}

func TestEveryYearHasItsAmounts(t *testing.T) {
	for y := firstYear; y <= lastYear; y++ {
		if monitoringLine[y] == 0 || ruralIncome[y] == 0 {
			t.Errorf("%d has no monitoring line or no rural income", y)
		}
	}
}
