// Package sql lowers a checked program to SQL for DuckDB: the third reading of
// the plan language beside the interpreter and the kernels, for engines that span
// machines. It takes the checked tree from package rule and nothing from the
// kernels.
//
// Every fact becomes a table "about.name" of (_row, value), every rule a table
// "rule.name" of (_row, value, urgent), value never unknown; the results are
// alerts, hits and findings of (_household, rule, urgency), and named, the
// persons a firing names. Unknown is NULL, and SQL's three values are the
// language's; where, when and any take a row only where it is true.
//
// What the statements read is declared by Inputs. Beside its own columns a table
// has _row (its rows' number), _household (the number of the household it lies
// in) and, unless it is households, _person (of the person, or NULL). Money is in
// fen, a share in 1/10 000, a month is 12 × year + month − 1, a school year its
// first year, an ID its 18 characters, a code its word, several codes a list.
// households has county besides, by which covered (the grains of time that a
// table covers) and newest (a late table's newest covered month) are asked:
// whoever loads the rows measures what is covered. parameters has one row a
// household. The macro current_county(six) follows former county codes.
//
// A construct without SQL is refused with a reason; nothing is left out.
package sql
