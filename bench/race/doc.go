// Package race sets the product and DuckDB SQL against each other on the clock.
//
// A race is a number of rounds over one synthetic province. In each round every
// contender screens the same files once, in a process of its own and with the
// same number of threads, and writes its results; so a slow minute of the machine
// falls on all of them. The files are read once before the first round: what is
// measured is the warm cache. A contender is the product, the typed SQL (types
// only, what one would write for speed over clean files) or the checked SQL (the
// whole contract: quarantine, replacement by key, check digits, counts).
//
// What a process used is told by the system when it has ended: wall time, user
// and system time, and the most memory it held. No ratio is given before the
// results agree.
package race
