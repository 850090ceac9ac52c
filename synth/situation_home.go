package synth

// homeSituations are those of unsafe_housing and unsafe_water.
var homeSituations = []situation{
	{"unsafe_housing", "grade C", true, yellow, 4_200, anyShape, nil,
		func(f *family) { f.house(house{number: "1", grade: "C", on: f.within(30), occupied: yes, only: yes}) }},
	{"unsafe_housing", "grade C, and whether it is lived in is unknown", true, yellow, 600, anyShape, nil,
		func(f *family) { f.house(house{grade: "C", on: f.within(30)}) }},
	{"unsafe_housing", "grade D", true, red, 800, anyShape, nil,
		func(f *family) { f.house(house{number: "1", grade: "D", on: f.within(20), occupied: yes, only: yes}) }},
	{"unsafe_housing", "the second house", true, yellow, 600, anyShape, nil,
		func(f *family) {
			f.house(house{number: "1", grade: "A", on: f.within(30), occupied: yes},
				house{number: "2", grade: "C", on: f.within(30), occupied: yes})
		}},
	{"unsafe_housing", "sound once and no longer", true, yellow, 500, anyShape, nil,
		func(f *family) {
			f.house(house{number: "1", grade: "A", on: f.outside(30), occupied: yes, only: yes},
				house{number: "1", grade: "C", on: f.within(20), occupied: yes, only: yes})
		}},
	{"unsafe_housing", "repaired on the day of the assessment and no later", true, yellow, 500, anyShape, nil,
		func(f *family) {
			on := f.within(20)
			f.house(house{number: "1", grade: "C", on: on, occupied: yes, only: yes, renovated: on})
		}},
	{"unsafe_housing", "the repair ends after the as-of date", true, yellow, 400, anyShape, nil,
		func(f *family) {
			f.house(house{number: "1", grade: "C", on: f.within(20), occupied: yes, only: yes, renovated: f.asOf + 1})
		}},
	{"unsafe_housing", "repaired since", false, quiet, 800, anyShape, nil,
		func(f *family) {
			on := f.day(f.outside(30), f.outside(2))
			f.house(house{number: "1", grade: "C", on: on, occupied: yes, only: yes, renovated: f.day(on+1, f.asOf)})
		}},
	{"unsafe_housing", "repaired on the as-of date", false, quiet, 500, anyShape, nil,
		func(f *family) {
			f.house(house{number: "1", grade: "D", on: f.outside(9), occupied: yes, only: yes, renovated: f.asOf})
		}},
	{"unsafe_housing", "nobody lives there", false, quiet, 700, anyShape, nil,
		func(f *family) { f.house(house{number: "1", grade: "D", on: f.within(30), occupied: no, only: yes}) }},
	{"unsafe_housing", "not the only home", false, quiet, 600, anyShape, nil,
		func(f *family) { f.house(house{number: "1", grade: "C", on: f.within(30), occupied: yes, only: no}) }},
	{"unsafe_housing", "found sound since", false, quiet, 600, anyShape, nil,
		func(f *family) {
			f.house(house{number: "1", grade: "D", on: f.outside(30), occupied: yes, only: yes},
				house{number: "1", grade: "B", on: f.within(20), occupied: yes, only: yes})
		}},
	{"unsafe_housing", "assessed after the as-of date", false, quiet, 400, anyShape, nil,
		func(f *family) {
			f.house(house{number: "1", grade: "A", on: f.outside(20), occupied: yes, only: yes},
				house{number: "1", grade: "D", on: f.asOf + 1, occupied: yes, only: yes})
		}},

	{"unsafe_water", "one of the four fails", true, yellow, 4_200, anyShape, nil,
		func(f *family) { f.water(f.within(13), func(w *water) { w.level[f.dice.below(4)] = failing }) }},
	{"unsafe_water", "out for more than thirty days, long ago", true, yellow, 700, anyShape, nil,
		func(f *family) {
			f.water(f.day(f.outside(12), f.outside(4)), func(w *water) { w.outage = f.dice.between(waterOutageDays+1, 90) })
		}},
	{"unsafe_water", "out for thirty-one days, on the last day of the red window", true, yellow, 400, anyShape, nil,
		func(f *family) { f.water(f.outside(3), func(w *water) { w.outage = waterOutageDays + 1 }) }},
	{"unsafe_water", "out for more than thirty days, lately", true, red, 600, anyShape, nil,
		func(f *family) {
			f.water(f.within(3), func(w *water) { w.outage = f.dice.between(waterOutageDays+1, 90) })
		}},
	{"unsafe_water", "out for exactly thirty days", false, quiet, 800, anyShape, nil,
		func(f *family) { f.water(f.within(3), func(w *water) { w.outage = waterOutageDays }) }},
	{"unsafe_water", "failed once and is good again", false, quiet, 700, anyShape, nil,
		func(f *family) {
			f.water(f.outside(14), func(w *water) { w.level[1] = failing })
			f.waters = append(f.waters, water{on: f.within(12), level: [4]string{good, fair, good, ""}, outage: -1})
		}},
	{"unsafe_water", "just passes in all four", false, quiet, 600, anyShape, nil,
		func(f *family) {
			f.water(f.within(10), func(w *water) { w.level = [4]string{fair, fair, fair, fair} })
		}},
	{"unsafe_water", "fails after the as-of date", false, quiet, 400, anyShape, nil,
		func(f *family) {
			f.water(f.within(13), func(*water) {})
			f.waters = append(f.waters, water{on: f.asOf + 2, level: [4]string{failing, good, good, good}, outage: 40})
		}},
}
