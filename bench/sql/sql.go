// Package sql holds the SQL twin's text: the screening of screening.md written by
// hand as DuckDB SQL, from that page and extracts.md alone.
//
// kinds.sql reads the types of a cell, calendar.sql the dates, shown.sql the
// shown forms; tables.sql loads what stands beside the extracts. checked/ and
// typed/ are the two ways in: both leave one relation good_T a table. words/
// keeps the rows about the registry and computes the words of the page; alerts/
// and findings/ hold one statement a rule; result.sql orders what is written.
// standing/ keeps a screened province as facts and asks what a parameter changes.
//
// contract.csv is the table of columns of extracts.md: part (registry or
// extract), table, its Chinese name, key, Chinese column name, type, mark (◆ in
// the natural key, † must be given, ! a bad cell makes the row bad), whether a
// word of screening.md reads it (1 or 0: only then is a bad cell a warning), and
// the list of words, each optionally number=name.
package sql

import "embed"

// Files holds contract.csv, parameters.csv, former_counties.csv, the divisions
// and every .sql file by its path in this folder.
//
//go:embed *.csv *.csv.gz *.sql checked typed words alerts findings generated standing
var Files embed.FS
