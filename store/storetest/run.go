// Package storetest is what every database of Dixian has to show.
//
// Run opens an empty database for each sentence and plays it. A database that
// passes keeps the promises of the store interfaces; what is particular to one
// (its file, its server) is tested beside it.
package storetest

import (
	"testing"

	"dixian/access"
	"dixian/audit"
	"dixian/casework"
	"dixian/casework/exchange"
	"dixian/casework/period"
	"dixian/export"
	"dixian/inbox"
	"dixian/registry"
	"dixian/setting"
)

// DB is everything a database must be.
type DB interface {
	access.Store
	audit.Store
	registry.Store
	casework.Store
	setting.Store
	inbox.Store
	export.Store
	exchange.Store
	period.Store
}

// Opened is an empty database, and the way behind its back that somebody with
// the file or the server's password has.
type Opened struct {
	DB
	Behind func(statement string)
}

// Run plays every sentence against databases that open gives.
func Run(t *testing.T, open func(t *testing.T) Opened) {
	for _, part := range []struct {
		name      string
		sentences []sentence
	}{
		{"transactions", transactions},
		{"audit", auditLog},
		{"users", users},
		{"registry", households},
		{"search", search},
		{"changes", changes},
		{"batches", batches},
		{"cases", cases},
		{"transfers", transfers},
		{"supervisions", supervisions},
		{"questions", questions},
		{"corrections", corrections},
		{"findings", findings},
		{"complaints", complaints},
		{"lists", lists},
		{"findings of the data", runLines},
		{"what differs between runs", runChanges},
		{"samples", samples},
		{"boards", boards},
		{"what became of alerts", becameSentences},
		{"files", files},
		{"declarations", declarations},
		{"photos", photos},
		{"settings", settings},
		{"exports", exports},
		{"messages", messages},
		{"delegations", delegations},
		{"national", national},
		{"periods", periods},
	} {
		t.Run(part.name, func(t *testing.T) {
			for _, s := range part.sentences {
				t.Run(s.says, func(t *testing.T) { s.play(t, open(t)) })
			}
		})
	}
}

// sentence is one promise and how it is shown.
type sentence struct {
	says string
	play func(t *testing.T, db Opened)
}
