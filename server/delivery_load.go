package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/intake"
	"dixian/registry"
	"dixian/rule"
)

func subjectBatch(id int64) string { return "batch/" + strconv.FormatInt(id, 10) }

// headerView is a column of a delivered file and what it is read as.
type headerView struct {
	Header string `json:"header"`
	Key    string `json:"key" doc:"column of the table; empty: left alone"`
	Label  string `json:"label"`
	How    string `json:"how" enum:"name,mapping,guess,none" doc:"guess: like the label; save a mapping to use it"`
}

// columnView is a column of a table, as a mapping may name it.
type columnView struct {
	Key      string   `json:"key"`
	Label    string   `json:"label"`
	Required bool     `json:"required"`
	Words    []string `json:"words" doc:"that may stand in it; empty: not a list"`
	Personal bool     `json:"personal" doc:"shown masked, and never given to several rows at once"`
}

// personalColumn says that a column holds what tells who somebody is.
func personalColumn(c *rule.Column) bool { return c.Type.Stored() == rule.ID || c.Mask != "" }

func columnsOf(t *rule.Table) []columnView {
	out := []columnView{}
	for _, c := range t.Columns {
		if !c.System {
			out = append(out, columnView{c.Name, label(c.Label, c.Name), c.Required, list(c.Type.Codes), personalColumn(c)})
		}
	}
	return out
}

type previewView struct {
	Batch     batchView    `json:"batch"`
	Format    string       `json:"format"`
	Encoding  string       `json:"encoding" doc:"of CSV"`
	Header    []headerView `json:"header"`
	Missing   []string     `json:"missing" doc:"labels of required columns that no header is read as"`
	Columns   []columnView `json:"columns" doc:"of the table, for a mapping"`
	Rows      [][]string   `json:"rows" doc:"the first rows under the header, masked"`
	Problem   string       `json:"problem" doc:"why the file as a whole would be refused; empty: it would not"`
	Read      int          `json:"read"`
	Accepted  int          `json:"accepted"`
	Duplicate int          `json:"duplicate"`
	Bad       int          `json:"quarantined"`
	Refused   []badRow     `json:"refused" doc:"the first rows that would be set aside"`
}

// What a preview shows.
const (
	previewRows = 10
	previewBad  = 50
)

type withSource struct {
	ID     int64  `path:"id"`
	Source string `query:"source" maxLength:"60" doc:"whose saved mapping to read it with; none: ours"`
}

// unsealed gives do a batch's file in a private folder, which is gone afterwards.
func (s *Server) unsealed(ctx context.Context, b *registry.Batch, do func(path string) error) error {
	if !b.PurgedAt.IsZero() {
		return invalid("", "这个批次的原文件已按保存期限删除，请重新上传")
	}
	dir, err := os.MkdirTemp(s.Uploads, "batch-")
	if err != nil {
		return err
	}
	path := filepath.Join(dir, filepath.Base(b.File))
	if err = s.openFile(ctx, b.ID, registry.RawPart, path); err == nil {
		err = do(path)
	}
	return errors.Join(err, os.RemoveAll(dir))
}

func (s *Server) previewBatch(ctx context.Context, u *access.User, in *withSource) (*body[previewView], error) {
	b, err := s.Casework.Registry.Batch(ctx, in.ID, s.deliveryScope(u))
	if err != nil {
		return nil, err
	}
	t := s.table(b.Table)
	m, err := s.mappingOf(ctx, b, in.Source)
	if err != nil {
		return nil, err
	}
	out := previewView{Batch: s.batchView(b), Header: []headerView{}, Missing: []string{}, Columns: columnsOf(t), Rows: [][]string{}, Refused: []badRow{}}
	err = s.unsealed(ctx, b, func(path string) error {
		names, rows, err := peek(ctx, path, s.Casework.Today())
		var refused *intake.FileError
		if errors.As(err, &refused) {
			out.Problem = s.refusedFile(refused)
			return nil
		}
		if err != nil {
			return err
		}
		out.Header, out.Missing = headers(t, names, m)
		for _, row := range rows {
			out.Rows = append(out.Rows, maskRow(t, out.Header, row))
		}
		return s.previewLoad(ctx, t, path, m, &out)
	})
	return answer(out, err)
}

