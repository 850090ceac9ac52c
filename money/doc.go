// Package money counts money without rounding.
//
// An amount is a number of Fen, 1/100 yuan, in 64 bits. A Share is a decimal
// factor of four places ("0.6" of a line), kept as a number of 1/10 000. An
// amount times a share is an Exact amount: a whole number of 1/10 000 fen in 128
// bits, wide enough that nothing a plan can write overflows. Exact amounts are
// added and compared as they are; nothing in this package divides, and nothing
// is rounded, so "medical cost ≥ 0.5 × income" is decided to the last place.
//
// Unknown amounts are the business of columns; here every value is known.
package money
