// Package twin screens a province in DuckDB SQL: the independent second
// implementation of screening.md, which the product must agree with household by
// household.
//
// A run reads a registry directory and an extracts directory by the naming rules
// of extracts.md, in one of two forms. The checked form reads text and does in
// SQL what a dirty file needs: types, quarantine, duplicates, counts. The typed
// form trusts its files and reads only the needed columns with their types, as
// one would write it for speed. From there on both run the same statements, the
// words and rules of folder sql.
//
// Out of the twin's reach are GB18030 and XLSX (DuckDB does not read them
// offline), saved mappings, and line numbers: the order of rows is enough to say
// which of two comes later.
package twin