// previewLoad reads the file as a load would.
func (s *Server) previewLoad(ctx context.Context, t *rule.Table, path string, m *intake.Mapping, out *previewView) error {
	counted := func(string) bool { return false } // and not kept
	loaded, err := intake.Load(ctx, t, []string{path}, intake.Options{Today: s.Casework.Today(), Mapping: m, Keep: counted, Bad: func(p intake.Problem) error {
		if len(out.Refused) < previewBad {
			out.Refused = append(out.Refused, badRow{p.Table, p.File, p.Line, p.Column, p.Value, p.Reason})
		}
		return nil
	}})
	var refused *intake.FileError
	if errors.As(err, &refused) {
		out.Problem = s.refusedFile(refused)
		return nil
	}
	if err != nil {
		return err
	}
	out.Format, out.Encoding = loaded.Files[0].Format, loaded.Files[0].Encoding
	out.Read, out.Accepted, out.Duplicate, out.Bad = loaded.Read, loaded.Accepted, loaded.Duplicate, loaded.Quarantined
	return nil
}

// headers tells what each header is read as, and which required columns none is.
func headers(t *rule.Table, names []string, m *intake.Mapping) (out []headerView, missing []string) {
	out, missing = []headerView{}, []string{}
	read := map[string]bool{}
	for _, name := range names {
		v := headerView{Header: name, How: "none"}
		c, how := columnOf(t, name, m)
		if c != nil {
			v.Key, v.Label, v.How = c.Name, label(c.Label, c.Name), how
			read[c.Name] = read[c.Name] || how != "guess"
		}
		out = append(out, v)
	}
	for _, c := range t.Columns {
		if c.Required && !c.System && !read[c.Name] {
			missing = append(missing, label(c.Label, c.Name))
		}
	}
	return out, missing
}

// columnOf is the column that a header is read as, or, as a guess, the one whose
// label it has in it or is in.
func columnOf(t *rule.Table, name string, m *intake.Mapping) (*rule.Column, string) {
	if m != nil {
		if key, ok := m.Headers[name]; ok {
			return t.Column(key), "mapping"
		}
	}
	for _, c := range t.Columns {
		if !c.System && (c.Name == name || c.Label == name) {
			return c, "name"
		}
	}
	for _, c := range t.Columns {
		if !c.System && c.Label != "" && name != "" && (strings.Contains(name, c.Label) || strings.Contains(c.Label, name)) {
			return c, "guess"
		}
	}
	return nil, ""
}

type batchLoad struct {
	ID   int64 `path:"id"`
	Body struct {
		Version int    `json:"version" minimum:"0"`
		Source  string `json:"source,omitempty" maxLength:"60" doc:"whose saved mapping to read it with; none: ours"`
		From    string `json:"from,omitempty" maxLength:"10"`
		To      string `json:"to,omitempty" maxLength:"10"`
	}
}

// errBatchMoved: somebody else has done something with the batch.
var errBatchMoved = newProblem(http.StatusConflict, "这个批次刚被别人处理过，请刷新").withCode("stale")

// openBatch reads a batch in the user's scope for a change.
func (s *Server) openBatch(ctx context.Context, u *access.User, id int64, version int, state string) (*registry.Batch, error) {
	b, err := s.Casework.Registry.Batch(ctx, id, s.deliveryScope(u))
	switch {
	case err != nil:
		return nil, err
	case b.Version != version || b.State != state:
		return nil, errBatchMoved
	}
	return b, nil
}

func (s *Server) loadBatch(ctx context.Context, u *access.User, in *batchLoad) (*body[jobStarted], error) {
	b, err := s.openBatch(ctx, u, in.ID, in.Body.Version, registry.BatchStaged)
	if err != nil {
		return nil, err
	}
	if b.From, err = day("from", in.Body.From); err != nil {
		return nil, err
	}
	if b.To, err = day("to", in.Body.To); err != nil {
		return nil, err
	}
	if b.SameAs != 0 {
		same, err := s.Casework.Registry.Batch(ctx, b.SameAs, s.deliveryScope(u))
		if err != nil {
			return nil, err
		}
		if same.State == registry.BatchLoaded {
			return nil, invalid("", fmt.Sprintf("和第 %d 批是同一个文件，已经装载过，不用再装", b.SameAs))
		}
	}
	m, err := s.mappingOf(ctx, b, in.Body.Source)
	if err != nil {
		return nil, err
	}
	b.Source = in.Body.Source
	j, err := s.jobs.start(u.ID, func(ctx context.Context, j *job) (*jobResult, string, error) { return s.load(ctx, j, u, b, m) })
	if err != nil {
		return nil, err
	}
	j.loading(b, label(s.table(b.Table).Label, b.Table))
	v, _ := j.look()
	return answer(jobStarted{v}, nil)
}

