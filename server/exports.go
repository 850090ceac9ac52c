package server

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"dixian/access"
	"dixian/casework/exchange"
	"dixian/casework/period"
	"dixian/export"
	"dixian/sheet"
)

// takeableView is a list that the reader may take away.
type takeableView struct {
	List    string   `json:"list"`
	Label   string   `json:"label"`
	Filters []string `json:"filters" doc:"names of what narrows it, as its route has them"`
	Whole   bool     `json:"whole" doc:"numbers and phones may be asked for unmasked"`
	Persons bool     `json:"persons" doc:"its rows are persons or families: more than 500 need another person"`
}

// exportView is a list that was asked for as a file.
type exportView struct {
	ID           int64     `json:"id"`
	Version      int       `json:"version" doc:"to be sent back with a decision"`
	State        string    `json:"state" enum:"pending,granted,refused,ended" doc:"ended: the link has died"`
	List         string    `json:"list"`
	Label        string    `json:"label"`
	Format       string    `json:"format" enum:"xlsx,csv"`
	Says         string    `json:"says" doc:"what was chosen, in words"`
	Division     string    `json:"division" doc:"that holds all of it, 12 digits; empty: none"`
	DivisionName string    `json:"division_name"`
	Whole        bool      `json:"whole"`
	Many         bool      `json:"many" doc:"more than 500 persons"`
	Reason       string    `json:"reason"`
	AskedName    string    `json:"asked_name"`
	AskedAt      time.Time `json:"asked_at"`
	DecidedName  string    `json:"decided_name"`
	Decision     string    `json:"decision"`
	Until        time.Time `json:"until" doc:"when the link dies"`
	Link         string    `json:"link" doc:"where who asked fetches the file; empty: not now"`
}

type exportList struct {
	Lists   []takeableView `json:"lists" doc:"that may be asked for"`
	Mine    []exportView   `json:"mine" doc:"newest first"`
	Waiting []exportView   `json:"waiting" doc:"for a decision of the reader, oldest first"`
}

type exportAsked struct {
	Body struct {
		List   string            `json:"list" maxLength:"40"`
		Format string            `json:"format" enum:"xlsx,csv"`
		Filter map[string]string `json:"filter,omitempty" maxProperties:"20" doc:"as the list's route takes them"`
		Whole  bool              `json:"whole,omitempty" doc:"numbers and phones unmasked; another person must agree"`
		Reason string            `json:"reason,omitempty" maxLength:"200"`
	}
}

type exportDecided struct {
	ID   int64 `path:"id"`
	Body struct {
		Version int    `json:"version" minimum:"0"`
		Reason  string `json:"reason,omitempty" maxLength:"200"`
	}
}

// mostExports is how many are told; takingAtOnce how many go out at a time.
const (
	mostExports  = 100
	takingAtOnce = 4
)

