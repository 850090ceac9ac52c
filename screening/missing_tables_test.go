package screening

import (
	"context"
	"errors"
	"os"
	"slices"
	"testing"

	"dixian/calendar"
)

func TestARunWithoutItsRegistryNamesWhatIsMissing(t *testing.T) {
	for says, gone := range map[string][]string{
		"households only": {"persons"},
		"persons only":    {"households"},
		"neither":         {"households", "persons"},
	} {
		t.Run(says, func(t *testing.T) {
			c := newCounty(t)
			for _, table := range gone {
				if err := os.Remove(c.path("registry/" + table + ".csv")); err != nil {
					t.Fatal(err)
				}
			}
			day := calendar.NewDate(2025, 6, 30)
			_, err := Screen(context.Background(), Options{Registry: c.path("registry"), Extracts: c.path("extracts"), Plan: c.path("plan"), AsOf: day, Today: day}, c.path("out"))
			var missing *MissingTables
			if !errors.As(err, &missing) {
				t.Fatalf("got %v", err)
			}
			var names []string
			for _, table := range missing.Tables {
				names = append(names, table.Name)
			}
			if !slices.Equal(names, gone) {
				t.Errorf("names %v, want %v", names, gone)
			}
		})
	}
}
