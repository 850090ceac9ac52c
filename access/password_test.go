package access

import (
	"context"
	"encoding/base64"
	"errors"
	"strings"
	"testing"
)

func TestCheckPasswordRefuses(t *testing.T) {
	for says, password := range map[string]string{
		"nothing":                         "",
		"nine characters":                 "tA7%x-pQz",
		"nine Chinese characters":         "一二三四五六七八九",
		"the login":                       "wangxiaoming",
		"the login in capitals":           "WangXiaoMing",
		"the login twice":                 "wangxiaomingwangxiaoming",
		"one that everybody tries":        "1234567890",
		"one of those in capitals":        "QWERTYUIOP",
		"the year and the province":       "guizhou2025",
		"one character over and over":     "aaaaaaaaaaaa",
		"one Chinese character over":      strings.Repeat("好", 12),
		"more than anybody types by hand": strings.Repeat("ab", 200),
	} {
		if err := CheckPassword("wangxiaoming", password); !errors.Is(err, ErrWeak) {
			t.Errorf("%s: %v", says, err)
		}
	}
}

func TestCheckPassword(t *testing.T) {
	for _, password := range []string{"tA7%x-pQzz", "十个汉字也是一个密码吧", "wangxiaoming-2", "correct horse"} {
		if err := CheckPassword("wangxiaoming", password); err != nil {
			t.Errorf("%s: %v", password, err)
		}
	}
}

func TestOneTimePasswords(t *testing.T) {
	seen := map[string]bool{}
	for range 200 {
		p, err := OneTimePassword()
		if err != nil {
			t.Fatal(err)
		}
		if len(p) != 19 || strings.Count(p, "-") != 3 || strings.ContainsAny(p, "0O1IL2Z5S8BUV") || CheckPassword("admin", p) != nil {
			t.Fatal(p)
		}
		seen[p] = true
	}
	if len(seen) != 200 {
		t.Error("two are the same")
	}
}

func TestMatches(t *testing.T) {
	ctx := context.Background()
	hash, err := hashPassword(ctx, "tA7%x-pQzz")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=47104,t=1,p=1$") || strings.Contains(hash, "tA7") {
		t.Error(hash)
	}
	if again, _ := hashPassword(ctx, "tA7%x-pQzz"); again == hash {
		t.Error("two users with one password have one hash")
	}
	for password, want := range map[string]bool{"tA7%x-pQzz": true, "tA7%x-pQzZ": false, "": false} {
		if got, err := matches(ctx, password, hash); got != want || err != nil {
			t.Errorf("%q: %v %v", password, got, err)
		}
	}
	for says, damaged := range map[string]string{
		"nothing": "", "another kind": "$2a$10$abc", "no parameters": "$argon2id$v=19$$c2FsdA$c2FsdA",
		"no base64": "$argon2id$v=19$m=47104,t=1,p=1$!$!", "no memory pass": "$argon2id$v=19$m=47104,t=0,p=1$c2FsdA$c2FsdA",
		"more memory than there is": "$argon2id$v=19$m=4294967295,t=1,p=1$c2FsdA$c2FsdA",
	} {
		if got, err := matches(ctx, "x", damaged); got || err == nil {
			t.Errorf("%s: %v %v", says, got, err)
		}
	}
}

// A hash of weaker parameters, from before they were raised, still opens.
func TestMatchesHeedsTheHashsOwnParameters(t *testing.T) {
	const early = "$argon2id$v=19$m=64,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$"
	sum, err := derive(context.Background(), "tA7%x-pQzz", []byte("somesaltsomesalt"), 2, 64, 1)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := matches(context.Background(), "tA7%x-pQzz", early+base64.RawStdEncoding.EncodeToString(sum)); !got || err != nil {
		t.Error(got, err)
	}
}