// load is the job that reads a batch: its good rows are kept under our headers,
// its bad ones go to quarantine, both sealed. A file of dirt is not loaded.
func (s *Server) load(ctx context.Context, j *job, u *access.User, b *registry.Batch, m *intake.Mapping) (*jobResult, string, error) {
	t := s.table(b.Table)
	j.Stage("read", 0)
	err := s.unsealed(ctx, b, func(path string) error {
		var bad []registry.BadRow
		rows := filepath.Join(filepath.Dir(path), "rows.csv")
		loaded, err := readRows(ctx, t, path, rows, intake.Options{
			Today: s.Casework.Today(), Mapping: m, Unmasked: true, SetAside: quarantined(t, &bad),
			Progress: func(_ string, rows, bytes int64) {
				j.change(func(v *jobView) { v.Done, v.read, v.bytes = rows, bytes, b.Bytes })
			},
		})
		if err != nil {
			return err
		}
		if loaded.Read > 0 && float64(loaded.Quarantined) > maxQuarantine*float64(loaded.Read) {
			return invalid("", fmt.Sprintf("%s 共 %d 行，有 %d 行有问题，超过允许的 %.4g%%，没有装载；请看预览里的原因，退回部门改好再传", label(t.Label, t.Name), loaded.Read, loaded.Quarantined, 100*maxQuarantine))
		}
		b.Read, b.Accepted, b.Duplicate, b.Quarantined, b.Warnings = loaded.Read, loaded.Accepted, loaded.Duplicate, loaded.Quarantined, loaded.Warnings
		return s.keepRows(ctx, u, b, t, bad, rows)
	})
	if err != nil {
		return nil, "", s.notLoaded(ctx, err)
	}
	says := "下次筛查时算数。"
	if t.Folder == nationalFolder {
		if says, err = s.reconciled(ctx, u, b.Division.County()); err != nil {
			return nil, "", s.inWords(ctx, err)
		}
	}
	result := &jobResult{Quarantine: b.Quarantined, Left: []string{}, Tables: []tableView{{b.Table, label(t.Label, t.Name), b.Owner, b.Read, b.Accepted, b.Duplicate, b.Quarantined, 0, b.Warnings}}}
	return result, fmt.Sprintf("装载 %d 行，隔离 %d 行。", b.Accepted, b.Quarantined) + says, nil
}

// notLoaded is why a load failed, for who started it.
func (s *Server) notLoaded(ctx context.Context, err error) error {
	var file *intake.FileError
	var p *Problem
	switch {
	case ctx.Err() != nil:
		return errors.New("这次装载停了下来，什么都没有改动")
	case errors.As(err, &file):
		return errors.New(s.refusedFile(file))
	case errors.As(err, &p):
		return errors.New(p.Detail)
	}
	s.Log.Error("a load failed", "error", err.Error())
	return errors.New(internal)
}

// quarantined collects bad rows whole, as many as a clerk can mend.
func quarantined(t *rule.Table, into *[]registry.BadRow) func(intake.BadRow) error {
	return func(b intake.BadRow) error {
		if len(*into) >= intake.MaxWorkbookRows {
			return nil
		}
		row := registry.BadRow{Line: b.Line, State: registry.RowSetAside, Column: b.Column, Reason: b.Reason, Cells: map[string]string{}}
		for i, c := range t.Columns {
			if !c.System && b.Cells[i] != "" {
				row.Cells[c.Name] = b.Cells[i]
			}
		}
		*into = append(*into, row)
		return nil
	}
}

