package synth

import (
	"bufio"
	"context"
	"dixian/calendar"
	"fmt"
	"os"
	"strconv"
	"testing"
)

func TestTry(t *testing.T) {
	out := os.Getenv("OUT")
	if out == "" {
		t.Skip()
	}
	n, _ := strconv.Atoi(os.Getenv("N"))
	seed, _ := strconv.Atoi(os.Getenv("SEED"))
	os.RemoveAll(out)
	d, _ := strconv.ParseFloat(os.Getenv("DIRTY"), 64)
	when := calendar.NewDate(2025, 6, 30)
	if s := os.Getenv("ASOF"); s != "" {
		var y, m, dd int
		fmt.Sscanf(s, "%d-%d-%d", &y, &m, &dd)
		when = calendar.NewDate(y, m, dd)
	}
	o := Options{Households: n, Seed: uint64(seed), AsOf: when, Out: out, Dirty: d, Format: os.Getenv("FORMAT")}
	rep, err := Write(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	ext := 0
	for _, l := range rep.Tables {
		if os.Getenv("V") != "" {
			t.Log(l)
		}
		if l.Table != "households" && l.Table != "persons" && l.Table != "authorisations" {
			ext += l.Rows
		}
	}
	t.Log(rep.Rows, rep.Persons, float64(ext)/float64(rep.Persons), rep.Bytes, rep.Elapsed, float64(rep.Rows)/rep.Elapsed.Seconds())
	if os.Getenv("PLAN") != "" {
		r, _ := newRun(o)
		w, _ := os.Create(os.Getenv("PLAN"))
		b := bufio.NewWriter(w)
		for i := range r.counties {
			c := &r.counties[i]
			for h := range c.households {
				v, no := c.where(h)
				s := drawn(o.Seed, c, h)
				if s != nil {
					fmt.Fprintf(b, "%s%05d\t%s\t%v\t%d\t%s\n", v, no, s.rule, s.fires, s.urgency, s.how)
				}
			}
		}
		b.Flush()
		w.Close()
	}
}
