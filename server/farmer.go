package server

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"dixian/calendar"
	"dixian/casework"
	"dixian/photo"
	"dixian/workflow"
)

// The farmer's pages: no session, no script, one small style sheet; whole pages
// from the server, so that the cheapest phone shows them.

//go:embed farmer
var farmerFiles embed.FS

var farmerPages = template.Must(template.ParseFS(farmerFiles, "farmer/pages.html"))

// A declaration: what it may weigh with its recording and photos, in bytes (a
// phone's photo has three to five million), how long a bad network may take, and
// how many are read at once. They are read into memory and never laid down on the
// disk before they are sealed.
const (
	maxDeclaration     = 20 << 20
	declarationTimeout = 3 * time.Minute
	declaringAtOnce    = 16
)

// isFarmers says whether a request is for the pages without sign-in. Where there is
// no session a foreign page can forge nothing, and a plain form can send no header.
func isFarmers(path string) bool { return strings.HasPrefix(path, "/d/") }

func (s *Server) farmerRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /d/page.css", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-cache")
		http.ServeFileFS(w, r, farmerFiles, "farmer/page.css")
	})
	mux.HandleFunc("GET /d/receipt", func(w http.ResponseWriter, r *http.Request) { s.show(w, http.StatusOK, "ask", amiss{}) })
	mux.HandleFunc("POST /d/receipt", s.receipt)
	mux.HandleFunc("GET /d/{code}", func(w http.ResponseWriter, r *http.Request) {
		if c := s.villageOfCode(w, r); c != nil {
			s.showForm(w, r, c, &casework.Declaration{}, nil)
		}
	})
	mux.HandleFunc("POST /d/{code}", s.takeDeclaration)
	s.farmerSaysRoutes(mux)
}

