package division

import (
	"slices"

	"dixian/calendar"
)

// Change is a county that was given a new code when it became a city or a
// district. Almost all of its land came along: of 遵义县 and 水城县 some towns
// went to neighbouring districts in the same decision, so a former code leads to
// the present county and not, digit by digit, to a present village.
type Change struct {
	From, To         Code // county codes
	FormerName, Name string
	// In is the month of the decision of the State Council or the Ministry of
	// Civil Affairs. The day a county took its new name in public is some weeks
	// later, and extracts carry the former code for years after.
	In calendar.Month
}

// changes are the county codes given up in Guizhou since real-estate unit numbers
// exist, oldest first.
//
// Source: the Ministry of Civil Affairs' yearly lists of changes of divisions at
// county level and above.
var changes = []Change{
	{520421000000, 520403000000, "平坝县", "平坝区", calendar.NewMonth(2014, 12)},
	{520321000000, 520304000000, "遵义县", "播州区", calendar.NewMonth(2016, 3)},
	{520222000000, 520281000000, "盘县", "盘州市", calendar.NewMonth(2017, 4)},
	{522322000000, 522302000000, "兴仁县", "兴仁市", calendar.NewMonth(2018, 8)},
	{520221000000, 520204000000, "水城县", "水城区", calendar.NewMonth(2020, 6)},
	{520522000000, 520581000000, "黔西县", "黔西市", calendar.NewMonth(2021, 3)},
}

// Changes returns the changes of county codes, oldest first. The slice is the
// caller's.
func Changes() []Change { return slices.Clone(changes) }

// CurrentCounty returns the present six-digit code of the county that six names
// now or named formerly: 520222 is 520281. What is no former code comes back as
// it is.
func CurrentCounty(six string) string {
	for _, ch := range changes {
		if ch.From.Six() == six {
			return ch.To.Six()
		}
	}
	return six
}

// Current is CurrentCounty for a county's code; codes of other levels and other
// counties come back as they are.
func Current(county Code) Code {
	for _, ch := range changes {
		if ch.From == county {
			return ch.To
		}
	}
	return county
}

// CountyIn returns the code that a present county bore in month m.
func CountyIn(county Code, m calendar.Month) Code {
	for _, ch := range changes {
		if ch.To == county && m < ch.In {
			return ch.From
		}
	}
	return county
}
