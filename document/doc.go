// Package document prints what casework gives out on paper: the notice on the
// village board (公示), the announcement of a decision (公告), the letter that says
// no (告知书), and the form taken along on a visit (核查表). Each is one A4 page of
// HTML in the official style, with space for a seal.
//
// A notice is seen by everybody, so it is built from a whitelist that is a Go
// type: what Notice has no field for cannot be on the board. It has none for the
// risk, ID numbers, phones, accounts or health, and its few words are refused
// where they hold digits like those of a number. A name is a Head, which is
// either a name or, for a household whose head must not be named, a number.
//
// Source: casework contract, "Documents".
package document
