package money

import (
	"encoding/json"
	"math"
	"testing"
)

func TestFenIsWrittenInYuan(t *testing.T) {
	for want, f := range map[string]Fen{
		"0.00": 0, "0.07": 7, "-0.07": -7, "1234.50": 123450, "-1234.50": -123450,
		"92233720368547758.07": math.MaxInt64, "-92233720368547758.08": math.MinInt64,
	} {
		if got := f.String(); got != want {
			t.Errorf("%d fen are written %s, want %s", int64(f), got, want)
		}
	}
}

func TestMoneyInJSONIsAString(t *testing.T) {
	type line struct {
		Value Fen
		Share Share
	}
	text, err := json.Marshal(line{123450, 6000})
	if err != nil || string(text) != `{"Value":"1234.50","Share":"0.6"}` {
		t.Fatalf("%s, %v", text, err)
	}
	var back line
	if err := json.Unmarshal(text, &back); err != nil || back != (line{123450, 6000}) {
		t.Errorf("%s is read as %+v, %v", text, back, err)
	}
	if err := json.Unmarshal([]byte(`{"Value":"1234.5O"}`), &back); err == nil {
		t.Error("a letter O in an amount was read")
	}
}
