package main

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A second server on a folder is turned away, before it touches anything there.
func TestTwoServersOnOneFolder(t *testing.T) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	free.Close()
	data := filepath.Join(t.TempDir(), "data")
	ctx, stop := context.WithCancel(context.Background())
	first := &serveCmd{keeping: keeping{30, 180}, place: place{Data: data}, Listen: address, Plan: "../../plans/guizhou"}
	ended := make(chan error, 1)
	go func() { ended <- first.Run(ctx) }()
	fetch(t, "http://"+address+"/api/ready", ended)

	upload := filepath.Join(data, "uploads", "screening-1", "registry", "households.csv")
	if err := errors.Join(os.MkdirAll(filepath.Dir(upload), 0o700), os.WriteFile(upload, []byte("x"), 0o600)); err != nil {
		t.Fatal(err)
	}
	second := &serveCmd{keeping: keeping{30, 180}, place: place{Data: data}, Listen: "127.0.0.1:0", Plan: "../../plans/guizhou"}
	soon, cancel := context.WithTimeout(context.Background(), 20*time.Second) // should it serve after all
	defer cancel()
	err = second.Run(soon)
	if err == nil || !strings.Contains(err.Error(), "another server (process ") || !strings.Contains(err.Error(), data) || !strings.Contains(err.Error(), "--data") {
		t.Errorf("the second server: %v", err)
	}
	if _, err := os.Stat(upload); err != nil {
		t.Errorf("an upload of the first server: %v", err)
	}
	if got := fetch(t, "http://"+address+"/api/ready", ended); got == "" {
		t.Error("the first server is gone")
	}
	stop()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}

	h, err := openHouse(context.Background(), place{Data: data}, first.Plan, false)
	if err != nil {
		t.Fatalf("after the first has gone: %v", err)
	}
	h.close()
}

// What cannot be opened is given back.
func TestAFolderThatCannotBeOpenedIsGivenBack(t *testing.T) {
	data := t.TempDir()
	if err := os.WriteFile(filepath.Join(data, "dixian.db"), []byte("no database"), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		_, err := openHouse(context.Background(), place{Data: data}, "../../plans/guizhou", false)
		if err == nil || strings.Contains(err.Error(), "another server") {
			t.Fatalf("%v", err)
		}
	}
}
