package identity

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// creditCodeOf completes seventeen characters by the standard's table of weights,
// the slow twin of CheckCreditCode.
func creditCodeOf(seventeen string) string {
	weights := []int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}
	sum := 0
	for i, w := range weights {
		sum += strings.IndexByte(creditAlphabet, seventeen[i]) * w
	}
	return seventeen + string(creditAlphabet[(31-sum%31)%31])
}

func TestCheckCreditCodeRefuses(t *testing.T) {
	good := creditCodeOf("91520123MA6DJ0000")
	for _, c := range []struct{ what, s, want string }{
		{"nothing", "", "not a credit code: the cell is empty"},
		{"a character too few", good[:17], "not a credit code: the length is 17, not 18"},
		{"a character too many", good + "0", "not a credit code: the length is 19, not 18"},
		{"the registration number of old", "520123000012345", "not a credit code: the length is 15, not 18"},
		{"a letter O", good[:4] + "O" + good[5:], "not a credit code: letter O at character 5; no credit code has I, O, S, V or Z"},
		{"small letters", strings.ToLower(good), "not a credit code: small letter m at character 9; write capitals"},
		{"a space", good[:8] + " " + good[9:], "not a credit code: a space at character 9"},
		{"Chinese", "无", "not a credit code: 无 at character 1"},
		{"another check character", good[:17] + "0", "not a credit code: the check character should be " + good[17:] + ", not 0; one of the 18 characters is mistyped"},
	} {
		if err := CheckCreditCode(c.s); err == nil {
			t.Errorf("%s: %q was accepted", c.what, c.s)
		} else if err.Error() != c.want {
			t.Errorf("%s: %q: %q, want %q", c.what, c.s, err, c.want)
		}
	}
}

func TestCheckCreditCode(t *testing.T) {
	code := rapid.StringOfN(rapid.RuneFrom([]rune(creditAlphabet)), 17, 17, -1)
	rapid.Check(t, func(t *rapid.T) {
		good := creditCodeOf(code.Draw(t, "code"))
		if err := CheckCreditCode(good); err != nil {
			t.Fatalf("%s: %v", good, err)
		}
		at := rapid.IntRange(0, 17).Draw(t, "at")
		other := rapid.RuneFrom([]rune(creditAlphabet)).Draw(t, "slip")
		slipped := good[:at] + string(other) + good[at+1:]
		if slipped != good && CheckCreditCode(slipped) == nil {
			t.Fatalf("%s was accepted beside %s", slipped, good)
		}
	})
}
