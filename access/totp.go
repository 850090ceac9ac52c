package access

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"net/url"
	"time"
)

// A time-based one-time code: six digits of an HMAC-SHA-1 over the number of half
// minutes since 1970, which is what the authenticator programs of phones know.
//
// Source: RFC 6238 (the step and its window), RFC 4226 (the code, the secret's 160
// bits).
const (
	stepSeconds   = 30
	codeDigits    = 6
	codesBelow    = 1_000_000
	secretBytes   = 20
	stepsAround   = 1 // a clock half a minute off is still right
	totpIssuer    = "底线"
	recoveryCodes = 10 // made at once
)

var base32Plain = base32.StdEncoding.WithPadding(base32.NoPadding)

func newSecret() ([]byte, error) {
	secret := make([]byte, secretBytes)
	_, err := rand.Read(secret)
	return secret, err
}

// stepOf numbers the half minute of a moment.
func stepOf(t time.Time) int64 { return t.Unix() / stepSeconds }

// codeAt is the code of a step.
func codeAt(secret []byte, step int64) string {
	mac := hmac.New(sha1.New, secret)
	_ = binary.Write(mac, binary.BigEndian, step) // a hash takes everything
	sum := mac.Sum(nil)
	at := sum[len(sum)-1] & 0xf
	number := binary.BigEndian.Uint32(sum[at:]) & 0x7fff_ffff
	return fmt.Sprintf("%0*d", codeDigits, number%codesBelow)
}

// CodeOf is the code that the phone shows for a secret in base 32.
func CodeOf(secret string, now time.Time) (string, error) {
	raw, err := base32Plain.DecodeString(secret)
	return codeAt(raw, stepOf(now)), err
}

// stepOfCode is the step of a code that is right at a moment and younger than the
// last one used; a code serves once.
func stepOfCode(secret []byte, code string, now time.Time, last int64) (step int64, right bool) {
	for step := stepOf(now) - stepsAround; step <= stepOf(now)+stepsAround; step++ {
		if subtle.ConstantTimeCompare([]byte(codeAt(secret, step)), []byte(code)) == 1 && step > last {
			return step, true
		}
	}
	return 0, false
}

// FactorURI is a secret as an authenticator reads it from a QR code.
//
// Source: the otpauth key URI format that these programs share.
func FactorURI(login, secret string) string {
	label := url.PathEscape(totpIssuer + ":" + login)
	return "otpauth://totp/" + label + "?" + url.Values{"secret": {secret}, "issuer": {totpIssuer}}.Encode()
}
