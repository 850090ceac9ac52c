// Package standing keeps a panel in a directory and changes it batch by batch.
//
// A directory holds one file of columns a table, written as they lie in memory, so
// that opening it is mapping it: nothing is parsed. Beside every row stands the
// batch that brought it and the file and line it came from. A batch is what was
// loaded of one table in one go. Rows that a later batch replaced or took away are
// hidden, not gone: they lie in a second run of columns with the set of batches
// that hide them, and come back when the last of these is undone.
//
// What names a person (ID numbers, and texts that hold one) is not in these files:
// it is sealed in a file of its own beside them. A row of a department says whose
// it is by the place of the person in the panel; the number itself is looked up
// there, and kept, sealed, only where it is another one.
//
// panel.json names every file with its sections, sizes and checksums, the plan
// package by its fingerprint, the batches and whatever the screening keeps beside
// them. It is replaced by rename, after everything it names is written: whoever
// opens a directory sees it before a change or after, never in between.
//
// Households and persons are fixed when the panel is built: a registry file is a
// proposal in a standing system, and another registry makes another panel.
package standing
