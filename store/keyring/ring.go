package keyring

import (
	"bytes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/emmansun/gmsm/sm3"
	"github.com/emmansun/gmsm/sm4"
)

// Ring is a current key and older ones. It does not change; Added makes another.
type Ring struct {
	current *key
	keys    []*key
}

type key struct {
	id        string
	sm4, hmac []byte
	gcm       cipher.AEAD
}

const (
	sealBytes  = 16 // an SM4 key
	blindBytes = 32 // an SM3-HMAC key
	indexBytes = 16 // what is kept of an HMAC: 128 bits do not collide in a province
)

// New makes a ring of one random key.
func New() (*Ring, error) { return (&Ring{}).Added() }

// Added is the ring with a new random key that is current from now on.
func (r *Ring) Added() (*Ring, error) {
	secret := make([]byte, sealBytes+blindBytes)
	if _, err := rand.Read(secret); err != nil {
		return nil, err
	}
	k, err := newKey(secret[:sealBytes], secret[sealBytes:])
	if err != nil {
		return nil, err
	}
	return &Ring{current: k, keys: append([]*key{k}, r.keys...)}, nil
}

func newKey(seal, blind []byte) (*key, error) {
	if len(seal) != sealBytes || len(blind) != blindBytes {
		return nil, fmt.Errorf("a key has %d bytes for SM4 and %d for SM3-HMAC, not %d and %d", sealBytes, blindBytes, len(seal), len(blind))
	}
	block, err := sm4.NewCipher(seal)
	if err != nil {
		return nil, err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	h := sm3.New()
	h.Write([]byte("dixian key id"))
	h.Write(seal)
	h.Write(blind)
	return &key{id: hex.EncodeToString(h.Sum(nil)[:4]), sm4: seal, hmac: blind, gcm: gcm}, nil
}

// Current is the id of the key that seals.
func (r *Ring) Current() string { return r.current.id }

// IDs are the ids of all keys, the current first.
func (r *Ring) IDs() []string {
	out := make([]string, len(r.keys))
	for i, k := range r.keys {
		out[i] = k.id
	}
	return out
}

func (r *Ring) find(id string) *key {
	for _, k := range r.keys {
		if k.id == id {
			return k
		}
	}
	return nil
}

// Seal encrypts a text for a place (a table's column), so that it opens there
// and nowhere else. An empty text stays empty.
func (r *Ring) Seal(place, text string) (string, error) {
	if text == "" {
		return "", nil
	}
	k := r.current
	nonce := make([]byte, k.gcm.NonceSize(), k.gcm.NonceSize()+len(text)+k.gcm.Overhead())
	if _, err := rand.Read(nonce); err != nil {
		return "", err
	}
	return k.id + "." + base64.RawURLEncoding.EncodeToString(k.gcm.Seal(nonce, nonce, []byte(text), []byte(place))), nil
}

// ErrSealed is a sealed text that does not open: it was changed, or moved here
// from another place.
var ErrSealed = errors.New("a sealed value does not open: it was changed or belongs elsewhere; restore it from a backup")

// MissingKeyError is a sealed text whose key the ring does not hold.
type MissingKeyError struct{ Key string }

func (e MissingKeyError) Error() string {
	return fmt.Sprintf("key %s is not in the key ring; put back the keys.json (or DIXIAN_KEYS) that belongs to this database", e.Key)
}

// Open decrypts what Seal gave for the same place. It fails with ErrSealed or a
// MissingKeyError.
func (r *Ring) Open(place, sealed string) (string, error) {
	text, err := r.AppendOpened(nil, place, []byte(sealed))
	return string(text), err
}

// AppendOpened is Open for long texts: what was sealed is appended to dst.
func (r *Ring) AppendOpened(dst []byte, place string, sealed []byte) ([]byte, error) {
	if len(sealed) == 0 {
		return dst, nil
	}
	id, body, found := bytes.Cut(sealed, []byte("."))
	k := r.find(string(id))
	switch {
	case !found:
		return nil, ErrSealed
	case k == nil:
		return nil, MissingKeyError{string(id)}
	}
	raw := make([]byte, base64.RawURLEncoding.DecodedLen(len(body)))
	n, err := base64.RawURLEncoding.Decode(raw, body)
	if err != nil || n < k.gcm.NonceSize() {
		return nil, ErrSealed
	}
	text, err := k.gcm.Open(dst, raw[:k.gcm.NonceSize()], raw[k.gcm.NonceSize():n], []byte(place))
	if err != nil {
		return nil, ErrSealed
	}
	return text, nil
}

// KeyOf is the id of the key a text was sealed with; empty for an empty text.
func KeyOf(sealed string) string {
	id, _, _ := strings.Cut(sealed, ".")
	return id
}

// Blind is the blind index of a text at a place under the current key. An empty
// text has none.
func (r *Ring) Blind(place, text string) string { return r.current.blind(place, text) }

// Blinds are the blind indexes under every key: while a rotation runs, a text may
// be kept under any of them.
func (r *Ring) Blinds(place, text string) []string {
	out := make([]string, len(r.keys))
	for i, k := range r.keys {
		out[i] = k.blind(place, text)
	}
	return out
}

func (k *key) blind(place, text string) string {
	if text == "" {
		return ""
	}
	mac := hmac.New(sm3.New, k.hmac)
	mac.Write([]byte(place))
	mac.Write([]byte{0})
	mac.Write([]byte(text))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:indexBytes])
}
