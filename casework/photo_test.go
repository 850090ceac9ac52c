package casework_test

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"testing"
	"time"

	"dixian/access"
	"dixian/casework"
	"dixian/screening"
)

// shot is a JPEG of a size, with a place written behind its pixels.
func shot(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, width, height)), nil))
	return append(b.Bytes(), "GPS 26.2N 109.1E"...)
}

func TestPhotos(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	o.does(clerk, "H1", "dispatch", "dispatched", nil)
	c := o.caseOf("H1")
	add := func(u *access.User, change func(p *casework.Photo)) error {
		p := &casework.Photo{Of: casework.PhotoVisit, Once: "0123456789ABCDEF", TakenAt: o.now, Data: shot(t, 40, 30)}
		change(p)
		return o.AddPhoto(t.Context(), u, c.ID, p)
	}
	for says, change := range map[string]func(p *casework.Photo){
		"照片是入户、评议、张贴或期满的": func(p *casework.Photo) { p.Of = "全家福" },
		"照片没有编号":          func(p *casework.Photo) { p.Once = "1" },
		"照片超过 700 KB":     func(p *casework.Photo) { p.Data = make([]byte, casework.MaxPhotoBytes+1) },
		"这不是 JPEG 照片":     func(p *casework.Photo) { p.Data = []byte("<svg/>") },
		"照片长宽超过 1600 像素":  func(p *casework.Photo) { p.Data = shot(t, 1601, 4) },
		"照片不完整":           func(p *casework.Photo) { p.Data = p.Data[:len(p.Data)-40] },
	} {
		o.says(add(cadre, change), says)
	}
	as := func(*casework.Photo) {}
	if err := add(stranger, as); !errors.Is(err, casework.ErrNotFound) {
		t.Errorf("another town's clerk: %v", err)
	}
	if err := add(city, as); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("the city: %v", err)
	}
	if n := len(o.photos(c.ID)); n != 0 {
		t.Fatalf("%d were kept although refused", n)
	}

	o.must(add(cadre, as))
	o.must(add(cadre, as)) // the network broke before the phone heard of it
	held := o.photos(c.ID)
	if len(held) != 1 || held[0].Day != o.Today() || held[0].By != cadre.Login {
		t.Fatalf("kept are %+v", held)
	}
	p, err := o.db.Photo(t.Context(), c.ID, held[0].ID)
	o.must(err)
	if bytes.Contains(p.Data, []byte("GPS")) {
		t.Error("it tells where it was taken")
	}
	if now := o.caseOf("H1"); now.Version != c.Version {
		t.Error("a photo makes the forms of others stale")
	}
	events, err := o.db.Events(t.Context(), c.ID)
	o.must(err)
	if last := events[len(events)-1]; last.Act != "photo" || last.Form["of"] != casework.PhotoVisit || events[len(events)-2].Act == "photo" {
		t.Errorf("the history ends with %+v", last)
	}
}

func (o *office) photos(id int64) []casework.Photo {
	o.t.Helper()
	held, err := o.db.Photos(o.t.Context(), id)
	o.must(err)
	return held
}

// The town reviews a posting with the photos of its start and of its end, and looks
// whether they are there: of the right kind, of this posting, from its last full day on.
func TestAPostingIsReviewedWithItsPhotos(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	o.does(clerk, "H1", "dispatch", "dispatched", nil)
	o.does(cadre, "H1", "visit", "visited", o.visitForm())
	o.sign("H1")
	o.photographs("H1", casework.PhotoPosted, o.now) // of another day's board
	o.days(1)
	o.does(townClerk, "H1", "compare", "comparing", nil)
	o.does(cadre, "H1", "hold_meeting", "meeting", o.meetingForm())
	o.does(cadre, "H1", "post", "publicity", o.postForm())
	posted := o.now
	o.days(6)
	review := func(lacks string) {
		t.Helper()
		o.refused(townClerk, "H1", "town_review", reviewForm, lacks)
	}
	review("缺张贴时的照片")
	o.photographs("H1", casework.PhotoPosted, posted)
	o.photographs("H1", casework.PhotoMeeting, o.now)
	o.photographs("H1", casework.PhotoTakenDown, posted.AddDate(0, 0, 4)) // its fourth day
	o.photographs("H1", casework.PhotoTakenDown, time.Time{})             // nobody knows when
	review("缺公示期满的照片")
	o.photographs("H1", casework.PhotoTakenDown, posted.AddDate(0, 0, 5))
	c := o.caseOf("H1")
	_, err := o.Move(t.Context(), townClerk, c.ID, casework.MoveRequest{Move: "town_review", Version: c.Version, Form: reviewForm})
	must(t, err)

	t.Log("a phone whose clock runs ahead: the photo is of the day on which it came, at the latest")
	o.does(clerk, "H1", "return_to_town", "publicity", nil)
	c = o.caseOf("H1")
	c.PostedOn = o.Today() - 4
	o.must(o.db.SaveCase(t.Context(), c))
	o.photographs("H1", casework.PhotoTakenDown, o.now.AddDate(0, 0, 9))
	o.days(2)
	review("缺公示期满的照片")
}

// Members that nobody has confirmed stop the decision, wherever the answer was lost.
func TestADecisionNeedsConfirmedMembers(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	o.untilDecision("H1")
	c := o.caseOf("H1")
	c.Confirmed = false
	o.must(o.db.SaveCase(t.Context(), c))
	o.refused(head, "H1", "approve", map[string]string{"decided_on": o.day(0)}, "家庭成员还没有核对")
}
