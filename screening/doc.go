// Package screening is one run of a plan package over a province at a date:
// files in, alerts, hits and findings with evidence out.
//
// A run reads the registry and the extracts (intake), lays them as a panel,
// measures which tables cover which counties, evaluates every rule for every
// household, and writes the result by rename, whole or not at all. What it read
// is written down in run.json, so that a run can be opened again: explained
// household by household, or compared with another.
package screening
