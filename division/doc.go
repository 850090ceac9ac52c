// Package division knows the places of the province and their codes.
//
// A Code is a statistical division code of twelve digits: two for the province,
// two for the prefecture, two for the county, three for the town, three for the
// village. A code of a higher Level ends in zeros, so a village's county is its
// code with the last six digits zeroed, and all codes of a county are one range
// of numbers. Six-digit county codes of other sources are the same code without
// those zeros.
//
// A Table says which codes exist and what they are called at a cut-off date. The
// codes of counties change when a county becomes a city or a district; a Change
// records each, so that old data finds its new place.
//
// The plan sorts the counties that have villages into three classes by what they
// need (see Class).
package division
