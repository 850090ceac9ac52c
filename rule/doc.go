// Package rule is the meaning of the plan language: types, the check of an
// expression, and its evaluation.
//
// An expression is a line of CEL about one row of a table. It is parsed and
// type-checked once by cel-go with opaque types and a closed list of functions;
// a second pass checks what CEL's types cannot say (units, code lists, unknowns,
// scales of money). Facts are columns made from expressions in three forms
// (formula, fold, pick); rules are filters with a consequence. A Program holds
// the checked tables, facts and rules of a package; an Interpreter evaluates it
// for one household at a time and is the oracle for every faster way.
//
// The package knows names only through the Program that others hand it: it
// reads no files and no YAML.
package rule
