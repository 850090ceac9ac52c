// Package kernel evaluates a checked program over whole columns.
//
// Compile lowers every expression of a rule.Program to a tree of kernels: small
// structs that each do one thing for all rows at once. A condition gives bitmaps,
// a bit a row: where it is true and, where somebody asks, where it is false; a
// row in neither is unknown. A number gives a vector: the values of a column as
// they lie, or new ones, beside the bitmap of those that are known; a value that
// is the same in all rows stands once. Money is whole fen, or 1/10 000 fen where
// a share is in it, in 64 bits; what does not fit is done again in 128 bits, so
// no amount is ever wrapped or rounded. Texts are read row by row. What has no
// kernel is an error of Compile that names it: nothing is handed to the
// interpreter behind the reader's back.
//
// A Run binds a Plan to the rows of a province. A Frame works through it a block
// of households at a time; of every table it sees one slab, the rows of those
// households. Facts are made when a rule, a coverage or another fact first asks
// for them, once a block: a formula for all rows of its slab, a fold or pick by
// masks (within → where → pick → aggregate) and one pass that adds every row that
// is left to its owner. Names of other rows (`household.x`, `water.quality`) are
// gathers along paths. Households do not see each other, so it does not matter
// how they are cut into blocks or who works on which; each goroutine takes a
// Frame of its own.
//
// The twin of everything here is rule.Interpreter. TestKernelsAgainstInterpreter
// draws random programs and rows and compares every fact and rule of every row.
package kernel
