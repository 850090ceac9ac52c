package server

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"regexp"
	"slices"

	"dixian/access"
	"dixian/intake"
	"dixian/registry"
	"dixian/rule"
)

// personal is what may be a number of a person, wherever it stands.
var personal = regexp.MustCompile(`[0-9]{11,17}[0-9Xx]?`)

// badCell is a cell of a row in quarantine.
type badCell struct {
	Field string `json:"field"`
	Label string `json:"label"`
	Value string `json:"value" doc:"as it stands now, masked"`
	Came  string `json:"came,omitempty" doc:"as the file had it, masked; absent where changed is false"`
	// Changed cells differ from the file's, though both may look the same when masked.
	Changed bool `json:"changed,omitempty"`
}

// badLine is a row in quarantine.
type badLine struct {
	Line       int       `json:"line" doc:"of the file"`
	State      string    `json:"state" enum:"set_aside,corrected,resubmitted"`
	StateLabel string    `json:"state_label"`
	Column     string    `json:"column"`
	Label      string    `json:"label"`
	Kind       string    `json:"kind" enum:"cells,missing,id,money,number,date,word,division,credit,not_held,text"`
	Reason     string    `json:"reason"`
	Cells      []badCell `json:"cells"`
	Faults     []Fault   `json:"faults" doc:"every cell that keeps the row out, by column key"`
}

// kindCount is how many rows a kind of mistake keeps out.
type kindCount struct {
	Kind  string `json:"kind"`
	Label string `json:"label"`
	Rows  int    `json:"rows" doc:"not loaded again yet"`
}

type badLines struct {
	Rows      []badLine    `json:"rows"`
	Next      int          `json:"next" doc:"for after; 0 on the last page"`
	Kinds     []kindCount  `json:"kinds" doc:"of the whole batch, the most first"`
	Corrected int          `json:"corrected" doc:"rows that a resubmission would load"`
	Columns   []columnView `json:"columns" doc:"of the table"`
}

var rowStates = map[string]string{registry.RowSetAside: "待改正", registry.RowCorrected: "已改正", registry.RowResubmitted: "已重新装载"}

func (s *Server) quarantine(ctx context.Context, u *access.User, in *struct {
	ID    int64  `path:"id"`
	Kind  string `query:"kind" maxLength:"20" doc:"only of this kind"`
	After int    `query:"after" minimum:"0" doc:"next of the page before"`
	Limit int    `query:"limit" minimum:"1" maximum:"2000" default:"100"`
}) (*body[badLines], error) {
	b, err := s.Casework.Registry.Batch(ctx, in.ID, s.deliveryScope(u))
	if err != nil {
		return nil, err
	}
	rows, err := s.badRows(ctx, b)
	if err != nil {
		return nil, err
	}
	t := s.table(b.Table)
	out := badLines{Rows: []badLine{}, Kinds: kindsOf(t, rows), Columns: columnsOf(t)}
	var page []registry.BadRow
	for _, r := range rows {
		if r.State == registry.RowCorrected {
			out.Corrected++
		}
		if r.Line <= in.After || in.Kind != "" && in.Kind != string(kindOf(t, r)) {
			continue
		}
		if len(page) == in.Limit {
			out.Next = page[in.Limit-1].Line
			continue
		}
		page = append(page, r)
	}
	still, err := s.stillBad(ctx, b, page)
	if err != nil {
		return nil, err
	}
	out.Rows = badLinesOf(t, page, still)
	return answer(out, nil)
}

// badRows are all rows of a batch in quarantine: as many as a load keeps.
func (s *Server) badRows(ctx context.Context, b *registry.Batch) ([]registry.BadRow, error) {
	return s.Casework.Registry.BadRows(ctx, b.ID, 0, intake.MaxWorkbookRows)
}

func kindOf(t *rule.Table, r registry.BadRow) intake.Kind {
	return intake.KindOf(t.Column(r.Column), r.Cells[r.Column])
}

