package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// lockName is the file by which a server holds its data folder. It stays when the
// server goes; what counts is who holds it, and a process that dies holds nothing.
const lockName = "serve.lock"

// errHeld is that another process holds a file.
var errHeld = errors.New("held by another process")

// lockFolder makes a data folder this server's alone until release: two servers
// on one folder would delete each other's uploads and count sign-ins apart.
// Commands that only read beside a server do not ask for it.
func lockFolder(dir string) (release func(), err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	path := filepath.Join(dir, lockName)
	f, err := openAlone(path)
	if errors.Is(err, errHeld) {
		return nil, fmt.Errorf("another server%s works on %s; stop it first, or name another folder with --data", holder(path), dir)
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot be made this server's own: %w", dir, err)
	}
	if err := errors.Join(f.Truncate(0), writeProcess(f)); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return func() { _ = f.Close() }, nil // closing gives it back; there is nothing left to lose
}

func writeProcess(f *os.File) error {
	_, err := fmt.Fprintf(f, "%d\n", os.Getpid())
	return err
}

// holder names the process in the lock file, if it can be read.
func holder(path string) string {
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, 20))
	if number := strings.TrimSpace(string(text)); err == nil && number != "" {
		return " (process " + number + ")"
	}
	return ""
}
