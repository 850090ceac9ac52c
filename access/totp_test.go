package access

import (
	"testing"
	"time"
)

// The codes of RFC 6238, appendix B, SHA-1; ours are their last six digits.
func TestCodesAreThoseOfTheStandard(t *testing.T) {
	secret := []byte("12345678901234567890")
	for at, want := range map[int64]string{59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130"} {
		if got := codeAt(secret, stepOf(time.Unix(at, 0))); got != want {
			t.Errorf("at %d s: %s, not %s", at, got, want)
		}
	}
}
