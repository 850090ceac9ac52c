package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"dixian/calendar"
	"dixian/casework"
	"dixian/registry"
)

// An upload: what it may hold, and how long it may take.
const (
	maxUpload     = 4 << 30
	maxFiles      = 300
	uploadTimeout = 2 * time.Hour
	uploadPath    = "/api/screenings"
)

func isUpload(r *http.Request) bool {
	return r.Method == http.MethodPost && (r.URL.Path == uploadPath || r.URL.Path == deliveryPath)
}

// upload is files that have come in for a screening, in a folder of their own.
type upload struct {
	dir  string
	asOf calendar.Date
	kept []keptFile
	from map[string]casework.Source // by base name: what a screening of them reads; not the registry's own
}

// keptFile is what a file was, by the time it is deleted.
type keptFile struct {
	table  string // empty: its name is no table's
	path   string
	name   string
	sha256 string
	bytes  int64
}

func (u *upload) registry() string { return filepath.Join(u.dir, "registry") }
func (u *upload) extracts() string { return filepath.Join(u.dir, "extracts") }

// discard deletes the files.
func (u *upload) discard() error { return os.RemoveAll(u.dir) }

// clearUploads makes the folder for uploads and deletes what an earlier server
// was stopped over.
func (s *Server) clearUploads() error {
	left, err := os.ReadDir(s.Uploads)
	switch {
	case errors.Is(err, os.ErrNotExist):
		err = os.MkdirAll(s.Uploads, 0o700)
	case err == nil:
		for _, entry := range left {
			err = errors.Join(err, os.RemoveAll(filepath.Join(s.Uploads, entry.Name())))
		}
	}
	if err != nil {
		return fmt.Errorf("the folder for uploads, %s, cannot be used: %w", s.Uploads, err)
	}
	return nil
}

// uploadAsked takes the request as it is: files go from the wire to the folder,
// never whole into memory, nor through a folder that others may read.
type uploadAsked struct{ ctx huma.Context }

// Resolve keeps the request for receive.
func (u *uploadAsked) Resolve(ctx huma.Context) []error { u.ctx = ctx; return nil }

type jobStarted struct {
	Job jobView `json:"job"`
}

func (s *Server) uploadRoute() {
	op := s.describe(operation{id: "create-screening", method: http.MethodPost, path: uploadPath, summary: "上传登记和部门数据，筛查，并入线索", tag: "screenings", may: loading, status: http.StatusAccepted})
	huma.Register(s.api, op, func(ctx context.Context, in *uploadAsked) (*body[jobStarted], error) {
		r, w := humago.Unwrap(in.ctx)
		u := callOf(ctx).user
		files, err := s.receive(w, r)
		if err != nil {
			return nil, s.told(ctx, op.Path, err)
		}
		j, err := s.jobs.start(u.ID, func(ctx context.Context, j *job) (*jobResult, string, error) { return s.screen(ctx, j, u, files) })
		if err != nil {
			return nil, s.told(ctx, op.Path, errors.Join(err, files.discard()))
		}
		v, _ := j.look()
		return answer(jobStarted{v}, nil)
	})
	// Told afterwards: huma reads a body that it knows of, and whole.
	s.api.OpenAPI().Paths[uploadPath].Post.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"multipart/form-data": {Schema: &huma.Schema{
		Type: "object", Required: []string{"files", "as_of"},
		Properties: map[string]*huma.Schema{
			"files": {Type: "array", Items: &huma.Schema{Type: "string", Format: "binary"}, Description: "registry/… and extracts/…, or named for their table"},
			"as_of": {Type: "string", Pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", Description: "the date that is screened"},
		},
	}}}}
}

// receive is receiveFiles for a screening, which has a date.
func (s *Server) receive(w http.ResponseWriter, r *http.Request) (*upload, error) {
	u, err := s.receiveFiles(w, r)
	if err != nil {
		return u, err
	}
	if u.asOf == 0 {
		return nil, errors.Join(invalid("as_of", "请填筛查日期"), u.discard())
	}
	for _, f := range u.kept {
		if t := s.table(f.table); t != nil && t.Folder == nationalFolder {
			return nil, errors.Join(invalid("files", "“"+f.name+"”是国家系统的名单，不参加筛查：请在“国家系统对账”里上传"), u.discard())
		}
	}
	return u, nil
}

