package storetest

import (
	"testing"
	"time"

	"dixian/casework"
)

// aPhoto is of a case's visit, with bytes that are no text.
func aPhoto(c *casework.Case, once string) *casework.Photo {
	return &casework.Photo{CaseID: c.ID, Of: casework.PhotoVisit, Once: once, TakenAt: noon.Add(-time.Hour), At: noon, Day: day, By: "cun", ByName: "村干部", Data: []byte{0xff, 0, 0xd8}}
}

var photos = []sentence{
	{"a photo of another case is not found", func(t *testing.T, db Opened) {
		c, other := given(t, db, "H1", village, nil), given(t, db, "H2", village, nil)
		p := aPhoto(c, "AAAA")
		got(db.AddPhoto(t.Context(), p))(t)
		_, err := db.Photo(t.Context(), other.ID, p.ID)
		fails(t, err, casework.ErrNotFound)
		if n := len(got(db.Photos(t.Context(), other.ID))(t)); n != 0 {
			t.Fatalf("%d are listed", n)
		}
	}},
	{"a photo comes back as it was taken; lists are without what is seen", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		first, second := aPhoto(c, "AAAA"), aPhoto(c, "BBBB")
		for _, p := range []*casework.Photo{first, second} {
			if !got(db.AddPhoto(t.Context(), p))(t) {
				t.Fatal("it was not added")
			}
		}
		back := got(db.Photo(t.Context(), c.ID, first.ID))(t)
		if !back.At.Equal(first.At) || !back.TakenAt.Equal(first.TakenAt) {
			t.Fatalf("taken %s, arrived %s", back.TakenAt, back.At)
		}
		back.At, back.TakenAt = first.At, first.TakenAt
		same(t, "photo", back, first)
		listed := got(db.Photos(t.Context(), c.ID))(t)
		if len(listed) != 2 || listed[0].ID != first.ID || listed[0].Data != nil {
			t.Fatalf("listed are %+v", listed)
		}
	}},
	{"one that is sent twice is kept once", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		first, again := aPhoto(c, "AAAA"), aPhoto(c, "AAAA")
		got(db.AddPhoto(t.Context(), first))(t)
		if got(db.AddPhoto(t.Context(), again))(t) || again.ID != first.ID {
			t.Fatal("it was added again")
		}
		if n := len(got(db.Photos(t.Context(), c.ID))(t)); n != 1 {
			t.Fatalf("%d are kept", n)
		}
	}},
}
