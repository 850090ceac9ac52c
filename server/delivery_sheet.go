package server

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"unicode/utf8"

	"dixian/access"
	"dixian/intake"
	"dixian/registry"
	"dixian/rule"
)

// sheetRows are changes of rows in quarantine, as a sheet makes many at once.
type sheetRows struct {
	Rows []sheetRow `json:"rows" maxItems:"500"`
}

type sheetRow struct {
	Line  int               `json:"line" minimum:"1" doc:"of the file"`
	Cells map[string]string `json:"cells,omitempty" maxProperties:"60" doc:"new values by column key"`
	Back  []string          `json:"back,omitempty" maxItems:"60" doc:"columns that have again what the file had"`
}

// longestSheetCell is how many characters a cell is mended with.
const longestSheetCell = 200

type checkedLines struct {
	Rows []checkedLine `json:"rows"`
}

// checkedLine is what would keep a row out.
type checkedLine struct {
	Line   int     `json:"line"`
	Faults []Fault `json:"faults"`
}

// correctedLines are rows as they stand after a change.
type correctedLines struct {
	Rows []badLine `json:"rows"`
}

type sheetAsked struct {
	ID   int64 `path:"id"`
	Body sheetRows
}

func (s *Server) sheetRoutes() {
	route(s, operation{id: "check-rows", method: http.MethodPost, path: "/api/batches/{id}/quarantine/check", summary: "先看改后的行读不读得进来，不保存", tag: "deliveries", may: delivering}, s.checkRows)
	route(s, operation{id: "correct-rows", method: http.MethodPatch, path: "/api/batches/{id}/quarantine", summary: "像表格一样一次改多行：读得进来的算已改，还不对的连同原因留下", tag: "deliveries", may: delivering}, s.correctRows)
}

// checkRows tells what would keep rows out if they were changed so. It changes nothing.
func (s *Server) checkRows(ctx context.Context, u *access.User, in *sheetAsked) (*body[checkedLines], error) {
	b, err := s.Casework.Registry.Batch(ctx, in.ID, s.deliveryScope(u))
	if err != nil {
		return nil, err
	}
	rows, err := s.laid(ctx, b, in.Body.Rows)
	if err != nil {
		return nil, err
	}
	still, err := s.stillBad(ctx, b, rows)
	if err != nil {
		return nil, err
	}
	out := checkedLines{Rows: []checkedLine{}}
	t := s.table(b.Table)
	for _, r := range rows {
		out.Rows = append(out.Rows, checkedLine{r.Line, faultsIn(t, still[r.Line])})
	}
	return answer(out, nil)
}

// correctRows keeps what was written into rows, right or not, so that nothing is lost
// between two sittings: a row that can be read is corrected, any other stays set aside
// with what is still wrong. What the file had stays beside it.
func (s *Server) correctRows(ctx context.Context, u *access.User, in *sheetAsked) (*body[correctedLines], error) {
	store := s.Casework.Registry
	b, err := store.Batch(ctx, in.ID, s.deliveryScope(u))
	if err != nil {
		return nil, err
	}
	var rows []registry.BadRow
	var still map[int]intake.BadRow
	err = store.Atomically(ctx, func(ctx context.Context) error {
		if rows, err = s.laid(ctx, b, in.Body.Rows); err != nil {
			return err
		}
		if still, err = s.stillBad(ctx, b, rows); err != nil {
			return err
		}
		for i := range rows {
			r := &rows[i]
			bad, isBad := still[r.Line]
			switch {
			case isBad:
				r.State, r.Column, r.Reason = registry.RowSetAside, bad.Column, bad.Reason
			case r.Came == nil:
				r.State = registry.RowSetAside
			default:
				r.State = registry.RowCorrected
			}
			r.CorrectedBy = u.Login
			if err := store.SaveBadRow(ctx, *r); err != nil {
				return err
			}
		}
		return s.log(ctx, u, "batch.correct", subjectBatch(b.ID), linesSaid(rows))
	})
	if err != nil {
		return nil, err
	}
	return answer(correctedLines{badLinesOf(s.table(b.Table), rows, still)}, nil)
}