func (s *Server) exportRoutes() {
	s.takeables = map[string]takeable{
		"cases":               listOf(s, takeable{label: "线索和案件", may: caseRoles, persons: true}, s.takeCases),
		"measures":            listOf(s, takeable{label: "帮扶措施", may: caseRoles, persons: true}, s.takeMeasures),
		"visits":              listOf(s, takeable{label: "走访记录", may: caseRoles, persons: true}, s.takeVisits),
		"households":          listOf(s, takeable{label: "农户登记", may: caseRoles, persons: true, whole: unmasking}, s.takeHouseholds),
		"persons":             listOf(s, takeable{label: "人员登记", may: caseRoles, persons: true, whole: unmasking}, s.takePersons),
		"declarations":        listOf(s, takeable{label: "农户申报", may: caseRoles, persons: true, whole: unmasking}, s.takeDeclarations),
		"changes":             listOf(s, takeable{label: "户籍变更", may: caseRoles, persons: true}, s.takeChanges),
		"transfers":           listOf(s, takeable{label: "跨县移交", may: overseeing, persons: true}, s.takeTransfers),
		"complaints":          listOf(s, takeable{label: "投诉登记簿", may: overseeing, persons: true}, s.takeComplaints),
		"supervisions":        listOf(s, takeable{label: "督办", may: caseRoles, persons: true}, s.takeSupervisions),
		"corrections":         listOf(s, takeable{label: "更正要求", may: overseeing, persons: true}, s.takeCorrections),
		"quarantine":          listOf(s, takeable{label: "隔离的行", may: delivering, persons: true}, s.takeQuarantine),
		"findings":            listOf(s, takeable{label: "数据质量", may: unmasking, persons: true}, s.takeFindings),
		"screening_changes":   listOf(s, takeable{label: "和上次筛查比", may: unmasking, persons: true}, s.takeRunChanges),
		"batches":             listOf(s, takeable{label: "报送的文件", may: delivering}, s.takeBatches),
		"settings":            listOf(s, takeable{label: "参数申请", may: export.Deciders[1:]}, s.takeSettings),
		"period_changes":      listOf(s, takeable{label: "锁定后的变化", may: period.Lockers, persons: true}, s.takePeriodChanges),
		"audit":               listOf(s, takeable{label: "审计日志", may: auditors}, s.takeAudit),
		"users":               listOf(s, takeable{label: "用户", may: sysadmins}, s.takeUsers),
		"national_households": listOf(s, takeable{label: "国家系统录入：户", may: loading, persons: true, whole: loading}, s.takeNational(exchange.HouseholdList)),
		"national_persons":    listOf(s, takeable{label: "国家系统录入：人员", may: loading, persons: true, whole: loading}, s.takeNational(exchange.PersonList)),
		"national_income":     listOf(s, takeable{label: "国家系统录入：收入", may: loading, persons: true}, s.takeNational(exchange.IncomeList)),
		"national_measures":   listOf(s, takeable{label: "国家系统录入：帮扶措施", may: loading, persons: true}, s.takeNational(exchange.MeasureList)),
	}
	route(s, operation{id: "list-exports", method: http.MethodGet, path: "/api/exports", summary: "能导出哪些名单，我导出过的，等我批准的", tag: "exports", may: anybody}, s.listExports)
	route(s, operation{id: "ask-export", method: http.MethodPost, path: "/api/exports", summary: "把一份名单导出成 Excel 或 CSV；超过 500 人或要全文的，等另一人批准", tag: "exports", may: anybody, status: http.StatusCreated}, s.askExport)
	route(s, operation{id: "approve-export", method: http.MethodPost, path: "/api/exports/{id}/approve", summary: "批准别人的导出，链接 24 小时内有效", tag: "exports", may: export.Deciders}, s.approveExport)
	route(s, operation{id: "refuse-export", method: http.MethodPost, path: "/api/exports/{id}/refuse", summary: "不批准，写明理由", tag: "exports", may: export.Deciders}, s.refuseExport)
	op := s.describe(operation{id: "take-export", method: http.MethodGet, path: "/api/exports/{id}/file", summary: "下载自己导出的名单，边读边发", tag: "exports", may: anybody, files: []string{sheet.CSV.MediaType(), sheet.XLSX.MediaType()}})
	op.Errors = []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusTooManyRequests}
	huma.Register(s.api, op, s.takeExport)
}

func (s *Server) exportView(u *access.User, r *export.Request) exportView {
	v := exportView{
		ID: r.ID, Version: r.Version, State: r.State, List: r.List, Label: label(s.takeables[r.List].label, r.List), Format: string(r.Format), Says: s.filterSays(r.Filter, nil),
		Whole: r.Whole, Many: r.Many, Reason: r.Reason, AskedName: r.AskedName, AskedAt: r.AskedAt, DecidedName: r.DecidedName, Decision: r.Decision, Until: r.Until,
	}
	if r.Division != 0 {
		v.Division, v.DivisionName = r.Division.String(), s.divisions.FullName(r.Division)
	}
	switch {
	case r.State == export.Granted && !s.Exports.Now().Before(r.Until):
		v.State = "ended"
	case r.State == export.Granted && r.AskedBy == u.Login:
		v.Link = fmt.Sprintf("/api/exports/%d/file", r.ID)
	}
	return v
}

