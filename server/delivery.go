package server

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"dixian/access"
	"dixian/division"
	"dixian/registry"
	"dixian/rule"
)

// batchView is a delivered file.
type batchView struct {
	ID           int64     `json:"id"`
	Version      int       `json:"version" doc:"to be sent back with every change"`
	State        string    `json:"state" enum:"staged,loaded,replaced,undone,screened"`
	StateLabel   string    `json:"state_label"`
	Table        string    `json:"table"`
	Label        string    `json:"label"`
	Owner        string    `json:"owner" doc:"department"`
	Division     string    `json:"division" doc:"that it is of, 12 digits"`
	DivisionName string    `json:"division_name"`
	From         string    `json:"from"`
	To           string    `json:"to"`
	File         string    `json:"file"`
	SHA256       string    `json:"sha256"`
	Bytes        int64     `json:"bytes"`
	SameAs       int64     `json:"same_as" doc:"earlier batch with the same bytes for the same table; 0: none"`
	Source       string    `json:"source" doc:"whose saved mapping it was read with"`
	Parent       int64     `json:"parent" doc:"batch whose corrected rows these are; 0: none"`
	Delivery     int64     `json:"delivery" doc:"first batch of the files that count as one with it; 0: it stands alone"`
	UploadedName string    `json:"uploaded_name"`
	UploadedAt   time.Time `json:"uploaded_at"`
	LoadedName   string    `json:"loaded_name"`
	LoadedAt     time.Time `json:"loaded_at"`
	Read         int       `json:"read" doc:"rows; of several files of a table in one screening the first has them all"`
	Accepted     int       `json:"accepted"`
	Duplicate    int       `json:"duplicate"`
	Quarantined  int       `json:"quarantined"`
	Warnings     int       `json:"warnings"`
	Proposed     int       `json:"changes_proposed" doc:"of a file of the registry"`
	UndoneWhy    string    `json:"undone_why"`
	Purged       bool      `json:"purged" doc:"the file and its bad rows are deleted"`
}

type batchList struct {
	Batches []batchView `json:"batches" doc:"newest first"`
	Next    int64       `json:"next" doc:"for before; 0 on the last page"`
}

var batchStates = map[string]string{
	registry.BatchStaged: "已上传，未装载", registry.BatchLoaded: "已装载", registry.BatchReplaced: "已被新批次替换", registry.BatchUndone: "已撤销",
	registry.BatchScreened: "随筛查上传，文件没有留存",
}

// deliveryPath is where files are uploaded to be looked at before they count.
const deliveryPath = "/api/batches"

// delivering may bring files: a county for itself, a town of tables that come by
// rows, a department its own tables for its county.
//
// Source: casework contract, "Who may see and do what".
var (
	delivering = []string{"town_clerk", "county_clerk", "county_head", access.Department}
	expecting  = []string{"county_clerk", "county_head", access.Department} // see what is due when
)

func (s *Server) deliveryRoutes() {
	route(s, operation{id: "list-batches", method: http.MethodGet, path: deliveryPath, summary: "报送过的文件：哪张表、哪里的、谁、何时、账目", tag: "deliveries", may: delivering}, s.listBatches)
	route(s, operation{id: "get-batch", method: http.MethodGet, path: "/api/batches/{id}", summary: "一个批次", tag: "deliveries", may: delivering}, s.getBatch)
	route(s, operation{id: "preview-batch", method: http.MethodGet, path: "/api/batches/{id}/preview", summary: "装载前先看：表头怎么认、头几行、哪些行会被隔离", tag: "deliveries", may: delivering}, s.previewBatch)
	route(s, operation{id: "load-batch", method: http.MethodPost, path: "/api/batches/{id}/load", summary: "装载一个批次", tag: "deliveries", may: delivering, status: http.StatusAccepted}, s.loadBatch)
	route(s, operation{id: "undo-batch", method: http.MethodPost, path: "/api/batches/{id}/undo", summary: "撤销一个批次，写明理由", tag: "deliveries", may: delivering}, s.undoBatch)
	route(s, operation{id: "quarantine", method: http.MethodGet, path: "/api/batches/{id}/quarantine", summary: "隔离的行和原因", tag: "deliveries", may: delivering}, s.quarantine)
	route(s, operation{id: "correct-row", method: http.MethodPatch, path: "/api/batches/{id}/quarantine/{line}", summary: "就地改正一行", tag: "deliveries", may: delivering}, s.correctRow)
	route(s, operation{id: "resubmit", method: http.MethodPost, path: "/api/batches/{id}/resubmit", summary: "把改正的行作为新批次装载", tag: "deliveries", may: delivering}, s.resubmit)
	route(s, operation{id: "list-mappings", method: http.MethodGet, path: "/api/mappings", summary: "存下的表头和代码对照", tag: "deliveries", may: delivering}, s.listMappings)
	route(s, operation{id: "save-mapping", method: http.MethodPut, path: "/api/mappings", summary: "存下一个来源的表头和代码对照", tag: "deliveries", may: delivering}, s.saveMapping)
	route(s, operation{id: "deliveries", method: http.MethodGet, path: "/api/deliveries", summary: "一个月的报送日历：哪张表到了，哪张快到期、逾期", tag: "deliveries", may: expecting}, s.deliveries)
	route(s, operation{id: "screen-standing", method: http.MethodPost, path: "/api/screenings/standing", summary: "用现有登记和已装载的批次筛查", tag: "screenings", may: loading, status: http.StatusAccepted}, s.screenStanding)
	s.letterRoute()
	s.equalRoute()
	s.sheetRoutes()
	s.deliveryUpload()
}

