// Package inbox tells people what is due to them.
//
// A Wait is something that waits for somebody against a clock, such as a case in
// a state. Whoever keeps such things hands them in (Source); the package knows no
// cases. A Message is one sentence to one person about one wait, or the digest of
// a day. Which messages there must be is worked out from the waits, the people
// and the day alone (Due): nothing is remembered but the messages themselves.
// Each has a key, and a key is sent once. So Tick may be called as often as one
// likes, by several servers, before and after a crash.
//
// Messages lie in the person's inbox. A Carrier takes them outside too (a text
// message, a work chat, mail), never in quiet hours, and the message says what
// became of it. No message holds a family's name, number or trouble: a case's
// number, its village, its step and its days are all.
//
// Source: casework contract, "Inbox and messages".
package inbox
