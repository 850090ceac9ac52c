// Package document prints what casework gives out on paper: from the application
// (申请书) over the notice on the village board (公示) to the whole file of a family
// (一户一档).
//
// Every kind of document is a type whose fields are all that can stand on it, and
// whose Sheet method checks them and says the words. A Sheet is A4 in the official
// style, with blanks to fill in by hand and space for a seal; it can be written as
// an HTML page, as a PDF with its font inside, and as a DOCX to edit.
//
// A notice is seen by everybody, so it is built from a whitelist that is a Go
// type: what Notice has no field for cannot be on the board. It has none for the
// risk, ID numbers, phones, accounts or health, and its few words are refused
// where they hold digits like those of a number. A name is a Head, which is
// either a name or, for a household whose head must not be named, a number. No
// document prints an ID number, a phone or an account: where paper needs one it
// has a blank.
//
// Source: casework contract, "Documents"; for the measures of the page GB/T
// 9704—2012.
package document
