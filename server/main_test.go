package server

import (
	"fmt"
	"os"
	"testing"

	"dixian/store/pgserver"
)

// scratch is a folder for what all tests share.
var scratch string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "dixian-server-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	scratch = dir
	code := m.Run()
	pgserver.Stop()
	os.RemoveAll(dir)
	os.Exit(code)
}
