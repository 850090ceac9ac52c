package synth

import "dixian/money"

// What the population is calibrated to. "Plan c-s ¶p" is chapter c, section s,
// paragraph p of Guizhou's plan for 2021–2025. What no published figure gives is
// marked "assumed": plausible, and chosen so that no rule fires by accident.
const (
	// ruralPersons are the persons of rural registration in the province, in 万
	// (ten thousands): the registry's base. Assumed (the plan has no such figure); the
	// shares below are taken of it.
	ruralPersons = 2900

	// liftedPerMille of households are 脱贫户: 784.44万 persons
	// in them were insured at the end of 2020, all that there are. Plan 1-1 ¶6.
	liftedPerMille = 78444 * 10 / ruralPersons // 270

	// relocatedPerMille of persons were moved out of the mountains: 192万.
	// Plan 1-1 ¶4.
	relocatedPerMille = 192 * 1000 / ruralPersons // 66

	// relocatedLiftedPerMille of the relocated were registered as poor:
	// 157.8万 of 192万. Plan 1-1 ¶4.
	relocatedLiftedPerMille = 1578 * 100 / 192 // 821

	// Persons in a relocated household: 192万 persons in 46.5万
	// homes. Plan 1-1 ¶4.
	relocatedSize = 192.0 / 46.5 // 4.13

	// Persons in a household, all together. Assumed, from the order of magnitude
	// of the registry (0.7 million households, 2.45 million persons).
	householdSize = 3.5

	// allowancePerMille of persons draw 低保: 210.93万 at the end of 2020.
	// Plan 1-1 ¶7.
	allowancePerMille = 21093 * 10 / ruralPersons // 72

	// renovatedPerMille of houses were made safe in 2016–2020: 75.1万
	// households. Plan 1-1 ¶3.
	renovatedPerMille = 751 * 1000 * 35 / 100 / ruralPersons // 90

	// firstWorkerPerMille is the chance that the labour department knows, month by
	// month, of the work of somebody who can work; nextWorkerPerMille is that of the
	// others once one of the household works. One person in six works in all, those
	// who lost work included one in five. Assumed: the plan orders stable work for
	// one member of each relocated household that can work (5-6 box 8), which has it
	// here, and gives no number of migrants.
	firstWorkerPerMille = 310
	nextWorkerPerMille  = 190

	// newWorkerPerMille of them began within the last fifteen months. Assumed.
	newWorkerPerMille = 720

	// chronicPerMille of adults live with a chronic disease. Assumed.
	chronicPerMille = 120

	// disabledPerMille of persons hold a certificate. Assumed.
	disabledPerMille = 30

	// monitoredPerMille of households were monitored and are cleared of their
	// risk; those with an open risk have an alert or are planted. Assumed.
	monitoredPerMille = 20

	// provisionalPerMille of infants younger than thirty days have no ID yet. Assumed.
	provisionalPerMille = 600

	// newYearPerMille of members are insured for the new year while its collection
	// season still runs (January and February). Assumed; well above the contract's
	// coverage share of 0.6.
	newYearPerMille = 850

	// townspeopleEvery households one stranger stands in the extracts, with six to
	// eight rows: three rows in a hundred. Assumed.
	townspeopleEvery = 9

	// employmentMonths is how many months of work the labour department delivers,
	// the last being that of the as-of date.
	employmentMonths = 15

	// fullCounty is how many households a county has in a small run, so that
	// coverage can be measured there.
	fullCounty = 600

	// fullVillage is the fewest households that a village is filled with.
	fullVillage = 120

	// fewestVillages 行政村 a county must have to be drawn: the others are towns.
	fewestVillages = 50
)

// Years of as-of dates that the incomes below are known for.
const (
	firstYear = 2021
	lastYear  = 2026
)

// monitoringLine is yuan a head and year, by year of the as-of date. 2021 is the
// province's; the later years are the screening contract's examples.
var monitoringLine = map[int]money.Fen{
	2021: 6000_00, 2022: 6600_00, 2023: 7600_00, 2024: 8200_00, 2025: 8700_00, 2026: 9000_00,
}

// ruralIncome is the rural income a head of the year before the as-of date, in
// yuan, by year of the as-of date: the screening contract's examples.
var ruralIncome = map[int]money.Fen{
	2021: 11642_00, 2022: 12856_00, 2023: 13707_00, 2024: 14817_00, 2025: 15800_00, 2026: 16700_00,
}

// The other thresholds that situations are laid to, each the screening contract's
// example value.
const (
	disasterLoss    money.Fen = 5000_00
	accidentLoss    money.Fen = 5000_00
	vehicleValue    money.Fen = 50_000_00
	educationBurden money.Fen = 10_000_00
	waterOutageDays           = 30
	loanOverdueDays           = 30
)

// Sizes of households in per mille, from one person on. The first gives 3.5
// persons on the mean together with the second, which is for the relocated and
// gives 4.13.
var (
	sizes          = []int{85, 175, 265, 255, 135, 60, 25}
	relocatedSizes = []int{30, 100, 195, 305, 220, 105, 45}
)