// show writes a page. What it shows is nobody's but the reader's: nothing keeps it.
func (s *Server) show(w http.ResponseWriter, status int, page string, data any) {
	var b bytes.Buffer
	if err := farmerPages.ExecuteTemplate(&b, page, data); err != nil {
		s.Log.Error("failed", "page", page, "error", err.Error())
		http.Error(w, internal, http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // a client that went away hears nothing
}

// gone says that there is no such page, and what to do instead.
func (s *Server) gone(w http.ResponseWriter, status int, title, says string) {
	s.show(w, status, "gone", struct{ Title, Says string }{title, says})
}

// broke answers an error of ours in the words of these pages.
func (s *Server) broke(w http.ResponseWriter, r *http.Request, err error) {
	s.told(r.Context(), r.Pattern, err)
	s.gone(w, http.StatusInternalServerError, "没有交上去", "系统出了点问题，请过一会儿再试。")
}

// villageOfCode is the code that was scanned, or nil when the answer is written.
func (s *Server) villageOfCode(w http.ResponseWriter, r *http.Request) *casework.VillageCode {
	c, err := s.Casework.Store.VillageByCode(r.Context(), r.PathValue("code"))
	switch {
	case errors.Is(err, casework.ErrNotFound):
		if !s.strangers.take("code "+addressOf(r), codesPerHour, s.Casework.Now()) {
			s.gone(w, http.StatusTooManyRequests, "请歇一歇再试", "刚才试的次数太多。")
			return nil
		}
		s.gone(w, http.StatusNotFound, "没有这张码", "可能没有扫全，请对准海报再扫一次。")
	case err != nil:
		s.broke(w, r, err)
	case c.EndedOn != 0:
		s.gone(w, http.StatusGone, "这张码已经换了", "村里贴了新的海报，请扫新的。")
	default:
		return c
	}
	return nil
}

// amiss is what is wrong with a form, in sentences, and at which field each stands.
type amiss struct {
	Says []string
	At   map[string]string
}

func amissOf(faults []workflow.Fault) amiss {
	out := amiss{At: map[string]string{}}
	for _, f := range faults {
		out.Says = append(out.Says, f.Says)
		out.At[f.Field] = f.Says
	}
	return out
}

type tick struct {
	Says string
	On   bool
}

// showForm shows the form, with what was filled in and what is wrong with it.
func (s *Server) showForm(w http.ResponseWriter, r *http.Request, c *casework.VillageCode, d *casework.Declaration, refused *workflow.Refused) {
	days, err := s.Casework.Param("visit_days", c.Village)
	if err != nil {
		s.broke(w, r, err)
		return
	}
	data := struct {
		amiss
		Code, Village, Once string
		VisitDays           int64
		Troubles            []tick
		D                   *casework.Declaration
		NoNumber, Proxy     bool
	}{Code: c.Code, Village: s.shortName(c.Village), Once: d.Once, VisitDays: days, D: d, NoNumber: r.PostFormValue("no_number") != "", Proxy: d.Channel == casework.FromProxy}
	if data.Once == "" {
		data.Once = casework.NewOnce()
	}
	for _, t := range casework.Troubles {
		data.Troubles = append(data.Troubles, tick{t, slices.Contains(d.Troubles, t)})
	}
	status := http.StatusOK
	if refused != nil {
		data.amiss, status = amissOf(refused.Faults), http.StatusUnprocessableEntity
	}
	s.show(w, status, "declare", data)
}

// takeDeclaration takes what a family has filled in, and shows the receipt.
func (s *Server) takeDeclaration(w http.ResponseWriter, r *http.Request) {
	c := s.villageOfCode(w, r)
	if c == nil {
		return
	}
	if !s.strangers.take("declare "+addressOf(r), declarationsPerHour, s.Casework.Now()) {
		s.gone(w, http.StatusTooManyRequests, "请歇一歇再交", "这个网络刚才交的次数太多，您的还没有收到。")
		return
	}
	select {
	case s.declaring <- struct{}{}:
		defer func() { <-s.declaring }()
	default:
		s.gone(w, http.StatusServiceUnavailable, "现在人太多", "您的还没有收到，请过几分钟再交。")
		return
	}
	d, files, err := readDeclaration(r)
	d.Village = c.Village
	if err == nil {
		err = s.Casework.Declare(r.Context(), nil, d, files)
	}
	var refused *workflow.Refused
	switch {
	case errors.As(err, &refused):
		s.showForm(w, r, c, d, refused)
	case err != nil:
		s.broke(w, r, err)
	default:
		s.showReceipt(w, r, d)
	}
}

// readDeclaration reads the form. Files that are no picture and no recording are
// refused by what they are, whatever their name says.
func readDeclaration(r *http.Request) (*casework.Declaration, []casework.DeclaredFile, error) {
	d := &casework.Declaration{Way: casework.ByCode, Channel: casework.FromHousehold}
	wrong := func(field, says string) error {
		return &workflow.Refused{Move: "declare", Faults: []workflow.Fault{{Field: field, Says: says}}}
	}
	if err := r.ParseMultipartForm(maxDeclaration); err != nil {
		return d, nil, wrong("files", "照片和录音太大，或者网络断了；请少选几张再交")
	}
	defer r.MultipartForm.RemoveAll()
	text := func(name string) string { return strings.TrimSpace(strings.ToValidUTF8(r.PostFormValue(name), "")) }
	d.Name, d.Number, d.Phone, d.Words, d.Once = text("name"), text("number"), text("phone"), text("words"), casework.OnceOf(text("once"))
	d.Troubles, d.Consent = r.PostForm["troubles"], text("consent") != ""
	if text("self") == "0" {
		d.Channel, d.Proxy, d.Relation = casework.FromProxy, text("proxy"), text("relation")
	}
	if d.Number == "" && text("no_number") == "" {
		return d, nil, wrong("number", "请写身份证号码，或者勾上“证件不在手边”")
	}
	var files []casework.DeclaredFile
	for _, name := range []string{"voice", "photos"} {
		for _, header := range r.MultipartForm.File[name] {
			if header.Size == 0 {
				continue
			}
			f, err := header.Open()
			if err != nil {
				return d, nil, err
			}
			data, err := io.ReadAll(f)
			_ = f.Close() // it was only read
			if err != nil {
				return d, nil, err
			}
			kind := heardOrSeen(data)
			if kind == "" {
				return d, nil, wrong("files", fmt.Sprintf("“%s”不是照片也不是录音", header.Filename))
			}
			if strings.HasPrefix(kind, "image/") {
				if data, err = photo.Bare(data); err != nil {
					return d, nil, wrong("files", fmt.Sprintf("“%s”打不开，请换一张再交", header.Filename))
				}
			}
			files = append(files, casework.DeclaredFile{MediaType: kind, Data: data})
		}
	}
	return d, files, nil
}

// wrappedPictures are the brands of HEIF and AVIF.
var wrappedPictures = []string{"heic", "heix", "heim", "heis", "hevc", "mif1", "msf1", "avif", "avis"}

// heardOrSeen is the media type of a picture or a recording, by its first bytes;
// empty: it is neither.
func heardOrSeen(data []byte) string {
	if bytes.HasPrefix(data, []byte("#!AMR")) {
		return "audio/amr"
	}
	switch kind := http.DetectContentType(data); kind {
	case "image/jpeg", "image/png", "image/webp", "audio/mpeg", "audio/wave", "audio/aiff", "application/ogg", "video/mp4", "video/webm":
		return kind
	}
	// Recordings of phones: 3gp, m4a. A picture in that wrapping would say where it
	// was taken, and phones send a JPEG where a page asks for a picture.
	if len(data) > 12 && string(data[4:8]) == "ftyp" && !slices.Contains(wrappedPictures, string(data[8:12])) {
		return "video/mp4"
	}
	return ""
}

// receipt looks a receipt up. Its code comes in the body, never in an address.
func (s *Server) receipt(w http.ResponseWriter, r *http.Request) {
	if !s.strangers.take("receipt "+addressOf(r), receiptsPerHour, s.Casework.Now()) {
		s.gone(w, http.StatusTooManyRequests, "请歇一歇再查", "刚才查的次数太多。")
		return
	}
	code := casework.ReceiptOf(r.PostFormValue("receipt"))
	d, err := s.Casework.Store.DeclarationByReceipt(r.Context(), code)
	switch {
	case code == "" || errors.Is(err, casework.ErrNotFound):
		s.show(w, http.StatusNotFound, "ask", amiss{Says: []string{"没有这个回执号，请再看一遍"}})
	case err != nil:
		s.broke(w, r, err)
	default:
		s.showReceipt(w, r, d)
	}
}

// receiptStep is a step with its day, or until when it will have been made.
type receiptStep struct{ Says, On, By string }

// receiptView is what a receipt shows: who comes, by when, how far it is. No data.
type receiptView struct {
	Code, Who, VisitBy string
	Steps              []receiptStep
	Dismissed          bool   // the town found no family's trouble in it
	Again              string // code of the village's page; empty: it has none
}

func (s *Server) showReceipt(w http.ResponseWriter, r *http.Request, d *casework.Declaration) {
	v, err := s.receiptView(r.Context(), d)
	if err != nil {
		s.broke(w, r, err)
		return
	}
	s.show(w, http.StatusOK, "receipt", v)
}

func (s *Server) receiptView(ctx context.Context, d *casework.Declaration) (receiptView, error) {
	v := receiptView{Code: casework.ShowReceipt(d.Receipt), Who: s.shortName(d.Village), Dismissed: d.DismissedOn != 0}
	if d.Again || d.Household == "" {
		v.Who = s.shortName(d.Village.Town()) + "和村里"
	}
	visit, err := s.Casework.Param("visit_days", d.Village)
	if err != nil {
		return v, err
	}
	whole, err := s.Casework.Param("identification_days", d.Village)
	if err != nil {
		return v, err
	}
	v.VisitBy = inWords(d.Day + calendar.Date(visit))
	steps, err := s.Casework.Progress(ctx, d)
	if err != nil {
		return v, err
	}
	for _, step := range steps {
		v.Steps = append(v.Steps, receiptStep{Says: step.Step, On: inWords(step.On)})
	}
	if !v.Dismissed {
		v.Steps[len(v.Steps)-1].By = inWords(d.Day + calendar.Date(whole))
	}
	c, err := s.Casework.Store.VillageCode(ctx, d.Village)
	if c != nil {
		v.Again = c.Code
	}
	return v, err
}

// inWords is a day as a family reads it: 7 月 4 日; empty for none.
func inWords(d calendar.Date) string {
	if d == 0 {
		return ""
	}
	_, month, day := d.YMD()
	return fmt.Sprintf("%d 月 %d 日", month, day)
}
