package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dixian/registry"
	"dixian/store"
	"dixian/store/keyring"
)

// withPhones is a place with n sealed phones in it.
func withPhones(t *testing.T, n int) place {
	t.Helper()
	at := begun(t, place{Data: t.TempDir()})
	db, err := at.open(t.Context())
	good(t, err)
	defer db.Close()
	var households []registry.Household
	for i := range n {
		households = append(households, registry.Household{Code: fmt.Sprint("H", i), Division: 522631_100_201, Phone: "13900000000"})
	}
	_, _, err = db.Replace(t.Context(), households)
	good(t, err)
	return at
}

func currentKey(t *testing.T, at place) string {
	t.Helper()
	ring, err := keyring.ReadFile(filepath.Join(at.Data, store.KeyFile))
	good(t, err)
	return ring.Current()
}

func TestKeysRotate(t *testing.T) {
	at := withPhones(t, 3)
	before := currentKey(t, at)
	good(t, (&keysRotateCmd{at}).Run(t.Context()))
	if currentKey(t, at) == before {
		t.Error("there is no new key")
	}
	good(t, (&auditVerifyCmd{place: at}).Run(t.Context()))
}

// A rotation that was killed when its key was made and half was sealed is finished
// with that key, and makes no third.
func TestKeysRotateFinishesWhatWasInterrupted(t *testing.T) {
	at := withPhones(t, 3)
	path := filepath.Join(at.Data, store.KeyFile)
	ring, err := keyring.ReadFile(path)
	good(t, err)
	ring, err = ring.Added()
	good(t, err)
	good(t, ring.WriteFile(path))
	good(t, (&keysRotateCmd{at}).Run(t.Context()))
	if currentKey(t, at) != ring.Current() {
		t.Error("it made another key")
	}
	db, err := at.open(context.Background())
	good(t, err)
	defer db.Close()
	if n, err := db.Reseal(t.Context()); n != 0 || err != nil {
		t.Errorf("%d values were left: %v", n, err)
	}
	h, err := db.Household(t.Context(), "H1", true)
	if err != nil || h.Phone != "13900000000" {
		t.Error(h, err)
	}
}

func TestKeysFromTheEnvironmentAreNotRotated(t *testing.T) {
	at := withPhones(t, 1)
	text, err := os.ReadFile(filepath.Join(at.Data, store.KeyFile))
	good(t, err)
	t.Setenv(store.KeysVariable, string(text))
	if err := (&keysRotateCmd{at}).Run(t.Context()); err == nil || !strings.Contains(err.Error(), store.KeysVariable) {
		t.Error(err)
	}
}

func TestAuditVerifyRefuses(t *testing.T) {
	at := withPhones(t, 1)
	good(t, (&userAddCmd{place: at, Login: "wang", Name: "王", Grant: []string{"county_clerk@522631000000"}}).Run(t.Context()))
	for says, c := range map[string]struct{ head, want string }{
		"no head":             {"3", "NUMBER:HASH"},
		"a short hash":        {"1:abc", "NUMBER:HASH"},
		"an end it never had": {"1:" + strings.Repeat("0", 64), "written anew"},
		"an end beyond its":   {"9:" + strings.Repeat("0", 64), "not any more"},
	} {
		if err := (&auditVerifyCmd{place: at, Head: c.head}).Run(t.Context()); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", says, err)
		}
	}
	db, err := at.open(t.Context())
	good(t, err)
	head, err := db.Head(t.Context())
	good(t, err)
	db.Close()
	good(t, (&auditVerifyCmd{place: at, Head: fmt.Sprintf("%d:%s", head.Seq, head.Hash)}).Run(t.Context()))
}
