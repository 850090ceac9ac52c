package server

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"net/http"
	"testing"
	"time"

	"dixian/audit"
)

// A photo is looked at by who may read its case, and every look is written down.
func TestPhotosAreSeenByWhoSeesTheCase(t *testing.T) {
	w := newWorld(t)
	w.screened()
	own, other := w.cases(home)[0], w.cases(foreign)[0]
	w.user("village_cadre", own.Division)
	w.userAs("beyond", "town_clerk", other.Division.Town())
	cadre := w.as("village_cadre")
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8)), nil))
	at := fmt.Sprintf("/api/cases/%d/photos", own.ID)
	photo := map[string]any{"of": "入户", "once": "0123456789ABCDEF", "taken_at": time.Date(2025, 6, 30, 10, 0, 0, 0, time.UTC), "data": append(b.Bytes(), "GPS"...)}
	var kept photoView
	cadre.do("POST", at, photo).into(t, &kept)

	var file caseView
	cadre.get(fmt.Sprintf("/api/cases/%d", own.ID), &file)
	if len(file.Photos) != 1 || file.Photos[0].URL != kept.URL || file.Photos[0].Of != "入户" {
		t.Fatalf("the case has %+v", file.Photos)
	}
	if r := w.as("beyond").do("GET", kept.URL, nil); r.status != http.StatusNotFound {
		t.Errorf("another town: %s", r)
	}
	r := cadre.do("GET", kept.URL, nil)
	if r.status != http.StatusOK || r.header.Get("Content-Type") != "image/jpeg" || !bytes.Equal(r.body, b.Bytes()) {
		t.Errorf("it comes back as %d %s", r.status, r.header.Get("Content-Type"))
	}
	looks := 0
	must(t, w.db.Entries(t.Context(), func(e *audit.Entry) error {
		if e.Action == "case.photo_seen" && e.User == "village_cadre" {
			looks++
		}
		return nil
	}))
	if looks != 1 {
		t.Errorf("%d looks are written down", looks)
	}
	// A phone with a clock of its own that sends after an hour: it was taken an hour ago.
	photo["once"], photo["sent_at"] = "0123456789ABCDEH", time.Date(2025, 6, 30, 11, 0, 0, 0, time.UTC)
	cadre.do("POST", at, photo).into(t, &kept)
	if want := w.now.Add(-time.Hour); !kept.TakenAt.Equal(want) {
		t.Errorf("taken %s, not %s", kept.TakenAt, want)
	}
	photo["data"], photo["once"] = []byte("a text"), "0123456789ABCDEG"
	if r := cadre.do("POST", at, photo); r.status != http.StatusUnprocessableEntity || r.problem(t).Errors[0].Field != "data" {
		t.Errorf("a text as a photo: %s", r)
	}
}
