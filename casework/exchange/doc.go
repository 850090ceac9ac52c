// Package exchange compares a county with the national monitoring system
// (全国防返贫监测信息系统) and hands over what is typed into it.
//
// There is no interface between the two: a county takes a list out of the national
// system as a file, and types into it what it was handed. A List is such a file,
// of households or of persons; it arrives like a department's delivery (package
// intake: preview, mapping, quarantine) and replaces the county's list before it.
//
// What we have of a household that the national system should know (it was lifted
// out of poverty, or is monitored) is a Record. Compare holds records against the
// lists and gives Differences: who is only here, who is only there, which field
// says something else. Persons are recognised by their whole ID number and by
// nothing else; where a number is missing, that is the difference. A cell that a
// list leaves empty throughout says nothing; what we do not know is not compared.
//
// A difference is open until a person settles it with a reason: ours is right and
// is to be typed there, theirs is right and a change is asked for here, or it is a
// matter for the household's case, for monitoring is decided by cases alone. A
// later list that no longer shows it makes it agreed, settled or not.
//
// Rows are the lists for typing there, in the national system's words; they leave
// through the register of exports like every other list (package export).
//
// Source: casework contract, "The national system, and locked months"; policy §1.9 and §7.3.
package exchange
