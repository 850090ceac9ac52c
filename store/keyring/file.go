package keyring

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// written is a ring as JSON.
type written struct {
	Current string       `json:"current"`
	Keys    []writtenKey `json:"keys"`
}

type writtenKey struct {
	ID   string `json:"id"`
	SM4  string `json:"sm4"`  // 16 bytes, hex
	HMAC string `json:"hmac"` // 32 bytes, hex
}

// Parse reads a ring from its JSON text.
func Parse(text []byte) (*Ring, error) {
	var w written
	if err := json.Unmarshal(text, &w); err != nil {
		return nil, fmt.Errorf("the key ring is not JSON with `current` and `keys`: %w", err)
	}
	r := &Ring{}
	for i, k := range w.Keys {
		seal, err := hex.DecodeString(k.SM4)
		if err != nil {
			return nil, fmt.Errorf("key ring: `sm4` of key %d is not hexadecimal", i+1)
		}
		blind, err := hex.DecodeString(k.HMAC)
		if err != nil {
			return nil, fmt.Errorf("key ring: `hmac` of key %d is not hexadecimal", i+1)
		}
		made, err := newKey(seal, blind)
		if err != nil {
			return nil, fmt.Errorf("key ring: key %d: %w", i+1, err)
		}
		if made.id != k.ID {
			return nil, fmt.Errorf("key ring: key %d calls itself %q but is %s; it was damaged, put back a copy", i+1, k.ID, made.id)
		}
		if r.find(made.id) != nil {
			return nil, fmt.Errorf("key ring: key %s stands in it twice", made.id)
		}
		r.keys = append(r.keys, made)
	}
	if r.current = r.find(w.Current); r.current == nil {
		return nil, fmt.Errorf("key ring: the current key %q is not among its keys", w.Current)
	}
	return r, nil
}

// Text is the ring's JSON, with every key in it. Whoever reads it can open
// everything.
func (r *Ring) Text() []byte {
	w := written{Current: r.current.id}
	for _, k := range r.keys {
		w.Keys = append(w.Keys, writtenKey{k.id, hex.EncodeToString(k.sm4), hex.EncodeToString(k.hmac)})
	}
	text, _ := json.MarshalIndent(w, "", "  ") // strings alone: cannot fail
	return append(text, '\n')
}

// ReadFile reads a ring. A file that others may read is refused.
func ReadFile(path string) (*Ring, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%s can be read by others (mode %o); run chmod 600 on it, and think of the keys as known", path, info.Mode().Perm())
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r, err := Parse(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return r, nil
}

// WriteFile writes the ring for its owner's eyes, whole or not at all.
func (r *Ring) WriteFile(path string) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".keys-*") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := f.Write(r.Text()); err != nil {
		f.Close()
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer dir.Close()
	return dir.Sync()
}
