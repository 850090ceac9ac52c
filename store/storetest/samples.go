package storetest

import (
	"errors"
	"testing"
	"time"

	"dixian/casework"
	"dixian/division"
	"dixian/registry"
)

var samples = []sentence{
	{"samples are an evaluator's own or of a scope, and a form is sent once", func(t *testing.T, db Opened) {
		_, _, err := db.Replace(t.Context(), []registry.Household{{Code: "H1", Division: village}, {Code: "H2", Division: village}, {Code: "H3", Division: foreign}})
		must(t, err)
		frame := got(db.Frame(t.Context(), county))(t)
		same(t, "the frame", frame, []casework.Sampled{{Household: "H1", Division: village}, {Household: "H2", Division: village}})
		s := &casework.Sample{Division: county, Evaluator: "e", DrawnBy: "c", DrawnAt: time.Unix(9, 0), From: day, To: day + 5, Seed: 7, Frame: 2}
		must(t, db.CreateSample(t.Context(), s, []casework.Sampled{{Position: 1, Household: "H2", Division: village}}))
		for says, f := range map[string]struct {
			filter casework.SampleFilter
			want   int
		}{
			"the evaluator's": {casework.SampleFilter{Evaluator: "e"}, 1}, "another's": {casework.SampleFilter{Evaluator: "x"}, 0},
			"of the county": {casework.SampleFilter{Scope: []division.Code{county}}, 1}, "of another county": {casework.SampleFilter{Scope: []division.Code{foreign}}, 0}, "of nowhere": {casework.SampleFilter{}, 0},
		} {
			if n := len(got(db.Samples(t.Context(), f.filter))(t)); n != f.want {
				t.Errorf("%s: %d, not %d", says, n, f.want)
			}
		}
		form := casework.Sampled{Sample: s.ID, Position: 1, Household: "H2", Division: village, SentAt: time.Unix(99, 0), Said: map[string]string{"risk": "no"}, Held: map[string]string{"risk": "yes"}}
		must(t, db.SaveSampled(t.Context(), form))
		if err := db.SaveSampled(t.Context(), form); !errors.Is(err, casework.ErrStale) {
			t.Errorf("sent twice: %v", err)
		}
		same(t, "a form, whole", got(db.SampledOf(t.Context(), s.ID))(t), []casework.Sampled{form})
		held := got(db.Samples(t.Context(), casework.SampleFilter{Evaluator: "e"}))(t)[0]
		same(t, "sent of drawn", [2]int{held.Sent, held.Size}, [2]int{1, 1})
	}},
}
