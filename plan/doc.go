// Package plan reads a plan package and checks it.
//
// A package is a folder of YAML files; each file is a list of items (document,
// table, parameter, fact, rule, screening, test). Load reads the files into
// items that know their place, and refuses what the language does not have.
// Check compiles the items into a rule.Program the way a compiler does: every
// name resolved, every expression typed, units and codes right, no negation of
// the unknown, no absence read where nobody vouches for the table. A problem
// carries file, line, column and what to do about it.
package plan
