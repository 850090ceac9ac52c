// Package setting lets people set the plan package's parameters.
//
// A parameter is a number of the package: a line, a share, a day limit. Somebody
// asks for a value (a Request: of a division, from a day on, by a document);
// what it would change on the data as they stand is shown (an Effect, made by a
// dry run); another person approves. Approved values lie over the package's,
// narrowest division first, then the latest approval.
//
// The package bounds who may set what: `set_by` names the lowest level, and
// `safer` the way in which a level below the province may move. A value that a
// level above has overtaken since is passed over (plan.Parameter.At).
//
// A run takes the values in force when it begins (InForce) and keeps them: what is
// approved while it runs counts in the next.
//
// Source: casework contract, "Parameters say who may set them" and "Two persons
// for".
package setting
