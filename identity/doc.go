// Package identity reads, checks and masks the numbers that name persons and
// businesses.
//
// An ID is a citizen's resident number of eighteen characters (GB 11643-1999): six
// digits for the place of first registration, eight for the birth date, three for
// the order of registration (the last of them odd for men), and a check character
// that follows from the other seventeen. So the first seventeen digits are all
// there is to keep: an ID is that number, in 57 bits, and IDs sort as their texts
// do. A credit code names a business (GB 32100-2015).
//
// What may be shown of a number or a name to somebody who need not see it whole
// is its mask. Errors of this package never repeat the digits that a mask hides.
package identity
