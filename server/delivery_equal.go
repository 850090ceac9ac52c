package server

import (
	"context"
	"fmt"
	"net/http"

	"dixian/access"
	"dixian/registry"
	"dixian/rule"
)

// equalDone is what one change for all equal cells has done.
type equalDone struct {
	Corrected int `json:"corrected" doc:"rows"`
	Left      int `json:"left" doc:"rows with that cell that have other faults too, and stay as they were"`
}

func (s *Server) equalRoute() {
	route(s, operation{id: "correct-equal", method: http.MethodPost, path: "/api/batches/{id}/quarantine/{line}/equal", summary: "一次改掉和这一行同列同值的所有隔离行", tag: "deliveries", may: delivering}, s.correctEqual)
}

// correctEqual lays one value over the same cell of all rows in quarantine that have
// it as a row does. Numbers of persons are never changed for many: equal wrong
// numbers may be different people.
func (s *Server) correctEqual(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Line int   `path:"line" minimum:"1" doc:"row with the cell"`
	Body struct {
		Value string `json:"value" maxLength:"200" doc:"instead"`
	}
}) (*body[equalDone], error) {
	b, err := s.Casework.Registry.Batch(ctx, in.ID, s.deliveryScope(u))
	if err != nil {
		return nil, err
	}
	t := s.table(b.Table)
	m, err := s.mappingOf(ctx, b, b.Source)
	if err != nil {
		return nil, err
	}
	var out equalDone
	err = s.Casework.Registry.Atomically(ctx, func(ctx context.Context) error {
		out = equalDone{}
		like, rows, err := s.equalRows(ctx, t, b, in.Line)
		if err != nil {
			return err
		}
		for _, r := range rows {
			r.Correct(map[string]string{like.Column: in.Body.Value}, nil)
			faults, err := s.faultsOf(t, r.Cells, m)
			if err != nil {
				return err
			}
			if len(faults) > 0 {
				out.Left++
				continue
			}
			r.State, r.CorrectedBy = registry.RowCorrected, u.Login
			if err := s.Casework.Registry.SaveBadRow(ctx, r); err != nil {
				return err
			}
			out.Corrected++
		}
		if out.Corrected == 0 {
			return invalid("value", "改成这个值，这些行还是读不进来")
		}
		return s.log(ctx, u, "batch.correct", subjectBatch(b.ID), fmt.Sprintf("%d rows, column %s", out.Corrected, like.Column))
	})
	return answer(out, err)
}

// equalRows are the row of a line and all that are set aside with the same cell.
func (s *Server) equalRows(ctx context.Context, t *rule.Table, b *registry.Batch, line int) (like registry.BadRow, rows []registry.BadRow, err error) {
	all, err := s.badRows(ctx, b)
	if err != nil {
		return like, nil, err
	}
	for _, r := range all {
		if r.Line == line && r.State == registry.RowSetAside {
			like = r
		}
	}
	c := t.Column(like.Column)
	switch {
	case like.Line == 0:
		return like, nil, access.ErrNotFound
	case c == nil:
		return like, nil, invalid("value", "这一行是整行不对，不能成批改")
	case personalColumn(c):
		return like, nil, invalid("value", label(c.Label, c.Name)+"要逐个核对证件原件，不能成批改")
	}
	for _, r := range all {
		if r.State == registry.RowSetAside && r.Column == like.Column && r.Cells[r.Column] == like.Cells[like.Column] {
			rows = append(rows, r)
		}
	}
	return like, rows, nil
}
