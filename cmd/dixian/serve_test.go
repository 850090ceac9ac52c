package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestServeWantsBothHalvesOfACertificate(t *testing.T) {
	c := &serveCmd{keeping: keeping{30, 180}, place: place{Data: t.TempDir()}, Listen: "127.0.0.1:0", Plan: "../../plans/guizhou", TLSCert: "cert.pem"}
	if err := c.Run(context.Background()); err == nil || !strings.Contains(err.Error(), "--tls-key") {
		t.Errorf("a certificate without its key: %v", err)
	}
}

func TestServeSaysWhenAnAddressIsTaken(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	c := &serveCmd{keeping: keeping{30, 180}, place: place{Data: t.TempDir()}, Listen: taken.Addr().String(), Plan: "../../plans/guizhou"}
	if err := c.Run(context.Background()); err == nil || !strings.Contains(err.Error(), "--listen") {
		t.Errorf("a taken address: %v", err)
	}
}

// From an empty folder to a working system, twice, and down again when told.
func TestServeOnAnEmptyFolder(t *testing.T) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	free.Close()
	c := &serveCmd{keeping: keeping{30, 180}, place: place{Data: filepath.Join(t.TempDir(), "data")}, Listen: address, Plan: "../../plans/guizhou"}
	for _, start := range []string{"first", "second"} {
		ctx, stop := context.WithCancel(context.Background())
		ended := make(chan error, 1)
		go func() { ended <- c.Run(ctx) }()
		for _, path := range []string{"/api/ready", "/api/health", "/"} {
			if got := fetch(t, "http://"+address+path, ended); got == "" {
				t.Errorf("%s start: %s is empty", start, path)
			}
		}
		stop()
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("%s start: %v", start, err)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("it does not stop")
		}
	}
	h, err := openHouse(context.Background(), place{Data: c.Data}, c.Plan, false)
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	users, err := h.db.Users(context.Background())
	if err != nil || len(users) != 1 || !users[0].MustChange {
		t.Errorf("the new system has %d users, %v", len(users), err)
	}
}

// fetch asks until the server answers, or has ended.
func fetch(t *testing.T, url string, ended chan error) string {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); {
		resp, err := http.Get(url)
		if err == nil {
			defer resp.Body.Close()
			body, err := io.ReadAll(resp.Body)
			if err != nil || resp.StatusCode != http.StatusOK {
				t.Fatalf("%s: %d %v", url, resp.StatusCode, err)
			}
			return string(body)
		}
		select {
		case err := <-ended:
			t.Fatalf("the server has ended: %v", err)
		case <-time.After(20 * time.Millisecond):
		}
	}
	t.Fatalf("%s does not answer", url)
	return ""
}
