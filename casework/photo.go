package casework

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // how large a photo is
	"slices"
	"time"

	"dixian/access"
	"dixian/calendar"
	"dixian/photo"
	"dixian/rule"
)

// What a photo is of. Source: casework contract, States: "photos of house and
// papers (faces never by default)", "poster from the system, photo at start and end".
const (
	PhotoVisit     = "入户"
	PhotoMeeting   = "评议"
	PhotoPosted    = "张贴"
	PhotoTakenDown = "期满"
	PhotoAnswer    = "部门答复" // paper beside a department's answer; comes with it and in no other way
)

// PhotoSubjects are all of them, in the order of a case.
var PhotoSubjects = []string{PhotoVisit, PhotoMeeting, PhotoPosted, PhotoTakenDown}

// What a photo may be: the phone shrinks it to this, and the server holds it to it.
// No document of ours sets the numbers.
const (
	MaxPhotoSide  = 1600 // pixels
	MaxPhotoBytes = 700 << 10
	mostPhotos    = 60 // of one case
)

// Photo is a picture that belongs to an act on a case. It is no part of the
// record's version: who sends photos does not make the others' forms stale.
type Photo struct {
	ID      int64
	CaseID  int64
	Of      string        // PhotoSubjects
	Once    string        // of the phone that took it: sent twice it is one
	TakenAt time.Time     // as the phone says
	At      time.Time     // when it arrived
	Day     calendar.Date // likewise
	By      string        // login
	ByName  string
	Data    []byte // JPEG without anything beside its pixels; empty in lists
}

// PhotoStore keeps photos, sealed.
type PhotoStore interface {
	// AddPhoto fills in ID. One that was sent before, by Once, is left as it is and
	// its ID filled in; added is false.
	AddPhoto(ctx context.Context, p *Photo) (added bool, err error)
	// Photos lists a case's, oldest first, without their data.
	Photos(ctx context.Context, caseID int64) ([]Photo, error)
	// Photo fails with ErrNotFound.
	Photo(ctx context.Context, caseID, id int64) (*Photo, error)
}

// AddPhoto keeps a photo of an open case. It fails with ErrNotFound,
// access.ErrForbidden or *workflow.Refused.
func (s *Service) AddPhoto(ctx context.Context, u *access.User, id int64, p *Photo) error {
	return s.Store.Atomically(ctx, func(ctx context.Context) error {
		c, err := s.Store.Case(ctx, id, u.Scope())
		switch {
		case err != nil:
			return err
		case !slices.ContainsFunc(u.RolesFor(c.Division), func(r string) bool { return slices.Contains(villageAndUp, r) }):
			return access.ErrForbidden
		case !c.Open():
			return refuse("photo", "", "案件已经办结，照片没有收；要补的请交乡镇归档")
		}
		if err := p.check(PhotoSubjects...); err != nil {
			return err
		}
		held, err := s.Store.Photos(ctx, c.ID)
		if err != nil {
			return err
		}
		again := slices.ContainsFunc(held, func(h Photo) bool { return h.Once == p.Once })
		if len(held) >= mostPhotos && !again {
			return refuse("photo", "", fmt.Sprintf("这个案件已经有 %d 张照片，不能再加", len(held)))
		}
		p.CaseID, p.At, p.Day, p.By, p.ByName = c.ID, s.Now(), s.Today(), u.Login, u.Name
		added, err := s.Store.AddPhoto(ctx, p)
		if err != nil || !added {
			return err
		}
		return s.event(ctx, u, c, Event{Act: "photo", Form: map[string]string{"of": p.Of}})
	})
}

// takenOn is a photo's day in the province: as the phone says, but not after it
// arrived.
func (s *Service) takenOn(p *Photo) calendar.Date {
	at := p.TakenAt.In(s.Now().Location())
	return min(calendar.NewDate(at.Year(), int(at.Month()), at.Day()), p.Day)
}

// boardPhotos counts, for the guards, the photos of the running publicity: of its
// start those from the posting on, of its end those from the last full day on.
// Photos of an earlier posting are of neither.
//
// Source: casework contract, States, "photo at start and end".
func (s *Service) boardPhotos(ctx context.Context, c *Case, r rule.Record) error {
	days, err := s.Param("publicity_days", c.Division)
	if err != nil {
		return err
	}
	held, err := s.Store.Photos(ctx, c.ID)
	if err != nil {
		return err
	}
	of := func(subject string, from calendar.Date) rule.Val {
		return count(held, func(p Photo) bool { return c.PostedOn != 0 && p.Of == subject && s.takenOn(&p) >= from })
	}
	r["photos_posted"], r["photos_taken_down"] = of(PhotoPosted, c.PostedOn), of(PhotoTakenDown, c.PostedOn+calendar.Date(days))
	return nil
}

// check refuses what is no shrunk photo, and takes out of one what it tells
// besides: place, time, phone.
func (p *Photo) check(of ...string) error {
	switch {
	case !slices.Contains(of, p.Of):
		return refuse("photo", "of", "照片是入户、评议、张贴或期满的")
	case OnceOf(p.Once) == "":
		return refuse("photo", "once", "照片没有编号，请刷新页面再拍")
	case len(p.Data) > MaxPhotoBytes:
		return refuse("photo", "data", fmt.Sprintf("照片超过 %d KB，请用本页面拍照，会自动缩小", MaxPhotoBytes>>10))
	}
	size, kind, err := image.DecodeConfig(bytes.NewReader(p.Data))
	if err != nil || kind != "jpeg" {
		return refuse("photo", "data", "这不是 JPEG 照片，请用本页面拍照")
	}
	if size.Width > MaxPhotoSide || size.Height > MaxPhotoSide {
		return refuse("photo", "data", fmt.Sprintf("照片长宽超过 %d 像素，请用本页面拍照，会自动缩小", MaxPhotoSide))
	}
	bare, err := photo.Bare(p.Data)
	if errors.Is(err, photo.ErrKind) {
		return refuse("photo", "data", "照片不完整，请重新拍")
	}
	p.Data = bare
	return err
}
