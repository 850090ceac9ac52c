package screening

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
)

func TestOpenRefuses(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(c *county, out string)
		want  []string
	}{
		{"a folder that is no run", func(c *county, out string) { os.Remove(out + "/run.json") }, []string{"is not the folder of a run"}},
		{"a run.json that is no JSON", func(c *county, out string) { os.WriteFile(out+"/run.json", []byte("{"), 0o644) }, []string{"run.json cannot be read"}},
		{"a run.json of something else", func(c *county, out string) { os.WriteFile(out+"/run.json", []byte(`{"name":"x"}`), 0o644) }, []string{"cannot be opened"}},
		{"one more row in a file", func(c *county, _ string) {
			c.write("extracts/bills.csv", countyFiles["extracts/bills.csv"]+"R9,"+sun+",2025-05-05,10\n")
		}, []string{"file of bills", "bills.csv", "has changed since", "SHA-256"}},
		{"a file that is gone", func(c *county, _ string) { os.Remove(c.path("extracts/enrolment.csv")) }, []string{"enrolment.csv", "no longer there"}},
		{"a file that came", func(c *county, _ string) { c.write("extracts/bills_2.csv", countyFiles["extracts/bills.csv"]) }, []string{"bills_2.csv", "was not there"}},
		{"a folder that is gone", func(c *county, _ string) { os.RemoveAll(c.path("registry")) }, []string{"registry cannot be read"}},
		{"a package that was changed", func(c *county, _ string) {
			c.write("plan/plan.yaml", strings.Replace(countyPlan, "value: 1000", "value: 900", 1))
		}, []string{"the plan package", "plan was", "put back the package"}},
		{"a package that cannot be read any more", func(c *county, _ string) { c.write("plan/plan.yaml", "- rule: x\n  when: (\n") }, []string{"the plan package", "cannot be read now"}},
		{"a package that is gone", func(c *county, _ string) { os.RemoveAll(c.path("plan")) }, []string{"the plan package", "no longer there"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			county := newCounty(t)
			out := county.screen("2025-06-30", "out")
			c.spoil(county, out)
			_, err := Open(context.Background(), out)
			if err == nil {
				t.Fatal("it was opened")
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%v\ndoes not say %q", err, want)
				}
			}
		})
	}
}

func TestOpenNamesTheMapping(t *testing.T) {
	c := newCounty(t)
	c.write("mapping.yaml", "bills:\n  headers: {单号: record_no}\n")
	out := c.screen("2025-06-30", "out", func(o *Options) { o.Mapping = c.path("mapping.yaml") })
	if _, err := Open(context.Background(), out); err != nil {
		t.Fatal(err)
	}
	c.write("mapping.yaml", "bills:\n  headers: {编号: record_no}\n")
	var changed *Changed
	if _, err := Open(context.Background(), out); !errors.As(err, &changed) || !strings.Contains(err.Error(), "mapping file") {
		t.Fatalf("a changed mapping: %v", err)
	}
}

func TestOpenedRunGivesItsResults(t *testing.T) {
	c := newCounty(t)
	out := c.screen("2025-06-30", "out")
	o, err := Open(context.Background(), out)
	if err != nil {
		t.Fatal(err)
	}
	r, err := o.Province.Evaluate(1, nil)
	if err != nil {
		t.Fatal(err)
	}
	for list, got := range map[string][]Line{"alerts": r.Alerts, "hits": r.Hits, "findings": r.Findings} {
		want, err := readLines(out, list)
		if err != nil {
			t.Fatal(err)
		}
		if len(want) == 0 || len(got) != len(want) {
			t.Fatalf("%s: %d lines written, %d computed again", list, len(want), len(got))
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s: %v\nnot %v", list, got[i], want[i])
			}
		}
	}
}