func (s *Server) listExports(ctx context.Context, u *access.User, _ *struct{}) (*body[exportList], error) {
	out := exportList{[]takeableView{}, []exportView{}, []exportView{}}
	for name, of := range s.takeables {
		if u.Has(of.may...) {
			out.Lists = append(out.Lists, takeableView{name, of.label, of.filters, len(of.whole) > 0 && u.Has(of.whole...), of.persons})
		}
	}
	slices.SortFunc(out.Lists, func(a, b takeableView) int { return strings.Compare(a.List, b.List) })
	mine, err := s.Exports.Store.ExportsOf(ctx, u.Login, mostExports)
	if err != nil {
		return nil, err
	}
	for _, r := range mine {
		out.Mine = append(out.Mine, s.exportView(u, r))
	}
	waiting, err := s.Exports.Store.ExportsWaiting(ctx, export.Scope(u), mostExports)
	for _, r := range waiting {
		if export.MayDecide(u, r) {
			out.Waiting = append(out.Waiting, s.exportView(u, r))
		}
	}
	return answer(out, err)
}

// askExport writes down who asks for which list. A list of few persons, masked, is
// granted at once.
func (s *Server) askExport(ctx context.Context, u *access.User, in *exportAsked) (*body[exportView], error) {
	of, known := s.takeables[in.Body.List]
	switch {
	case !known:
		return nil, invalid("list", "没有“"+in.Body.List+"”这份名单")
	case !u.Has(of.may...):
		return nil, access.ErrForbidden
	case in.Body.Whole && len(of.whole) == 0:
		return nil, invalid("whole", "这份名单里没有可以看全文的号码")
	}
	list, err := of.open(ctx, u, in.Body.Filter, false)
	if err != nil {
		return nil, err
	}
	for _, at := range list.scope {
		if in.Body.Whole && !slices.ContainsFunc(u.RolesFor(at), func(role string) bool { return slices.Contains(of.whole, role) }) {
			return nil, access.ErrForbidden
		}
	}
	r := &export.Request{List: in.Body.List, Format: sheet.Format(in.Body.Format), Filter: in.Body.Filter, Division: narrowest(list.scope), Whole: in.Body.Whole, Reason: in.Body.Reason}
	if of.persons {
		if r.Many, err = list.many(ctx); err != nil {
			return nil, err
		}
	}
	if err := s.Exports.Ask(ctx, u, r); err != nil {
		return nil, err
	}
	return answer(s.exportView(u, r), nil)
}

func (s *Server) approveExport(ctx context.Context, u *access.User, in *exportDecided) (*body[exportView], error) {
	return s.decideExport(ctx, u, in, true)
}

func (s *Server) refuseExport(ctx context.Context, u *access.User, in *exportDecided) (*body[exportView], error) {
	return s.decideExport(ctx, u, in, false)
}

func (s *Server) decideExport(ctx context.Context, u *access.User, in *exportDecided, consent bool) (*body[exportView], error) {
	r, err := s.Exports.Decide(ctx, u, in.ID, in.Body.Version, consent, in.Body.Reason)
	if err != nil {
		return nil, err
	}
	return answer(s.exportView(u, r), nil)
}

