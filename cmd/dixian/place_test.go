package main

import (
	"context"
	"net"
	"path/filepath"
	"strings"
	"testing"

	"dixian/store/pgserver"
)

func TestAPasswordDoesNotBelongOnTheCommandLine(t *testing.T) {
	for says, url := range map[string]string{
		"in a URL":     "postgres://dixian:geheim@127.0.0.1:1/dixian",
		"in a query":   "postgres://dixian@127.0.0.1:1/dixian?password=geheim",
		"among words":  "host=127.0.0.1 port=1 user=dixian password=geheim",
		"the long way": "postgresql://dixian:geheim@127.0.0.1:1/dixian",
	} {
		_, err := place{Data: t.TempDir(), Database: url}.open(context.Background())
		if err == nil || !strings.Contains(err.Error(), databaseVariable) || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: %v", says, err)
		}
	}
	url := "postgres://dixian:geheim@127.0.0.1:1/dixian"
	t.Setenv(databaseVariable, url)
	if _, err := (place{Data: t.TempDir(), Database: url}).open(context.Background()); err == nil || strings.Contains(err.Error(), databaseVariable) || strings.Contains(err.Error(), "geheim") {
		t.Errorf("from the environment: %v", err)
	}
}

// From an empty database to a working system, twice, and a demo that keeps away.
func TestServeOnPostgres(t *testing.T) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	free.Close()
	at := place{Data: filepath.Join(t.TempDir(), "data"), Database: pgserver.Database(t)}
	for range 2 {
		ctx, stop := context.WithCancel(context.Background())
		ended := make(chan error, 1)
		go func() {
			ended <- (&serveCmd{keeping: keeping{30, 180}, place: at, Listen: address, Plan: "../../plans/guizhou"}).Run(ctx)
		}()
		if got := fetch(t, "http://"+address+"/api/ready", ended); got == "" {
			t.Error("it is not ready")
		}
		stop()
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
	}
	elsewhere := place{Data: t.TempDir(), Database: at.Database}
	if _, err := openHouse(context.Background(), elsewhere, "../../plans/guizhou", false); err == nil || !strings.Contains(err.Error(), "put its key file there") {
		t.Errorf("without its keys: %v", err)
	}
	h, err := openHouse(context.Background(), at, "../../plans/guizhou", false)
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	if users, err := h.db.Users(context.Background()); err != nil || len(users) != 1 {
		t.Errorf("the new system has %d users, %v", len(users), err)
	}
	if err := h.nobodyYet(context.Background()); err == nil || !strings.Contains(err.Error(), "users already") {
		t.Errorf("a demo among real people: %v", err)
	}
}