func (s *Server) batchView(b *registry.Batch) batchView {
	v := batchView{
		ID: b.ID, Version: b.Version, State: b.State, StateLabel: batchStates[b.State], Table: b.Table, Label: b.Table, Owner: b.Owner,
		Division: b.Division.String(), DivisionName: s.placeName(b.Division), From: dated(b.From), To: dated(b.To), File: b.File, SHA256: b.SHA256, Bytes: b.Bytes,
		SameAs: b.SameAs, Source: b.Source, Parent: b.Parent, Delivery: b.Delivery, UploadedName: b.UploadedName, UploadedAt: b.UploadedAt, LoadedName: b.LoadedName, LoadedAt: b.LoadedAt,
		Read: b.Read, Accepted: b.Accepted, Duplicate: b.Duplicate, Quarantined: b.Quarantined, Warnings: b.Warnings, Proposed: b.Proposed,
		UndoneWhy: b.UndoneWhy, Purged: !b.PurgedAt.IsZero(),
	}
	if t := s.table(b.Table); t != nil {
		v.Label = label(t.Label, t.Name)
	}
	return v
}

// deliveryScope is where a user sees and brings batches: a department its own tables
// alone. One whose grant names no department, or one that owns none, has nothing.
func (s *Server) deliveryScope(u *access.User) []registry.Reach {
	out := []registry.Reach{}
	for _, g := range u.Grants {
		switch {
		case !slices.Contains(delivering, g.Role):
		case g.Role != access.Department:
			if !slices.ContainsFunc(out, func(r registry.Reach) bool { return r.Division == g.Division && r.Tables == nil }) {
				out = append(out, registry.Reach{Division: g.Division})
			}
		default:
			if own := s.tablesOf(g.Owner); len(own) > 0 {
				out = append(out, registry.Reach{Division: g.Division, Tables: own})
			}
		}
	}
	return out
}

// tablesOf are the names of a department's tables.
func (s *Server) tablesOf(owner string) []string {
	var out []string
	for _, t := range s.Casework.Program.Delivered(owner) {
		out = append(out, t.Name)
	}
	return out
}

// placesOf are the divisions of a reach, each once.
func placesOf(scope []registry.Reach) []division.Code {
	out := []division.Code{}
	for _, r := range scope {
		if !slices.Contains(out, r.Division) {
			out = append(out, r.Division)
		}
	}
	return out
}

// batchesAsked chooses batches.
type batchesAsked struct {
	Table  string `query:"table" maxLength:"64"`
	State  string `query:"state" enum:"staged,loaded,replaced,undone,screened"`
	Before int64  `query:"before" minimum:"0" doc:"next of the page before"`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

func (s *Server) listBatches(ctx context.Context, u *access.User, in *batchesAsked) (*body[batchList], error) {
	batches, err := s.Casework.Registry.Batches(ctx, registry.BatchFilter{Scope: s.deliveryScope(u), Table: in.Table, State: in.State, Before: in.Before, Limit: in.Limit + 1})
	out := batchList{Batches: []batchView{}}
	if len(batches) > in.Limit {
		batches = batches[:in.Limit]
		out.Next = batches[in.Limit-1].ID
	}
	for _, b := range batches {
		out.Batches = append(out.Batches, s.batchView(b))
	}
	return answer(out, err)
}

type batchAsked struct {
	ID int64 `path:"id"`
}

func (s *Server) getBatch(ctx context.Context, u *access.User, in *batchAsked) (*body[batchView], error) {
	b, err := s.Casework.Registry.Batch(ctx, in.ID, s.deliveryScope(u))
	if err != nil {
		return nil, err
	}
	return answer(s.batchView(b), nil)
}

// deliveryUpload takes files to be looked at: they are sealed into the database,
// and nothing of them counts before they are loaded.
func (s *Server) deliveryUpload() {
	op := s.describe(operation{id: "upload-batches", method: http.MethodPost, path: deliveryPath, summary: "上传部门数据，先看后装载", tag: "deliveries", may: delivering, status: http.StatusCreated})
	huma.Register(s.api, op, func(ctx context.Context, in *uploadAsked) (*body[batchList], error) {
		r, w := humago.Unwrap(in.ctx)
		u := callOf(ctx).user
		files, err := s.receiveFiles(w, r)
		if err != nil {
			return nil, s.told(ctx, op.Path, err)
		}
		out, err := s.stage(ctx, u, files)
		if err = errors.Join(err, files.discard()); err != nil {
			return nil, s.told(ctx, op.Path, err)
		}
		return answer(out, nil)
	})
	s.api.OpenAPI().Paths[deliveryPath].Post.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"multipart/form-data": {Schema: &huma.Schema{
		Type: "object", Required: []string{"files"},
		Properties: map[string]*huma.Schema{"files": {Type: "array", Items: &huma.Schema{Type: "string", Format: "binary"}, Description: "each named for its table"}},
	}}}}
}

