package rule

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestQuoteAgainstEncoder compares the texts that need no escaping, and those that
// do, with what encoding/json writes.
func TestQuoteAgainstEncoder(t *testing.T) {
	pieces := []string{"a", "贵州", `"`, `\\`, "\n", "\x00", "\x7f", "<&>", "\u2028", "\u2029", "\u2030", "\xff", "\xe2", "😀", ""}
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 4).Draw(t, "text"), "")
		var want bytes.Buffer
		e := json.NewEncoder(&want)
		e.SetEscapeHTML(false)
		if err := e.Encode(s); err != nil {
			t.Fatal(err)
		}
		if got := Quote(s) + "\n"; got != want.String() {
			t.Fatalf("%q is written %s, not %s", s, got, want.String())
		}
	})
}
