package main

import (
	"strings"
	"testing"
	"time"

	"dixian/audit"
	"dixian/division"
	"dixian/inbox"
	"dixian/registry"
)

func TestPurge(t *testing.T) {
	at := place{Data: t.TempDir()}
	if err := (&purgeCmd{place: at, RawDays: 0, Told: 180, Plan: "../../plans/guizhou"}).Run(t.Context()); err == nil || !strings.Contains(err.Error(), "--raw-days") {
		t.Errorf("kept for no day: %v", err)
	}
	if err := (&purgeCmd{place: at, RawDays: 30, Told: 0, Plan: "../../plans/guizhou"}).Run(t.Context()); err == nil || !strings.Contains(err.Error(), "--message-days") {
		t.Errorf("messages kept for no day: %v", err)
	}
	house, err := openHouse(t.Context(), at, "../../plans/guizhou", false)
	if err != nil {
		t.Fatal(err)
	}
	var old, young int64
	for _, b := range []struct {
		id   *int64
		days int
	}{{&old, 31}, {&young, 29}} {
		batch := &registry.Batch{State: registry.BatchStaged, Table: "income", Division: division.Code(522631_000000), UploadedAt: time.Now().AddDate(0, 0, -b.days)}
		if err := house.db.CreateBatch(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
		if err := house.db.AddPart(t.Context(), batch.ID, registry.RawPart, 0, []byte("x")); err != nil {
			t.Fatal(err)
		}
		*b.id = batch.ID
	}
	now := time.Now()
	for key, days := range map[string]int{"old": 181, "young": 179} {
		if err := house.db.AddMessages(t.Context(), []*inbox.Message{{Key: key, To: "cun", Kind: inbox.Digest, At: now.AddDate(0, 0, -days)}}); err != nil {
			t.Fatal(err)
		}
	}
	house.close()
	if err := (&purgeCmd{place: at, RawDays: 30, Told: 180, Plan: "../../plans/guizhou"}).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if house, err = openHouse(t.Context(), at, "../../plans/guizhou", false); err != nil {
		t.Fatal(err)
	}
	defer house.close()
	for id, want := range map[int64]bool{old: false, young: true} {
		found := false
		if err := house.db.Parts(t.Context(), id, registry.RawPart, func([]byte) error { found = true; return nil }); err != nil || found != want {
			t.Errorf("batch %d: there is %t (%v)", id, found, err)
		}
	}
	if held, err := house.db.Messages(t.Context(), inbox.Filter{To: "cun"}); err != nil || len(held) != 1 || held[0].Key != "young" {
		t.Errorf("messages: %v %v", held, err)
	}
	entries, err := house.db.Page(t.Context(), audit.Filter{Limit: 2})
	if err != nil || len(entries) != 2 || entries[0].Subject != "messages" || entries[1].Subject != "batches" {
		t.Errorf("the log does not tell of it: %v %v", entries, err)
	}
}
