// Package compare sets two screening results side by side, household by
// household: the product's and the twin's, or two of either.
//
// A line of alerts.csv, hits.csv or findings.csv is found again by its household
// and rule, a coverage_thin line by its county, table and period. Two lines agree
// when division, risk, urgency, date and members_hit do; of coverage_thin also
// present, expected and share. Other evidence is not compared: the twin writes
// less of it.
//
// Where both sides say what became of the rows (the twin's counts.csv and
// quarantine.csv, the product's summary.json and quarantine/), that is compared
// too.
package compare
