package access

import (
	"bufio"
	"context"
	"crypto/rand"
	"crypto/subtle"
	_ "embed"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
)

// What a password costs to try: 46 MiB of memory passed over once, some 50 ms of
// one core. The numbers stand in each hash, so that they can be raised without
// locking anybody out.
//
// Sources: RFC 9106 (Argon2id); OWASP Password Storage Cheat Sheet, whose first
// setting this is.
const (
	argonKiB    = 46 * 1024
	argonPasses = 1
	argonLanes  = 1
	saltBytes   = 16
	hashBytes   = 32
)

// hashing bounds how many passwords are tried at once, and with it the memory
// that signing in may take: 4 × 46 MiB.
var hashing = make(chan struct{}, 4)

func derive(ctx context.Context, password string, salt []byte, passes, kib uint32, lanes uint8) ([]byte, error) {
	select {
	case hashing <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-hashing }()
	return argon2.IDKey([]byte(password), salt, passes, kib, lanes, hashBytes), nil
}

// hashPassword gives the password's Argon2id hash with its parameters, as
// $argon2id$v=19$m=…,t=…,p=…$salt$hash.
func hashPassword(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltBytes)
	if _, err := rand.Read(salt); err != nil {
		return "", err
	}
	sum, err := derive(ctx, password, salt, argonPasses, argonKiB, argonLanes)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonKiB, argonPasses, argonLanes,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(sum)), nil
}

// matches says whether the password is the one that was hashed.
func matches(ctx context.Context, password, hash string) (bool, error) {
	var version int
	var kib, passes uint32
	var lanes uint8
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false, fmt.Errorf("a kept password hash is not Argon2id; reset this user's password")
	}
	if _, err := fmt.Sscanf(parts[2]+" "+parts[3], "v=%d m=%d,t=%d,p=%d", &version, &kib, &passes, &lanes); err != nil {
		return false, fmt.Errorf("a kept password hash has unreadable parameters; reset this user's password: %w", err)
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(parts[4])
	kept, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	if err1 != nil || err2 != nil || version != argon2.Version || passes < 1 || lanes < 1 || kib > 1<<20 {
		return false, fmt.Errorf("a kept password hash is damaged; reset this user's password")
	}
	sum, err := derive(ctx, password, salt, passes, kib, lanes)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(sum, kept) == 1, nil
}

//go:embed common.txt
var commonText string

// common are passwords that everybody tries first, in small letters.
var common = func() map[string]bool {
	out := map[string]bool{}
	for lines := bufio.NewScanner(strings.NewReader(commonText)); lines.Scan(); {
		out[lines.Text()] = true
	}
	return out
}()

// The least a password must have, and the most that is read of one.
const (
	minPassword = 10
	maxPassword = 256
)

// CheckPassword refuses with ErrWeak a password that is short, that is the login
// or repeats it, that everybody knows, or that is one character over and over.
func CheckPassword(login, password string) error {
	small := strings.ToLower(password)
	switch n := utf8.RuneCountInString(password); {
	case n < minPassword || n > maxPassword,
		strings.ReplaceAll(small, strings.ToLower(login), "") == "",
		common[small],
		strings.Trim(small, string([]rune(small)[:1])) == "":
		return ErrWeak
	}
	return nil
}

// oneTimeLetters leaves out what reads like something else: 0 O, 1 I L, 2 Z, 5 S,
// 8 B, U V.
const oneTimeLetters = "34679ACDEFGHJKMNPQRTWXY"

// OneTimePassword makes a password to be read out once: four groups of four
// letters and digits, 72 bits.
func OneTimePassword() (string, error) {
	var b strings.Builder
	one := make([]byte, 1)
	for n := 0; n < 16; {
		if _, err := rand.Read(one); err != nil {
			return "", err
		}
		i := int(one[0])
		if i >= 256-256%len(oneTimeLetters) {
			continue // each letter as likely as the others
		}
		if n > 0 && n%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(oneTimeLetters[i%len(oneTimeLetters)])
		n++
	}
	return b.String(), nil
}
