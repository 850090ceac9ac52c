// Package casework carries a household from a clue to the day its risk is gone.
//
// A clue is what makes somebody look at a household: alerts of a screening, a
// declaration, a cadre's notice. There is one open clue a household; a later
// alert joins it. When a visit finds a risk the clue becomes a case, and the same
// record goes on: Case. Which states there are, who moves it, by when and what
// stands in the way is the plan package's workflow; this package fills in what
// its guards read, keeps the evidence, and writes down every act.
//
// Nothing here decides for a family: every move has a person.
package casework
