// Package synth writes a synthetic province: the registry and the departments'
// extracts of the data contract, for as many households as asked, on the real
// divisions, and the same bytes for the same seed.
//
// A family is one household with everything that happened to it. It is made in
// four steps: a composition (who lives there), a base life in which no rule
// fires, at most one situation from the table in situation.go that is laid over
// it, and the rows it leaves in the tables. A situation says which rule it is
// about, whether the rule fires or just does not (a near miss), and how many
// families in a million are in it, so the shares of alerts are tuned in one place.
// Cars, property, firms and posts are drawn apart from situations, and so is
// whether the family has signed the authorisation.
//
// Families stand in a place: a few counties for a small run, all of them for a
// large one, villages filled one after the other. A block is a run of families of
// one county; blocks are made in parallel and written in order. Between the two
// stand, in this order: rows left out (late, thin), dirt, and the format.
//
// Numbers of people are synthetic: each is computed from the household's place in
// its county, so that no two are equal and none is taken from anybody; names are
// made of the Heavenly Stems and Earthly Branches.
package synth
