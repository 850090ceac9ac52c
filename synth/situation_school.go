package synth

import "dixian/money"

// schoolSituations are those of school_dropout and education_burden.
var schoolSituations = []situation{
	{"school_dropout", "not on any roll this year", true, yellow, 1_800, pupilShape, nil,
		func(f *family) { f.roll(schooling{}) }},
	{"school_dropout", "suspended", true, yellow, 900, pupilShape, nil,
		func(f *family) { f.roll(schooling{"小学", "休学", 0}) }},
	{"school_dropout", "dropped out", true, yellow, 900, pupilShape, nil,
		func(f *family) { f.roll(schooling{"小学", "辍学", 0}) }},
	{"school_dropout", "taught at home", false, quiet, 600, pupilShape, nil,
		func(f *family) { f.roll(schooling{"小学", "送教上门", 0}) }},
	{"school_dropout", "at school in another province", false, quiet, 600, pupilShape, nil,
		func(f *family) { f.roll(schooling{"小学", "省外就读", 0}) }},
	{"school_dropout", "kept from school by the body", false, quiet, 500, pupilShape, nil,
		func(f *family) { f.roll(schooling{"小学", "身体原因", 0}) }},
	{"school_dropout", "has finished a stage", false, quiet, 500, pupilShape, nil,
		func(f *family) { f.roll(schooling{"小学", "毕业", 0}) }},
	{"school_dropout", "not on the roll, and no longer of the household", false, quiet, 500, pupilShape,
		func(f *family) { f.leave(f.pupil(), "迁出", f.within(10)) },
		func(f *family) {
			for i := range f.people {
				if p := &f.people[i]; !p.member && p.age < 18 {
					p.school = [2]schooling{}
				}
			}
		}},

	{"education_burden", "one at university", true, blue, 2_800, youthShape, nil,
		func(f *family) { f.study(f.yuan(10_000, 16_000), 0) }},
	{"education_burden", "two together pay exactly the burden", true, blue, 800, youthShape, nil,
		func(f *family) { f.study(educationBurden*6/10, educationBurden*4/10) }},
	{"education_burden", "two together pay one fen less", false, quiet, 800, youthShape, nil,
		func(f *family) { f.study(educationBurden*6/10, educationBurden*4/10-1) }},
	{"education_burden", "last school year was the dear one", false, quiet, 600, youthShape, nil,
		func(f *family) {
			f.study(3000_00, 0)
			f.people[2].school[0] = schooling{"本科及以上", attending, 14_000_00}
		}},
}

// roll replaces what the pupil's school says of this year.
func (f *family) roll(s schooling) { f.people[f.pupil()].school[1] = s }

// study lays what the two eldest children pay this school year, which the household
// can afford.
func (f *family) study(elder, younger money.Fen) {
	f.unspent()
	f.people[2].school[1] = schooling{"本科及以上", attending, elder}
	if younger > 0 {
		f.people[3].school[1] = schooling{"高职", attending, younger}
	}
	f.afford(elder + younger)
}
