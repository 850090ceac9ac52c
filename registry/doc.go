// Package registry knows the households of the countryside and who lives in them.
//
// A household has a code, a village and members; a member is a person with an ID
// number or, for who has none yet, a provisional one. ID numbers and phones are
// encrypted where they are kept and masked where they are shown.
//
// The registry is the system's own record. Nobody writes into it: somebody asks
// for a change (a Request: a birth, a move, a wrong field), somebody else decides,
// and what is applied leaves a Revision of every household it touched, with who,
// when, why and both versions. A file of the registry is a proposal: what differs
// becomes requests, in groups of equal ones that are decided together. A request
// remembers what it saw; where that has changed since, it is refused with both
// versions shown. What was applied is undone by another request.
//
// A person is in one household. Who leaves one for another leaves a Stay behind:
// membership over time is the members and the stays. A household that was merged
// into another or left by everybody ends, and keeps its page.
//
// The monitoring mark of a household (object_type, risk_cleared) is no field of
// the registry that anybody asks to change: it comes from cases.
//
// Source: data contract ("In a standing system the registry is the system's own"),
// casework contract ("Who may see and do what").
package registry