// linesSaid names rows for the log: by line as long as they are few.
func linesSaid(rows []registry.BadRow) string {
	if len(rows) == 1 {
		return fmt.Sprintf("line %d", rows[0].Line)
	}
	return fmt.Sprintf("%d rows, lines %d to %d", len(rows), rows[0].Line, rows[len(rows)-1].Line)
}

// laid are the rows of some lines, in order, with the changes laid over them.
func (s *Server) laid(ctx context.Context, b *registry.Batch, changes []sheetRow) ([]registry.BadRow, error) {
	if len(changes) == 0 {
		return nil, invalid("rows", "没有要改的行")
	}
	t, by, first := s.table(b.Table), map[int]sheetRow{}, changes[0].Line
	for _, c := range changes {
		if _, twice := by[c.Line]; twice {
			return nil, invalid("rows", fmt.Sprintf("第 %d 行写了两次", c.Line))
		}
		if err := unlayable(t, c); err != nil {
			return nil, err
		}
		by[c.Line], first = c, min(first, c.Line)
	}
	limit := intake.MaxWorkbookRows
	if len(changes) == 1 {
		limit = 1
	}
	held, err := s.Casework.Registry.BadRows(ctx, b.ID, first-1, limit)
	if err != nil {
		return nil, err
	}
	held = slices.DeleteFunc(held, func(r registry.BadRow) bool { _, asked := by[r.Line]; return !asked })
	if len(held) != len(by) {
		return nil, access.ErrNotFound
	}
	for i := range held {
		r := &held[i]
		if r.State == registry.RowResubmitted {
			return nil, invalid("rows", fmt.Sprintf("第 %d 行已经重新装载，不能再改", r.Line))
		}
		r.Correct(by[r.Line].Cells, by[r.Line].Back)
	}
	return held, nil
}

// unlayable finds columns that the table has not, and cells that are too long.
func unlayable(t *rule.Table, c sheetRow) error {
	columns := slices.Clone(c.Back)
	for column, value := range c.Cells {
		if columns = append(columns, column); utf8.RuneCountInString(value) > longestSheetCell {
			return invalid("rows", fmt.Sprintf("第 %d 行有一格超过 %d 个字，请缩短", c.Line, longestSheetCell))
		}
	}
	for _, column := range columns {
		if c := t.Column(column); c == nil || c.System {
			return invalid("rows", "没有“"+column+"”这一列")
		}
	}
	return nil
}

// stillBad reads rows as their file was read, all in one go, and gives by line what is
// kept out.
func (s *Server) stillBad(ctx context.Context, b *registry.Batch, rows []registry.BadRow) (map[int]intake.BadRow, error) {
	m, err := s.mappingOf(ctx, b, b.Source)
	if err != nil {
		return nil, err
	}
	cells := make([]map[string]string, len(rows))
	for i, r := range rows {
		cells[i] = r.Cells
	}
	out := map[int]intake.BadRow{}
	_, err = intake.FromRows(s.table(b.Table), cells, intake.Options{Today: s.Casework.Today(), Mapping: m, SetAside: func(bad intake.BadRow) error {
		bad.Marks = slices.Clone(bad.Marks)
		out[rows[bad.Line-1].Line] = bad
		return nil
	}})
	return out, err
}

// badLinesOf shows rows, of those that are still out every cell that keeps them so.
func badLinesOf(t *rule.Table, rows []registry.BadRow, still map[int]intake.BadRow) []badLine {
	out := make([]badLine, len(rows))
	for i, r := range rows {
		out[i] = badLineOf(t, r)
		if r.State == registry.RowSetAside {
			out[i].Faults = faultsIn(t, still[r.Line])
		}
	}
	return out
}
