package server

import (
	"context"
	"net/http"
	"time"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
	"dixian/screening"
)

// batchView is a delivered file in a list.
type batchView struct {
	ID           int64     `json:"id"`
	State        string    `json:"state" enum:"loaded,undone"`
	Table        string    `json:"table"`
	Label        string    `json:"label"`
	Owner        string    `json:"owner" doc:"department"`
	Division     string    `json:"division" doc:"that it is of, 12 digits"`
	DivisionName string    `json:"division_name"`
	To           string    `json:"to" doc:"day that it was screened for"`
	File         string    `json:"file"`
	SHA256       string    `json:"sha256"`
	Bytes        int64     `json:"bytes"`
	LoadedName   string    `json:"loaded_name"`
	LoadedAt     time.Time `json:"loaded_at"`
	Read         int       `json:"read" doc:"rows; of several files of a table the first has them all"`
	Accepted     int       `json:"accepted"`
	Duplicate    int       `json:"duplicate"`
	Quarantined  int       `json:"quarantined"`
	Warnings     int       `json:"warnings"`
	Proposed     int       `json:"changes_proposed" doc:"of a file of the registry"`
	SameAs       int64     `json:"same_as" doc:"earlier batch with the same bytes for the same table; 0: none"`
}

type batchList struct {
	Batches []batchView `json:"batches" doc:"newest first"`
	Next    int64       `json:"next" doc:"for before; 0 on the last page"`
}

func (s *Server) batchRoutes() {
	route(s, operation{id: "list-batches", method: http.MethodGet, path: "/api/batches", summary: "报送过的文件：哪张表、哪里的、谁、何时、账目", tag: "screenings", may: loading}, s.listBatches)
}

func (s *Server) listBatches(ctx context.Context, u *access.User, in *struct {
	Table  string `query:"table" maxLength:"64"`
	Before int64  `query:"before" minimum:"0" doc:"next of the page before"`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}) (*body[batchList], error) {
	batches, err := s.Casework.Registry.Batches(ctx, registry.BatchFilter{Scope: casework.LoadScope(u), Table: in.Table, Before: in.Before, Limit: in.Limit + 1})
	out := batchList{Batches: []batchView{}}
	if len(batches) > in.Limit {
		batches = batches[:in.Limit]
		out.Next = batches[in.Limit-1].ID
	}
	for _, b := range batches {
		v := batchView{
			ID: b.ID, State: b.State, Table: b.Table, Label: b.Table, Owner: b.Owner, Division: b.Division.String(), DivisionName: s.placeName(b.Division), To: dated(b.To),
			File: b.File, SHA256: b.SHA256, Bytes: b.Bytes, LoadedName: b.LoadedName, LoadedAt: b.LoadedAt,
			Read: b.Read, Accepted: b.Accepted, Duplicate: b.Duplicate, Quarantined: b.Quarantined, Warnings: b.Warnings, Proposed: b.Proposed, SameAs: b.SameAs,
		}
		if t := s.Casework.Program.Table(b.Table); t != nil {
			v.Label = label(t.Label, t.Name)
		}
		out.Batches = append(out.Batches, v)
	}
	return answer(out, err)
}

// propose writes down what files were loaded for the first division where the
// user loads, and compares those of the registry with it.
func (s *Server) propose(ctx context.Context, u *access.User, files *upload, screened *screening.Screened, scope []division.Code) (*registry.Proposal, error) {
	store, now := s.Casework.Registry, s.Casework.Now()
	counted := map[string]bool{}
	var ofRegistry *registry.Batch
	for _, f := range files.kept {
		t := s.Casework.Program.Table(f.table)
		if t == nil {
			continue
		}
		b := &registry.Batch{
			State: registry.BatchLoaded, Table: t.Name, Owner: t.Owner, Division: scope[0], To: files.asOf, File: f.name, SHA256: f.sha256, Bytes: f.bytes,
			LoadedBy: u.Login, LoadedName: u.Name, LoadedAt: now,
		}
		if n := screened.Summary.Tables[t.Name]; !counted[t.Name] {
			b.Read, b.Accepted, b.Duplicate, b.Quarantined, b.Warnings = n.Read, n.Accepted, n.Duplicate, n.Quarantined, n.Warnings
		}
		counted[t.Name] = true
		same, err := store.Batches(ctx, registry.BatchFilter{Scope: scope, Table: t.Name, SHA256: f.sha256, Limit: 1})
		if err != nil {
			return nil, err
		}
		if len(same) > 0 {
			b.SameAs = same[0].ID
		}
		if err := store.CreateBatch(ctx, b); err != nil {
			return nil, err
		}
		if t == s.Casework.Program.Households && ofRegistry == nil {
			ofRegistry = b
		}
	}
	var households []registry.Household
	for _, h := range registry.FromPanel(screened.Panel) {
		if within(scope, h.Division) {
			households = append(households, h)
		}
	}
	batch, reason := int64(0), "登记文件"
	if ofRegistry != nil {
		batch, reason = ofRegistry.ID, "登记文件 "+ofRegistry.File
	}
	p, err := s.registry().Propose(ctx, u, batch, reason, households)
	if err != nil || ofRegistry == nil || p.Proposed == 0 {
		return p, err
	}
	ofRegistry.Proposed = p.Proposed
	return p, store.SaveBatch(ctx, ofRegistry)
}
