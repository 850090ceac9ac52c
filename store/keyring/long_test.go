package keyring

import (
	"bytes"
	"encoding/base64"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestLongTextsOpenAsShortOnes opens texts of all lengths about whole blocks by halves
// and by the library, whole and with a bit of them changed.
func TestLongTextsOpenAsShortOnes(t *testing.T) {
	r := ring(t)
	k := r.current
	random := rand.New(rand.NewPCG(7, 7))
	for size := longText - 20; size < longText+150; size++ {
		place := strings.Repeat("p", size%37)
		text := make([]byte, size)
		for i := range text {
			text[i] = byte(random.Uint32())
		}
		sealed := seal(t, r, place, string(text))
		_, body, _ := strings.Cut(sealed, ".")
		raw, err := base64.RawURLEncoding.DecodeString(body)
		if err != nil {
			t.Fatal(err)
		}
		nonce, rest := raw[:k.gcm.NonceSize()], raw[k.gcm.NonceSize():]
		for _, flip := range []int{-1, 0, len(rest) - 1, len(rest) - blockBytes, len(rest) - blockBytes - 1, random.IntN(len(rest))} {
			changed := bytes.Clone(rest)
			if flip >= 0 {
				changed[flip] ^= 1 << random.IntN(8)
			}
			want, refused := k.gcm.Open([]byte("before "), nonce, changed, []byte(place))
			text := k.id + "." + base64.RawURLEncoding.EncodeToString(append(bytes.Clone(nonce), changed...))
			have, err := r.AppendOpened([]byte("before "), place, []byte(text))
			if (err == nil) != (refused == nil) || !bytes.Equal(have, want) {
				t.Fatalf("%d bytes, byte %d changed: %v, the library says %v", size, flip, err, refused)
			}
		}
		if _, err := r.AppendOpened(nil, place+"q", []byte(sealed)); err == nil {
			t.Fatalf("%d bytes opened at another place", size)
		}
	}
}

// TestLongTextsAreLeftAsTheyAre opens one into the room it is given, and leaves what
// is sealed as it was.
func TestLongTextsAreLeftAsTheyAre(t *testing.T) {
	r := ring(t)
	sealed := []byte(seal(t, r, "p", strings.Repeat("1", 2*longText)))
	before := bytes.Clone(sealed)
	into := make([]byte, 0, 2*longText)
	text, err := r.AppendOpened(into, "p", sealed)
	if err != nil || len(text) != 2*longText || &text[0] != &into[:1][0] {
		t.Errorf("%d characters, %v; it must be opened where there is room", len(text), err)
	}
	if !bytes.Equal(sealed, before) {
		t.Error("what is sealed was changed")
	}
}

func BenchmarkOpenLong(b *testing.B) {
	r, err := New()
	if err != nil {
		b.Fatal(err)
	}
	sealed, err := r.Seal("p", strings.Repeat("1", 1<<20))
	if err != nil {
		b.Fatal(err)
	}
	to := make([]byte, 0, 1<<20)
	b.SetBytes(1 << 20)
	for b.Loop() {
		if _, err := r.AppendOpened(to, "p", []byte(sealed)); err != nil {
			b.Fatal(err)
		}
	}
}
