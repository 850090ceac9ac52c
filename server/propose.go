package server

import (
	"context"
	"path/filepath"

	"dixian/access"
	"dixian/division"
	"dixian/registry"
	"dixian/screening"
)

// propose writes down what files a screening was made of, for the first division
// where the user loads, and compares those of the registry with it. The files
// themselves are deleted when the screening ends.
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
			State: registry.BatchScreened, Table: t.Name, Owner: t.Owner, Division: scope[0], To: files.asOf, File: f.name, SHA256: f.sha256, Bytes: f.bytes,
			UploadedBy: u.Login, UploadedName: u.Name, UploadedAt: now, LoadedBy: u.Login, LoadedName: u.Name, LoadedAt: now, PurgedAt: now,
		}
		if n := screened.Summary.Tables[t.Name]; !counted[t.Name] {
			b.Read, b.Accepted, b.Duplicate, b.Quarantined, b.Warnings = n.Read, n.Accepted, n.Duplicate, n.Quarantined, n.Warnings
		}
		counted[t.Name] = true
		same, err := store.Batches(ctx, registry.BatchFilter{Scope: registry.Whole(scope...), Table: t.Name, SHA256: f.sha256, State: registry.BatchScreened, Limit: 1})
		if err != nil {
			return nil, err
		}
		if len(same) > 0 {
			b.SameAs = same[0].ID
		}
		if err := store.CreateBatch(ctx, b); err != nil {
			return nil, err
		}
		files.reads(filepath.Base(f.path), b)
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
