package server

import (
	"bytes"
	"context"

	"dixian/access"
	"dixian/division"
	"dixian/document"
)

// declareLeaflet prints how to say that a family is in trouble, for every
// household of a village; it names nobody.
func (s *Server) declareLeaflet(ctx context.Context, u *access.User, in *struct {
	Code   string `path:"code" pattern:"^[0-9]{12}$"`
	Format string `path:"format" enum:"html,pdf,docx"`
}) (*printed, error) {
	village, err := s.villageOf(u, in.Code)
	if err != nil {
		return nil, err
	}
	l := document.DeclareLeaflet{Village: village}
	if c, err := s.Casework.Store.VillageCode(ctx, village); err != nil {
		return nil, err
	} else if c != nil {
		l.URL = s.farmerURL(ctx, c)
	}
	for name, days := range map[string]*int{"visit_days": &l.VisitDays, "identification_days": &l.WholeDays, "publicity_days": &l.PostedDays} {
		n, err := s.Casework.Param(name, village)
		if err != nil {
			return nil, err
		}
		*days = int(n)
	}
	var b bytes.Buffer
	if err := write(&b, l, document.Format(in.Format)); err != nil {
		return nil, err
	}
	return asFile(b.Bytes(), document.Format(in.Format), "申报明白纸-"+in.Code), nil
}

// villageOf is a village in the user's scope; elsewhere, and above or below a
// village, there is none.
func (s *Server) villageOf(u *access.User, text string) (division.Code, error) {
	code, err := division.ParseCode(text)
	if _, known := s.divisions.Name(code); err != nil || !known || code.Level() != division.Village || !u.Sees(code) {
		return 0, access.ErrNotFound
	}
	return code, nil
}
