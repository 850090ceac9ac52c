// Package export keeps account of the lists that leave the system as files.
//
// Somebody asks for a list as a filter chooses it. A masked list of few persons is
// theirs at once; more than MostAlone persons, or numbers shown whole, need a reason
// and the consent of another person above or beside the place. What may be taken is
// a link of who asked, for a day (Lasts): it is written when it is fetched, in the
// rights that the person has then. Asking, deciding and every taking stand in the
// audit log, with how many rows went out.
//
// Source: casework contract, "Two persons for … unmasked exports or more than 500
// persons (reason, link that dies in 24 h)".
package export
