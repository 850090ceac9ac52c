package keyring

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const text = "520123197003120017"

func ring(t *testing.T) *Ring {
	t.Helper()
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func seal(t *testing.T, r *Ring, place, text string) string {
	t.Helper()
	s, err := r.Seal(place, text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestOpenRefuses(t *testing.T) {
	r := ring(t)
	sealed := seal(t, r, "persons.number", text)
	other := seal(t, ring(t), "persons.number", text)
	flipped := []byte(sealed)
	flipped[len(flipped)-3] ^= 1
	var missing MissingKeyError
	if _, err := r.Open("persons.number", other); !errors.As(err, &missing) || !strings.Contains(err.Error(), missing.Key) {
		t.Errorf("another ring's: %v", err)
	}
	for says, c := range map[string]struct{ place, sealed string }{
		"moved to another column":   {"households.phone", sealed},
		"a changed character":       {"persons.number", string(flipped)},
		"cut short":                 {"persons.number", sealed[:len(sealed)-1]},
		"nothing behind the key":    {"persons.number", r.Current() + "."},
		"not base64":                {"persons.number", r.Current() + ".!!!"},
		"a text that is not sealed": {"persons.number", text},
	} {
		if _, err := r.Open(c.place, c.sealed); !errors.Is(err, ErrSealed) {
			t.Errorf("%s: %v", says, err)
		}
	}
}

func TestSealing(t *testing.T) {
	r := ring(t)
	a, b := seal(t, r, "p", text), seal(t, r, "p", text)
	if a == b {
		t.Error("the same text seals to the same twice, and tells who is whom")
	}
	if strings.Contains(a, text) || KeyOf(a) != r.Current() {
		t.Error(a)
	}
	if got, err := r.Open("p", a); got != text || err != nil {
		t.Errorf("%q %v", got, err)
	}
	if empty := seal(t, r, "p", ""); empty != "" {
		t.Errorf("nothing seals to %q", empty)
	}
}

func TestBlindIndex(t *testing.T) {
	r := ring(t)
	switch blind := r.Blind("p", text); {
	case blind != r.Blind("p", text):
		t.Error("it is not the same twice")
	case blind == r.Blind("q", text):
		t.Error("a number and a phone that read alike have one index")
	case blind == ring(t).Blind("p", text):
		t.Error("it does not depend on the key")
	case len(blind) != 22:
		t.Error(blind)
	}
	if r.Blind("p", "") != "" {
		t.Error("nothing has an index")
	}
}

func TestAnAddedKeySealsAndTheOldOnesStillOpen(t *testing.T) {
	first := ring(t)
	old := seal(t, first, "p", text)
	second, err := first.Added()
	if err != nil {
		t.Fatal(err)
	}
	if second.Current() == first.Current() || KeyOf(seal(t, second, "p", text)) != second.Current() {
		t.Error("the new key is not current")
	}
	if got, err := second.Open("p", old); got != text || err != nil {
		t.Errorf("%q %v", got, err)
	}
	if blinds := second.Blinds("p", text); len(blinds) != 2 || blinds[0] != second.Blind("p", text) || blinds[1] != first.Blind("p", text) {
		t.Error(blinds)
	}
}

func TestParseRefuses(t *testing.T) {
	good := string(ring(t).Text())
	id := ring(t).Current()
	for says, c := range map[string]struct{ text, want string }{
		"no JSON":                   {"k1", "not JSON"},
		"no key":                    {`{"current":"a"}`, `current key "a"`},
		"a key that is no hex":      {`{"keys":[{"sm4":"xx"}]}`, "not hexadecimal"},
		"a short key":               {`{"keys":[{"sm4":"00","hmac":"00"}]}`, "16 bytes for SM4 and 32"},
		"a key that changed":        {strings.Replace(good, `"sm4": "`, `"sm4": "0`, 1), "hexadecimal"},
		"a key under another's id":  {strings.Replace(good, `"id": "`+good[strings.Index(good, `"id": "`)+7:][:8], `"id": "`+id, 1), "calls itself"},
		"a current key not in hand": {strings.Replace(good, `"current": "`, `"current": "x`, 1), "not among its keys"},
	} {
		if _, err := Parse([]byte(c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", says, err)
		}
	}
}

func TestFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.json")
	r := ring(t)
	r, _ = r.Added()
	if err := r.WriteFile(path); err != nil {
		t.Fatal(err)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Error(info.Mode())
	}
	back, err := ReadFile(path)
	if err != nil || strings.Join(back.IDs(), " ") != strings.Join(r.IDs(), " ") || back.Current() != r.Current() {
		t.Errorf("%v %v", back, err)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadFile(path); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("a key file that all can read: %v", err)
	}
}
