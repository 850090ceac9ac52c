// Package period locks what was reported.
//
// A Period is a month, or a time of collection (采集期), of one place; it ends with a
// day. One person asks that it be locked, another agrees, both before the day is
// over; when it is, what stands in the database for that place is copied, hashed and
// never touched again. Nothing that happens later changes it, and nothing is
// forbidden by it: work goes on.
//
// A Moment is a day of which a place's periods are locked. In a context that looks
// as of a moment (At), the store answers from the copies instead of from what is
// now: the same lists, filters, scopes and counts, as they were.
//
// A Change is what became otherwise since: a record or a household of which
// something that is reported differs, with then and now, and with the acts that
// made it so and the reasons their doers gave.
//
// Source: casework contract, "The national system, and locked months"; policy §7.3
// item 8.
package period