// kindsOf counts the rows that are still out by kind, the most first.
func kindsOf(t *rule.Table, rows []registry.BadRow) []kindCount {
	n := map[intake.Kind]int{}
	for _, r := range rows {
		if r.State != registry.RowResubmitted {
			n[kindOf(t, r)]++
		}
	}
	out := []kindCount{}
	for kind, rows := range n {
		out = append(out, kindCount{string(kind), kindLabels[kind], rows})
	}
	slices.SortFunc(out, func(a, b kindCount) int {
		return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Kind, b.Kind))
	})
	return out
}

func badLineOf(t *rule.Table, r registry.BadRow) badLine {
	filed := r.Filed()
	v := badLine{Faults: []Fault{}, Line: r.Line, State: r.State, StateLabel: rowStates[r.State], Column: r.Column, Label: columnLabel(t, r.Column), Kind: string(kindOf(t, r)), Reason: r.Reason, Cells: []badCell{}}
	for _, c := range t.Columns {
		if !c.System {
			cell := badCell{Field: c.Name, Label: label(c.Label, c.Name), Value: maskText(c, r.Cells[c.Name])}
			if cell.Changed = filed[c.Name] != r.Cells[c.Name]; cell.Changed {
				cell.Came = maskText(c, filed[c.Name])
			}
			v.Cells = append(v.Cells, cell)
		}
	}
	return v
}

// correctRow lays corrected cells over a row in quarantine. A row that still cannot
// be read is refused with what is wrong, cell by cell.
func (s *Server) correctRow(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Line int   `path:"line" minimum:"1"`
	Body struct {
		Cells map[string]string `json:"cells" maxProperties:"60" doc:"new values by column key"`
	}
}) (*body[badLine], error) {
	b, err := s.Casework.Registry.Batch(ctx, in.ID, s.deliveryScope(u))
	if err != nil {
		return nil, err
	}
	rows, err := s.Casework.Registry.BadRows(ctx, b.ID, in.Line-1, 1)
	switch {
	case err != nil:
		return nil, err
	case len(rows) == 0 || rows[0].Line != in.Line:
		return nil, access.ErrNotFound
	case rows[0].State == registry.RowResubmitted:
		return nil, invalid("", "这一行已经重新装载，不能再改")
	}
	t, row := s.table(b.Table), rows[0]
	for field := range in.Body.Cells {
		if c := t.Column(field); c == nil || c.System {
			return nil, invalid("cells", "没有“"+field+"”这一列")
		}
	}
	row.Correct(in.Body.Cells, nil)
	m, err := s.mappingOf(ctx, b, b.Source)
	if err != nil {
		return nil, err
	}
	faults, err := s.faultsOf(t, row.Cells, m)
	if err != nil {
		return nil, err
	}
	if len(faults) > 0 {
		return nil, newProblem(http.StatusUnprocessableEntity, "这一行还有问题，没有保存", faults...)
	}
	row.State, row.CorrectedBy = registry.RowCorrected, u.Login
	err = s.Casework.Registry.Atomically(ctx, func(ctx context.Context) error {
		if err := s.Casework.Registry.SaveBadRow(ctx, row); err != nil {
			return err
		}
		return s.log(ctx, u, "batch.correct", subjectBatch(b.ID), fmt.Sprintf("line %d", row.Line))
	})
	return answer(badLineOf(t, row), err)
}

// faultsOf reads one row as its file was read and tells what keeps it out.
func (s *Server) faultsOf(t *rule.Table, cells map[string]string, m *intake.Mapping) ([]Fault, error) {
	faults := []Fault{}
	_, err := intake.FromRows(t, []map[string]string{cells}, intake.Options{Today: s.Casework.Today(), Mapping: m, SetAside: func(b intake.BadRow) error {
		faults = faultsIn(t, b)
		return nil
	}})
	return faults, err
}

// faultsIn are the cells that keep a row out, or what is wrong with it as a whole.
func faultsIn(t *rule.Table, b intake.BadRow) []Fault {
	faults := []Fault{}
	for _, m := range b.Marks {
		c := t.Columns[m.Column]
		faults = append(faults, Fault{c.Name, label(c.Label, c.Name) + "：" + m.Reason})
	}
	if len(b.Marks) == 0 && b.Reason != "" {
		faults = append(faults, Fault{b.Column, b.Reason})
	}
	return faults
}

