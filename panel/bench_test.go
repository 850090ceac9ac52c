package panel

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"dixian/column"
)

// benchPersons is how many persons the benchmarks look among: a province of
// 700 000 households has 2.5 million.
const benchPersons = 2_500_000

// BenchmarkJoin finds the owners of rows by ID, in the order of the registry (as
// most files are) and in none.
func BenchmarkJoin(b *testing.B) {
	ids := new(column.Long)
	for i := range benchPersons {
		ids.Append(int64(520115_19000101_000) + int64(i)*7919)
	}
	p := &Panel{ids: newIDIndex(ids), house: make([]int32, benchPersons)}
	for _, shuffled := range []bool{false, true} {
		asked := new(column.Long)
		for i := range benchPersons {
			if shuffled {
				i = rand.IntN(benchPersons)
			}
			asked.Append(ids.Values[i])
		}
		b.Run(fmt.Sprintf("shuffled=%v", shuffled), func(b *testing.B) {
			o := &owners{house: make([]int32, benchPersons), person: make([]int32, benchPersons)}
			for b.Loop() {
				for i := range o.house {
					o.house[i] = none
				}
				p.byPerson(o, asked)
			}
			b.ReportMetric(float64(b.N)*benchPersons/b.Elapsed().Seconds()/1e6, "Mrows/s")
		})
	}
}

// BenchmarkLay lays bills of a village's persons: owner, order, columns.
func BenchmarkLay(b *testing.B) {
	v := newVillage(b)
	for h := range 20_000 {
		v.rows["households"] = append(v.rows["households"], fmt.Sprintf("household_code=H%d division_code=520123101201", h))
		for i := range 3 {
			v.rows["persons"] = append(v.rows["persons"], fmt.Sprintf("id_number=P%d household_code=H%d", 3*h+i, h))
			for n := range 4 {
				v.rows["bill"] = append(v.rows["bill"], fmt.Sprintf("bill_no=%d id_number=P%d cost=%d", n, 3*h+i, n))
			}
		}
	}
	sources := v.sources(nil)
	build := NewBuilder(v.program)
	for _, s := range sources[:2] {
		if err := build.Lay(s); err != nil {
			b.Fatal(err)
		}
	}
	bills := sources[2]
	for b.Loop() {
		if err := build.Lay(bills); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*float64(bills.rows())/b.Elapsed().Seconds()/1e6, "Mrows/s")
}
