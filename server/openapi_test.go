package server

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write docs/openapi.json instead of comparing with it")

// The document in docs/ is what the server says of itself: the pages' types are
// made from it.
func TestTheDocumentIsTheServers(t *testing.T) {
	const path = "../docs/openapi.json"
	var said any
	newWorld(t).client().get("/api/openapi.json", &said)
	var want bytes.Buffer
	e := json.NewEncoder(&want)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	must(t, e.Encode(said))
	if *update {
		must(t, os.WriteFile(path, want.Bytes(), 0o644))
	}
	got, err := os.ReadFile(path)
	must(t, err)
	if !bytes.Equal(got, want.Bytes()) {
		t.Errorf("%s is not what the server says; run: go test ./server -run TestTheDocumentIsTheServers -update, and npm run types in web", path)
	}
}