// resubmit loads the corrected rows of a batch as a batch of their own: a later
// row replaces an earlier one of the same key, as in any delivery. What has gone bad
// meanwhile (the package or the source's codes have changed) is set aside again in
// the new batch, under its old line, and can be mended there.
func (s *Server) resubmit(ctx context.Context, u *access.User, in *batchAsked) (*body[batchView], error) {
	store := s.Casework.Registry
	var fresh *registry.Batch
	err := store.Atomically(ctx, func(ctx context.Context) error {
		b, err := store.Batch(ctx, in.ID, s.deliveryScope(u))
		if err != nil {
			return err
		}
		if b.State != registry.BatchLoaded {
			return errBatchMoved
		}
		rows, err := s.badRows(ctx, b)
		if err != nil {
			return err
		}
		rows = slices.DeleteFunc(rows, func(r registry.BadRow) bool { return r.State != registry.RowCorrected })
		if len(rows) == 0 {
			return invalid("", "还没有改正的行")
		}
		fresh, err = s.resubmitted(ctx, u, b, rows)
		return err
	})
	if err != nil {
		return nil, err
	}
	return answer(s.batchView(fresh), nil)
}

func (s *Server) resubmitted(ctx context.Context, u *access.User, b *registry.Batch, rows []registry.BadRow) (*registry.Batch, error) {
	store, t, now := s.Casework.Registry, s.table(b.Table), s.Casework.Now()
	cells := make([]map[string]string, len(rows))
	for i, r := range rows {
		cells[i] = r.Cells
	}
	m, err := s.mappingOf(ctx, b, b.Source)
	if err != nil {
		return nil, err
	}
	var bad []registry.BadRow
	loaded, err := intake.FromRows(t, cells, intake.Options{Today: s.Casework.Today(), Mapping: m, Unmasked: true, SetAside: quarantined(t, &bad)})
	if err != nil {
		return nil, err
	}
	fresh := &registry.Batch{
		State: registry.BatchLoaded, Table: b.Table, Owner: b.Owner, Division: b.Division, From: b.From, To: b.To, File: b.File, Source: b.Source, Parent: b.ID,
		UploadedBy: u.Login, UploadedName: u.Name, UploadedAt: now, LoadedBy: u.Login, LoadedName: u.Name, LoadedAt: now,
		Read: loaded.Read, Accepted: loaded.Accepted, Duplicate: loaded.Duplicate, Quarantined: loaded.Quarantined,
	}
	if err := store.CreateBatch(ctx, fresh); err != nil {
		return nil, err
	}
	for i := range bad {
		was := rows[bad[i].Line-1]
		bad[i].Batch, bad[i].Line, bad[i].Came = fresh.ID, was.Line, was.Came
	}
	if err := store.AddBadRows(ctx, bad); err != nil {
		return nil, err
	}
	pieces := &pieces{keep: func(part int, data []byte) error { return store.AddPart(ctx, fresh.ID, registry.RowsPart, part, data) }}
	if err := registry.WriteRows(pieces, loaded); err != nil {
		return nil, err
	}
	if err := pieces.flush(); err != nil {
		return nil, err
	}
	for _, r := range rows {
		r.State = registry.RowResubmitted
		if err := store.SaveBadRow(ctx, r); err != nil {
			return nil, err
		}
	}
	return fresh, s.log(ctx, u, "batch.resubmit", subjectBatch(fresh.ID), fmt.Sprintf("%d rows of batch %d", len(rows), b.ID))
}

// pieces cuts what is written to it into parts.
type pieces struct {
	keep func(part int, data []byte) error
	part int
	data []byte
}

func (p *pieces) Write(b []byte) (int, error) {
	p.data = append(p.data, b...)
	if len(p.data) < partBytes {
		return len(b), nil
	}
	return len(b), p.flush()
}

func (p *pieces) flush() error {
	if len(p.data) == 0 {
		return nil
	}
	err := p.keep(p.part, p.data)
	p.part, p.data = p.part+1, p.data[:0]
	return err
}
