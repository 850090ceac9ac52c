package server

import (
	"strings"
	"testing"
)

// A browser heeds the first style-src of a policy and no other: a document's own
// style sheet must be allowed there.
func TestADocumentMayCarryItsStyle(t *testing.T) {
	if n := strings.Count(printedPolicy, "style-src"); n != 1 {
		t.Errorf("%d style-src in %s", n, printedPolicy)
	}
	if !strings.Contains(printedPolicy, "style-src 'self' 'sha256-") {
		t.Errorf("the style sheet is not allowed: %s", printedPolicy)
	}
}