// stage keeps the files of an upload as batches, all or none.
func (s *Server) stage(ctx context.Context, u *access.User, files *upload) (batchList, error) {
	out := batchList{Batches: []batchView{}}
	err := s.Casework.Registry.Atomically(ctx, func(ctx context.Context) error {
		first := map[*rule.Table]*registry.Batch{}
		var staged []*registry.Batch
		for _, f := range files.kept {
			t := s.table(f.table)
			at, err := s.mayDeliver(u, t, f.name)
			if err != nil {
				return err
			}
			b := &registry.Batch{
				State: registry.BatchStaged, Table: t.Name, Owner: t.Owner, Division: at, File: f.name, SHA256: f.sha256, Bytes: f.bytes,
				UploadedBy: u.Login, UploadedName: u.Name, UploadedAt: s.Casework.Now(),
			}
			same, err := s.Casework.Registry.Batches(ctx, registry.BatchFilter{Scope: registry.Whole(at), Table: t.Name, SHA256: f.sha256, State: registry.BatchLoaded, Limit: 1})
			if err != nil {
				return err
			}
			if len(same) > 0 {
				b.SameAs = same[0].ID
			}
			if err := s.Casework.Registry.CreateBatch(ctx, b); err != nil {
				return err
			}
			if err := s.oneDelivery(ctx, first, t, b); err != nil {
				return err
			}
			if err := s.sealFile(ctx, b.ID, registry.RawPart, f.path); err != nil {
				return err
			}
			if err := s.log(ctx, u, "batch.upload", subjectBatch(b.ID), t.Name); err != nil {
				return err
			}
			staged = append(staged, b)
		}
		for _, b := range staged {
			out.Batches = append(out.Batches, s.batchView(b))
		}
		return nil
	})
	return out, err
}

// oneDelivery makes files of a table that comes whole one delivery, where they were
// uploaded together: none of them replaces another.
//
// Source: data contract, "A table is delivered whole", and, of two good rows with
// one key, "one command-line run counts a table's files as one".
func (s *Server) oneDelivery(ctx context.Context, first map[*rule.Table]*registry.Batch, t *rule.Table, b *registry.Batch) error {
	if !t.Whole {
		return nil
	}
	head := first[t]
	if head == nil {
		first[t] = b
		return nil
	}
	b.Delivery = head.ID
	if err := s.Casework.Registry.SaveBatch(ctx, b); err != nil || head.Delivery != 0 {
		return err
	}
	head.Delivery = head.ID
	return s.Casework.Registry.SaveBatch(ctx, head)
}

// mayDeliver is the division a user brings a table for.
func (s *Server) mayDeliver(u *access.User, t *rule.Table, name string) (division.Code, error) {
	if t == nil {
		return 0, invalid("files", "“"+name+"”不是任何一张表：文件名要以表名开头")
	}
	scope := s.deliveryScope(u)
	own := slices.DeleteFunc(slices.Clone(scope), func(r registry.Reach) bool { return !r.Has(t.Name, r.Division) })
	switch {
	case len(scope) == 0:
		return 0, access.ErrForbidden
	case len(own) == 0:
		return 0, newProblem(http.StatusForbidden, "“"+name+"”是"+t.Owner+"的"+label(t.Label, t.Name)+"，不是您的部门报送的表；一个文件也没有收下").withCode("forbidden")
	case t == s.Casework.Program.Households, t == s.Casework.Program.Persons:
		return 0, invalid("files", "户和人的登记文件要和筛查一起上传：它的不同会成为变更申请")
	}
	for _, r := range own {
		if r.Division.Level() == division.County {
			return r.Division, nil
		}
	}
	if t.Whole {
		return 0, invalid("files", label(t.Label, t.Name)+"要由县里整表报送，乡镇不能单独传")
	}
	return own[0].Division, nil
}

// partBytes is how much of a file is sealed at once.
const partBytes = 1 << 20

// sealFile keeps a file in the database, piece by piece.
func (s *Server) sealFile(ctx context.Context, batch int64, kind, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	piece := make([]byte, partBytes)
	for part := 0; ; part++ {
		n, err := io.ReadFull(f, piece)
		if n > 0 {
			if err := s.Casework.Registry.AddPart(ctx, batch, kind, part, piece[:n]); err != nil {
				return err
			}
		}
		switch {
		case err == io.EOF, err == io.ErrUnexpectedEOF:
			return nil
		case err != nil:
			return err
		}
	}
}

// openFile writes a kept file back to a path, to be read and deleted.
func (s *Server) openFile(ctx context.Context, batch int64, kind, path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	err = s.Casework.Registry.Parts(ctx, batch, kind, func(data []byte) error { _, err := f.Write(data); return err })
	return errors.Join(err, f.Close())
}