// readRows writes the accepted rows of a file into another, under our headers. However
// long the file is, few of its rows are in memory.
func readRows(ctx context.Context, t *rule.Table, path, rows string, opt intake.Options) (*intake.Loaded, error) {
	f, err := os.OpenFile(rows, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	w, err := registry.NewRowsWriter(f, t)
	if err != nil {
		return nil, err
	}
	loaded, err := intake.Stream(ctx, t, []string{path}, opt, w.Add)
	if err != nil {
		return nil, err
	}
	return loaded, errors.Join(w.Flush(), f.Close())
}

// keepRows keeps what a load made of a file, in one transaction; a newer batch of
// a table that comes whole takes the place of the county's older ones.
//
// Source: data contract, "A table is delivered whole".
func (s *Server) keepRows(ctx context.Context, u *access.User, b *registry.Batch, t *rule.Table, bad []registry.BadRow, path string) error {
	store := s.Casework.Registry
	return store.Atomically(ctx, func(ctx context.Context) error {
		now, err := store.Batch(ctx, b.ID, registry.Whole(b.Division))
		if err != nil {
			return err
		}
		if now.Version != b.Version || now.State != registry.BatchStaged {
			return errBatchMoved
		}
		if t.Whole {
			if err := s.replaceOlder(ctx, b); err != nil {
				return err
			}
		}
		if err := s.sealFile(ctx, b.ID, registry.RowsPart, path); err != nil {
			return err
		}
		for i := range bad {
			bad[i].Batch = b.ID
		}
		if err := store.AddBadRows(ctx, bad); err != nil {
			return err
		}
		b.State, b.LoadedBy, b.LoadedName, b.LoadedAt = registry.BatchLoaded, u.Login, u.Name, s.Casework.Now()
		if err := store.SaveBatch(ctx, b); err != nil {
			return err
		}
		return s.log(ctx, u, "batch.load", subjectBatch(b.ID), fmt.Sprintf("%s %d rows, %d set aside", b.Table, b.Accepted, b.Quarantined))
	})
}

func (s *Server) replaceOlder(ctx context.Context, b *registry.Batch) error {
	others, err := s.Casework.Registry.Batches(ctx, registry.BatchFilter{Scope: registry.Whole(b.Division), Table: b.Table})
	if err != nil {
		return err
	}
	older, err := registry.Replaced(b, others)
	if err != nil {
		return invalid("", err.Error())
	}
	for _, o := range older {
		o.State = registry.BatchReplaced
		if err := s.Casework.Registry.SaveBatch(ctx, o); err != nil {
			return err
		}
	}
	return nil
}

func (s *Server) undoBatch(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		Version int    `json:"version" minimum:"0"`
		Reason  string `json:"reason" maxLength:"200"`
	}
}) (*body[batchUndone], error) {
	b, err := s.openBatch(ctx, u, in.ID, in.Body.Version, registry.BatchLoaded)
	switch {
	case err != nil:
		return nil, err
	case strings.TrimSpace(in.Body.Reason) == "":
		return nil, invalid("reason", "请写明为什么撤销")
	}
	again := []int64{}
	err = s.Casework.Registry.Atomically(ctx, func(ctx context.Context) error {
		if b, err = s.openBatch(ctx, u, in.ID, in.Body.Version, registry.BatchLoaded); err != nil {
			return err
		}
		again, err = s.undo(ctx, u, b, in.Body.Reason)
		return err
	})
	if err != nil {
		return nil, err
	}
	out := batchUndone{Batch: s.batchView(b), Again: again}
	if s.table(b.Table).Folder == nationalFolder {
		_, err := s.reconciled(ctx, u, b.Division.County(), b.Table)
		return answer(out, err)
	}
	asOf, err := s.newestRun(ctx)
	if err != nil || asOf == 0 {
		return answer(out, err)
	}
	// No screening of what stands has read the batch, and none may now.
	if missing, err := s.notKept(ctx, casework.LoadScope(inCounty(u, b))); err != nil || len(missing) > 0 {
		return answer(out, err)
	}
	j, err := s.jobs.start(u.ID, func(ctx context.Context, j *job) (*jobResult, string, error) {
		if inCounty(u, b) != u {
			return s.takeBackUnseen(ctx, j, inCounty(u, b), b, asOf)
		}
		return s.takeBack(ctx, j, u, b, asOf)
	})
	if err != nil {
		return nil, err
	}
	j.about(jobUndo, label(s.table(b.Table).Label, b.Table))
	v, _ := j.look()
	out.Job = &v
	return answer(out, nil)
}

