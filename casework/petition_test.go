package casework

import "testing"

func TestNamesPetition(t *testing.T) {
	for text, names := range map[string]bool{
		"信访局转来，请核":       true,
		"打过12345":        true,
		"12317 来件":       true,
		"热线信访交办：孩子没人管":   true,
		"到省里上访过":         true,
		"家里老人住院，自付多":     false,
		"手机 1234 户里没有人接": false,
		"":               false,
	} {
		if NamesPetition(text) != names {
			t.Errorf("%q: %t", text, !names)
		}
	}
}
