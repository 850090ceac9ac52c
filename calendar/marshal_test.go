package calendar

import (
	"encoding/json"
	"testing"
)

func TestDatesInJSONAreStrings(t *testing.T) {
	type row struct {
		On    Date
		Month Month
		Year  SchoolYear
	}
	want := row{NewDate(2025, 6, 30), NewMonth(2025, 6), 2024}
	text, err := json.Marshal(want)
	if err != nil || string(text) != `{"On":"2025-06-30","Month":"2025-06","Year":"2024-2025"}` {
		t.Fatalf("%s, %v", text, err)
	}
	var got row
	if err := json.Unmarshal(text, &got); err != nil || got != want {
		t.Errorf("%s is read as %+v, %v", text, got, err)
	}
	for _, bad := range []string{`{"On":"2025-02-30"}`, `{"Month":"2025"}`, `{"Year":"2024-2026"}`} {
		if err := json.Unmarshal([]byte(bad), &got); err == nil {
			t.Errorf("%s was read", bad)
		}
	}
}
