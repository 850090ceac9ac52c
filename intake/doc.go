// Package intake reads what arrives: the files of one table become typed columns,
// and what cannot be read is set aside with a reason.
//
// A file holds rows of one table. A cell is what stands in a row under a header;
// a value is what the cell means to the column's type. A row whose cell in a
// deciding column (the contract's † and ◆) is no value goes to quarantine as a
// whole; a bad cell elsewhere is unknown and listed as a warning. A file that is
// damaged, too big for its form or lacks a required column is refused, and with
// it the load: nothing of it is applied. So Load ends in one of two ways, with a
// *FileError that names file and column, or with a Loaded whose counts add up:
// read = accepted + duplicate + quarantined.
//
// The way of a row is the same for every format. A reader (CSV, XLSX, Parquet, or
// FromRows for rows that stand in memory) hands cells to the builder; the builder
// reads each by its column's type, in the order of the contract page, decides on
// the row, and looks the natural key up: a later row replaces an earlier one
// whole. Every file is read twice: once for its SHA-256, its encoding and what no
// file may hold, once for its rows. Memory is bounded by the rows that are kept
// and by Limits, never by what a file claims about itself.
//
// Reasons in quarantine and warnings are Chinese sentences, because they go back
// to the departments; errors are English ones, as everywhere on the command line.
//
// Source: data contract (registry and department extracts).
package intake
