package server

import (
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// What one address may do in an hour without signing in. A village shares an
// address, so that it is generous; no document of ours sets it.
const (
	declarationsPerHour = 30
	receiptsPerHour     = 60
	codesPerHour        = 60
	mostStrangers       = 10_000
)

// strangers counts what addresses do, in memory: no address is kept beyond an hour
// or written down.
type strangers struct {
	mu   sync.Mutex
	from time.Time
	did  map[string]int
}

// take says whether once more is not too often.
func (s *strangers) take(what string, most int, now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.did == nil || now.Sub(s.from) >= time.Hour || now.Before(s.from) || len(s.did) > mostStrangers {
		s.from, s.did = now, map[string]int{}
	}
	s.did[what]++
	return s.did[what] <= most
}

// addressOf is where a request comes from. What a proxy on this machine says of
// it is believed, from others it is not.
func addressOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsLoopback() {
		all := strings.Split(r.Header.Get("X-Forwarded-For"), ",")
		if last := strings.TrimSpace(all[len(all)-1]); last != "" {
			return last
		}
	}
	return host
}