// undo takes a batch back, its corrected rows with it, and lets what it had
// replaced count again. Rows that were deleted when their time was over cannot.
func (s *Server) undo(ctx context.Context, u *access.User, b *registry.Batch, why string) (again []int64, err error) {
	store := s.Casework.Registry
	others, err := store.Batches(ctx, registry.BatchFilter{Scope: registry.Whole(b.Division), Table: b.Table})
	if err != nil {
		return nil, err
	}
	along, older := registry.TakenBack(b, s.table(b.Table).Whole, others)
	for _, o := range append([]*registry.Batch{b}, along...) {
		o.State, o.UndoneBy, o.UndoneAt, o.UndoneWhy = registry.BatchUndone, u.Login, s.Casework.Now(), why
		if err := errors.Join(store.SaveBatch(ctx, o), s.log(ctx, u, "batch.undo", subjectBatch(o.ID), o.Table)); err != nil {
			return nil, err
		}
	}
	again = []int64{}
	for _, o := range older {
		kept := false
		if err := store.Parts(ctx, o.ID, registry.RowsPart, func([]byte) error { kept = true; return nil }); err != nil {
			return nil, err
		}
		if !kept {
			continue
		}
		o.State = registry.BatchLoaded
		if err := errors.Join(store.SaveBatch(ctx, o), s.log(ctx, u, "batch.again", subjectBatch(o.ID), o.Table)); err != nil {
			return nil, err
		}
		again = append(again, o.ID)
	}
	return again, nil
}

// batchUndone is a batch taken back, and the job that follows it through the cases.
type batchUndone struct {
	Batch batchView `json:"batch"`
	Again []int64   `json:"again" doc:"batches that it had replaced and that count again"`
	Job   *jobView  `json:"job,omitempty" doc:"screens without the batch; none where nothing has been screened yet, or from files that are not kept"`
}

// newestRun is the day of the newest screening; 0: none.
func (s *Server) newestRun(ctx context.Context) (calendar.Date, error) {
	runs, err := s.Casework.Store.Runs(ctx)
	newest, asOf := int64(0), calendar.Date(0)
	for _, r := range runs {
		if r.ID > newest {
			newest, asOf = r.ID, r.AsOf
		}
	}
	return asOf, err
}

// inCounty is who screens after a batch was taken back: the user, or where the user
// screens nothing there, as a department, the user for the county.
func inCounty(u *access.User, b *registry.Batch) *access.User {
	county := b.Division.County()
	if slices.ContainsFunc(casework.LoadScope(u), func(d division.Code) bool { return d == b.Division || d.Contains(b.Division) }) {
		return u
	}
	return &access.User{ID: u.ID, Login: u.Login, Name: u.Name, Grants: []access.Grant{{Role: "county_clerk", Division: county}}}
}

// takeBackUnseen is takeBack for a department: cases follow its undo as anybody's, and
// it hears that this is done, nothing of the cases and of others' tables.
func (s *Server) takeBackUnseen(ctx context.Context, j *job, county *access.User, b *registry.Batch, asOf calendar.Date) (*jobResult, string, error) {
	j.Stage("screen", 0)
	if _, _, err := s.takeBack(ctx, &job{changed: make(chan struct{})}, county, b, asOf); err != nil {
		return nil, "", errors.New("这一批已经撤销；按没有它的数据重新筛查没有做成，请告诉县级经办")
	}
	return nil, "已经撤销，并按没有这一批的数据重新筛查了一遍。", nil
}

// takeBack is the job behind an undo: what stands is screened without the batch,
// clues that rested on it alone are withdrawn, records under way are marked.
func (s *Server) takeBack(ctx context.Context, j *job, u *access.User, b *registry.Batch, asOf calendar.Date) (*jobResult, string, error) {
	before, err := s.Casework.Live(ctx, u)
	if err != nil {
		return nil, "", s.inWords(ctx, err)
	}
	result, says, err := s.standing(ctx, j, u, asOf)
	if err != nil {
		return nil, "", err
	}
	table := s.table(b.Table)
	got, err := s.Casework.TakeBack(ctx, u, before, func(name string) bool { return casework.Reads(s.Casework.Program.Rule(name), table) }, "来源已撤："+b.UndoneWhy)
	if err != nil {
		return nil, "", s.inWords(ctx, err)
	}
	return result, fmt.Sprintf("%s撤下没有动过的线索 %d 条，在办的 %d 件已标明来源已撤。", says, got.Withdrawn, got.Marked), nil
}