// receiveFiles writes the files of a request to a private folder, sorted into
// registry and extracts by the folder in their name or by the table it begins with.
func (s *Server) receiveFiles(w http.ResponseWriter, r *http.Request) (_ *upload, err error) {
	conn := http.NewResponseController(w)
	until := time.Now().Add(uploadTimeout)
	_ = errors.Join(conn.SetReadDeadline(until), conn.SetWriteDeadline(until)) // a recorder in tests has none
	r.Body = http.MaxBytesReader(w, r.Body, s.MaxUpload)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, newProblem(http.StatusUnsupportedMediaType, "上传要用 multipart/form-data")
	}
	dir, err := os.MkdirTemp(s.Uploads, "screening-")
	if err != nil {
		return nil, err
	}
	u := &upload{dir: dir}
	defer func() {
		if err != nil {
			err = errors.Join(err, u.discard())
		}
	}()
	if err := errors.Join(os.Mkdir(u.registry(), 0o700), os.Mkdir(u.extracts(), 0o700)); err != nil {
		return nil, err
	}
	files := 0
	for {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, cutOff(err)
		}
		if part.FormName() == "as_of" {
			if u.asOf, err = s.asOf(part); err != nil {
				return nil, err
			}
			continue
		}
		if files++; files > maxFiles {
			return nil, invalid("files", fmt.Sprintf("一次最多 %d 个文件", maxFiles))
		}
		if err := s.keep(u, part); err != nil {
			return nil, err
		}
	}
	_ = conn.SetReadDeadline(time.Time{})
	if files == 0 {
		return nil, invalid("files", "没有选文件")
	}
	return u, nil
}

func (s *Server) asOf(part io.Reader) (calendar.Date, error) {
	text, err := io.ReadAll(io.LimitReader(part, 64))
	if err != nil {
		return 0, cutOff(err)
	}
	d, err := calendar.ParseDate(strings.TrimSpace(string(text)))
	switch {
	case err != nil:
		return 0, invalid("as_of", "筛查日期要写成 2025-06-30")
	case d > s.Casework.Today():
		return 0, invalid("as_of", "筛查日期在今天之后")
	}
	return d, nil
}

// keep writes one file.
func (s *Server) keep(u *upload, part *multipart.Part) error {
	folder, name := placed(part)
	if name == "" {
		return invalid("files", "有一个文件没有名字")
	}
	if folder = s.folder(folder, name); folder == "" {
		return invalid("files", fmt.Sprintf("“%s”不是任何一张表：文件名要以表名开头，如 households.csv 或 医保结算_520123.xlsx", name))
	}
	f, err := os.OpenFile(filepath.Join(u.dir, folder, name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, os.ErrExist) {
		return invalid("files", "“"+name+"”传了两次")
	}
	if err != nil {
		return err
	}
	hash := sha256.New()
	n, err := io.Copy(io.MultiWriter(f, hash), part)
	if err != nil {
		return errors.Join(cutOff(err), f.Close())
	}
	file := keptFile{path: f.Name(), name: name, sha256: hex.EncodeToString(hash.Sum(nil)), bytes: n}
	if t := s.tableNamed(name); t != nil {
		file.table = t.Name
	}
	u.kept = append(u.kept, file)
	return f.Close()
}

// placed is the folder and the name a client gives a file: registry/households.csv,
// or registry as the part's name.
func placed(part *multipart.Part) (folder, name string) {
	_, params, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	if err != nil {
		return "", ""
	}
	whole := path.Clean("/" + strings.ReplaceAll(params["filename"], `\`, "/"))
	folder, name = path.Base(path.Dir(whole)), path.Base(whole)
	if part.FormName() == "registry" || part.FormName() == "extracts" {
		folder = part.FormName()
	}
	if name == "/" || name == "." || strings.ContainsAny(name, "\x00") || len(name) > 200 {
		name = ""
	}
	return folder, name
}

// folder is where a file belongs: where its client says, else where the table is
// at home that its name begins with.
func (s *Server) folder(said, name string) string {
	if said == "registry" || said == "extracts" {
		return said
	}
	switch t := s.tableNamed(name); {
	case t == nil:
		return ""
	case t.Folder == nationalFolder:
		return "extracts" // while it is on its way; no screening takes it
	default:
		return t.Folder
	}
}

// cutOff is what became of an upload that did not come whole.
func cutOff(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return newProblem(http.StatusRequestEntityTooLarge, fmt.Sprintf("一次最多传 %d MB；请分几次传", tooLarge.Limit>>20))
	}
	return newProblem(http.StatusBadRequest, "上传没有传完，什么都没有改动；请再传一次")
}

// reads writes down which batch a file of the screening is.
func (u *upload) reads(base string, b *registry.Batch) {
	if u.from == nil {
		u.from = map[string]casework.Source{}
	}
	u.from[base] = casework.Source{Batch: b.ID, File: b.File, SHA256: b.SHA256}
}
