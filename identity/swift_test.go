package identity

import (
	"testing"

	"pgregory.net/rapid"
)

// What is read a word at a time is what is read a digit at a time, and all good
// numbers of eighteen characters are.
func TestSwiftTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := []byte(anyNumber.Draw(t, "number"))
		for range rapid.IntRange(0, 2).Draw(t, "slips") {
			b[rapid.IntRange(0, 17).Draw(t, "at")] = rapid.OneOf(rapid.ByteRange('0', '9'), rapid.SampledFrom([]byte("xX-:/ ")), rapid.Byte()).Draw(t, "slip")
		}
		got, ok := swift(b, today)
		want, _, why := scan(b, today)
		if ok != (why == none) || ok && got != want {
			t.Fatalf("%q: %d %v, want %d %v", b, got, ok, want, why)
		}
	})
}