// takeExport sends a granted list as it is read, in the rights that the user has
// now.
func (s *Server) takeExport(ctx context.Context, in *struct {
	ID int64 `path:"id"`
}) (*huma.StreamResponse, error) {
	u := callOf(ctx).user
	ctx = access.Apart(ctx, u.Own)
	mayLast(ctx)
	const route = "GET /api/exports/{id}/file"
	select {
	case s.taking <- struct{}{}:
	default:
		return nil, newProblem(http.StatusTooManyRequests, "正在导出的人太多，请过几分钟再下载").withCode("too_many")
	}
	goes := false
	defer func() {
		if !goes {
			<-s.taking
		}
	}()
	r, err := s.Exports.Take(ctx, u, in.ID)
	if err != nil {
		return nil, s.told(ctx, route, err)
	}
	of := s.takeables[r.List]
	if !u.Has(of.may...) {
		return nil, s.told(ctx, route, access.ErrForbidden)
	}
	if err := s.still(ctx, u, of, r); err != nil {
		return nil, s.told(ctx, route, err)
	}
	list, err := of.open(ctx, u, r.Filter, r.Whole)
	if err != nil {
		return nil, s.told(ctx, route, err)
	}
	goes = true
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		defer func() { <-s.taking }()
		_, w := humago.Unwrap(hc)
		name := fmt.Sprintf("%s-%d.%s", r.List, r.ID, r.Format)
		pretty := url.PathEscape(fmt.Sprintf("%s%s.%s", of.label, s.Casework.Today(), r.Format))
		w.Header().Set("Content-Type", r.Format.MediaType())
		w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s"; filename*=UTF-8''%s`, name, pretty))
		w.Header().Set("Cache-Control", "no-store")
		n, err := s.send(ctx, w, u, r, of, list)
		// The client may have gone, and with it ctx; what went out is written down.
		ended := s.Exports.Ended(context.WithoutCancel(ctx), u, r, n, err == nil)
		if ended != nil {
			s.Log.Error("failed", "route", route, "error", ended.Error())
		}
		if err == nil {
			return
		}
		if ctx.Err() == nil {
			s.Log.Error("failed", "route", route, "error", err.Error())
		}
		panic(http.ErrAbortHandler) // a file without its end must not look whole
	}}, nil
}

// still says whether what nobody consented to needs nobody's consent still.
func (s *Server) still(ctx context.Context, u *access.User, of takeable, r *export.Request) error {
	if !of.persons || r.Many {
		return nil
	}
	list, err := of.open(ctx, u, r.Filter, false)
	if err != nil {
		return err
	}
	many, err := list.many(ctx)
	if err == nil && many {
		err = newProblem(http.StatusUnprocessableEntity, fmt.Sprintf("名单现在超过 %d 人，要另一人批准，请重新导出并写明理由", export.MostAlone)).withCode("refused")
	}
	return err
}

// chunkTimeout is how long the client may take for the rows of one reading.
const chunkTimeout = time.Minute

// send writes the list; n is how many rows went out.
func (s *Server) send(ctx context.Context, w http.ResponseWriter, u *access.User, r *export.Request, of takeable, list *rows) (n int, err error) {
	conn := http.NewResponseController(w)
	head := sheet.Head{Title: of.label, Columns: list.columns, Mark: []string{fmt.Sprintf("%s（%s）%s 导出，只供工作使用，不得外传", u.Name, u.Login, clockOf(s.Exports.Now()))}}
	if says := s.filterSays(r.Filter, list.scope); says != "" {
		head.Mark = append(head.Mark, says)
	}
	if r.DecidedBy != "" {
		head.Mark = append(head.Mark, fmt.Sprintf("%s（%s）批准，理由：%s", r.DecidedName, r.DecidedBy, r.Reason))
	}
	if r.Whole {
		head.Mark = append(head.Mark, "含未遮盖的证件号码和电话，用完即删")
	}
	_ = conn.SetWriteDeadline(time.Now().Add(chunkTimeout)) // a recorder in tests has none
	out, err := sheet.New(w, r.Format, head)
	if err != nil {
		return 0, err
	}
	for {
		some, err := list.next(ctx)
		if err != nil {
			return n, err
		}
		if len(some) == 0 {
			return n, out.Close()
		}
		_ = conn.SetWriteDeadline(time.Now().Add(chunkTimeout))
		if n+len(some) > export.MostAlone && of.persons && !r.Many {
			return n, fmt.Errorf("export %d has more than %d persons and nobody's consent", r.ID, export.MostAlone)
		}
		for _, cells := range some {
			if err := out.Row(cells...); err != nil {
				return n, err
			}
			n++
		}
	}
}
