package server

import (
	"context"
	"testing"

	"dixian/audit"
)

// walkedLog counts the walks along the whole log.
type walkedLog struct {
	audit.Store
	walks int
}

func (l *walkedLog) Entries(ctx context.Context, each func(*audit.Entry) error) error {
	l.walks++
	return l.Store.Entries(ctx, each)
}

// A page of the log reads a page; the chain is walked for who asks.
func TestTheLogIsVerifiedWhenAskedFor(t *testing.T) {
	w := newWorld(t)
	w.user("auditor", someVillage)
	log := &walkedLog{Store: w.db}
	w.service.Audit = log
	c := w.as("auditor")
	for query, verifies := range map[string]bool{"": false, "?limit=5": false, "?verify=0": false, "?verify=1": true, "?verify=true&limit=1": true} {
		log.walks = 0
		var page auditPage
		c.get("/api/audit"+query, &page)
		if (page.Verified != nil) != verifies || (log.walks == 1) != verifies || len(page.Entries) == 0 {
			t.Errorf("%q: %d walks, %+v", query, log.walks, page)
		}
		if verifies && (!page.Verified.OK || page.Verified.Count == 0) {
			t.Errorf("%q: %+v", query, page.Verified)
		}
	}
}
