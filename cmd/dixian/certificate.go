package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"
)

// certificate is what the server proves its name with. A renewed one lies in the
// same files and is read when the process gets SIGHUP, without ending a connection.
type certificate struct {
	file, key string
	now       atomic.Pointer[tls.Certificate]
}

func openCertificate(file, key string) (*certificate, error) {
	c := &certificate{file: file, key: key}
	if err := c.read(); err != nil {
		return nil, fmt.Errorf("--tls-cert %s with --tls-key %s: %w; both are PEM files and belong together, the server's certificate first, then the others of its chain", file, key, err)
	}
	return c, nil
}

// read takes the pair in the files; one that is no good leaves the one before.
func (c *certificate) read() error {
	pair, err := tls.LoadX509KeyPair(c.file, c.key)
	if err != nil {
		return err
	}
	c.now.Store(&pair)
	return nil
}

func (c *certificate) config() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return c.now.Load(), nil }}
}

// keep reads the files again at each SIGHUP.
func (c *certificate) keep(ctx context.Context, log *slog.Logger) {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGHUP)
	go func() {
		defer signal.Stop(asked)
		for {
			select {
			case <-ctx.Done():
				return
			case <-asked:
			}
			if err := c.read(); err != nil {
				log.Error("the certificate could not be read again; the one before goes on", "error", err.Error())
				continue
			}
			log.Info("the certificate was read again", "valid_until", c.now.Load().Leaf.NotAfter.UTC().Format(time.DateOnly))
		}
	}()
}
