package server

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"dixian/access"
	"dixian/audit"
)

// Who may call a route. What a role may then see is scoped below.
var (
	anybody    = []string{}                                                                                                                         // signed in
	caseRoles  = []string{"village_cadre", "village_team", "town_clerk", "town_head", "county_clerk", "county_head", "city", "province"}            // see cases
	workRoles  = []string{"village_cadre", "village_team", "town_clerk", "town_head", "county_clerk", "county_head"}                                // work on them
	townUp     = []string{"town_clerk", "town_head", "county_clerk", "county_head"}                                                                 // settle hits, desk
	unmasking  = []string{"town_clerk", "town_head", "county_clerk", "county_head", "city", "province"}                                             // with a reason
	loading    = []string{"county_clerk", "county_head"}                                                                                            // bring data in
	counting   = []string{"village_cadre", "village_team", "town_clerk", "town_head", "county_clerk", "county_head", "city", "province", "analyst"} // see counts
	sysadmins  = []string{"sysadmin"}
	secadmins  = []string{"secadmin"}
	auditors   = []string{"auditor"}
	everywhere = []string(nil) // without signing in
)

// operation is what a route says about itself.
type operation struct {
	id, method, path, summary string
	tag                       string
	may                       []string // roles; anybody: every user, everywhere: without signing in
	status                    int      // of success; 0: 200
	first                     bool     // allowed while a one-time password is in force or a second proof is owed
	own                       bool     // by the user in person: no program with a token
	reads                     bool     // changes nothing, whatever its method
	files                     []string // media types of the answer; none: JSON
}

// rolesKey is where the OpenAPI document names the roles of an operation; an
// operation without it needs no session.
const rolesKey = "x-roles"

func (s *Server) describe(o operation) huma.Operation {
	op := huma.Operation{
		OperationID: o.id, Method: o.method, Path: o.path, Summary: o.summary, Tags: []string{o.tag}, DefaultStatus: o.status,
		MaxBodyBytes: maxBody, BodyReadTimeout: bodyTimeout, Metadata: map[string]any{},
	}
	if len(o.files) > 0 {
		content := map[string]*huma.MediaType{}
		for _, kind := range o.files {
			content[kind] = &huma.MediaType{Schema: &huma.Schema{Type: "string"}}
		}
		op.Responses = map[string]*huma.Response{"200": {Description: "a file", Content: content}}
	}
	if changes(o.method) {
		op.Parameters = append(op.Parameters, &huma.Param{Name: csrfHeader, In: "header", Required: true, Schema: &huma.Schema{Type: "string", Enum: []any{"1"}}, Description: "1, against forged requests"})
	}
	if o.may != nil {
		op.Security = []map[string][]string{{"session": {}}}
		if !o.own {
			op.Security = append(op.Security, map[string][]string{"token": {}})
		}
		op.Extensions = map[string]any{rolesKey: slices.Clone(o.may)}
		op.Middlewares = huma.Middlewares{s.signedIn(o)}
	}
	return op
}

// callKey finds the call in a context.
type callKey struct{}

// call is who calls, as the session says, and by what connection.
type call struct {
	user  *access.User
	token string
	host  string // by which the server was called
	conn  *http.ResponseController
}

func callOf(ctx context.Context) call {
	c, _ := ctx.Value(callKey{}).(call)
	return c
}

// signedIn lets in who has a session and one of the roles, before the request's
// body is looked at.
func (s *Server) signedIn(o operation) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		r, w := humago.Unwrap(ctx)
		u, token, err := s.caller(r)
		switch {
		case err != nil:
			s.fail(w, r, err)
		case u.Through != "" && o.own:
			s.fail(w, r, newProblem(http.StatusForbidden, "这件事要本人登录后自己做，令牌不能用").withCode("in_person"))
		case u.ReadOnly && changes(o.method) && !o.reads:
			s.fail(w, r, newProblem(http.StatusForbidden, "这个令牌只能读").withCode("read_only"))
		case len(o.may) > 0 && !u.Has(o.may...):
			s.fail(w, r, access.ErrForbidden)
		case u.MustChange && !o.first:
			s.fail(w, r, newProblem(http.StatusForbidden, "这是一次性密码，请先改成自己的密码").withCode("must_change"))
		case !o.first && s.Desk.MustEnrol(u):
			s.fail(w, r, newProblem(http.StatusForbidden, "您的角色登录要用动态口令，请先在“我的账号”里开通").withCode("must_enrol"))
		default:
			c := huma.WithValue(ctx, callKey{}, call{u, token, r.Host, http.NewResponseController(w)})
			if u.Through != "" {
				c = huma.WithContext(c, audit.Through(c.Context(), "token "+u.Through))
			}
			next(c)
		}
	}
}

// caller is who calls: by a token, or by a session, whose own token it gives.
func (s *Server) caller(r *http.Request) (u *access.User, session string, err error) {
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		u, err = s.Desk.CurrentByToken(r.Context(), strings.TrimSpace(bearer))
		return u, "", err
	}
	if cookie, err := r.Cookie(cookieName); err == nil {
		session = cookie.Value
	}
	u, err = s.Desk.Current(r.Context(), session)
	return u, session, err
}

// fail writes an error's problem and logs what is ours.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	p := s.told(r.Context(), r.Pattern, err)
	writeProblem(w, p)
}

// told is the problem of an error; an internal one goes to the log.
func (s *Server) told(ctx context.Context, route string, err error) *Problem {
	p := problem(err)
	if p.Status >= http.StatusInternalServerError && ctx.Err() == nil {
		s.Log.Error("failed", "route", route, "error", err.Error())
	}
	return p
}

// mayLast lets a call go on: its body is read, and what is left of the body's time
// would cut the work short.
func mayLast(ctx context.Context) {
	if c := callOf(ctx); c.conn != nil {
		_ = c.conn.SetReadDeadline(time.Time{})
	}
}

// route adds a route to the API. The handler gets the signed-in user, nil where
// none is asked for; its errors become problems.
func route[I, O any](s *Server, o operation, handle func(ctx context.Context, u *access.User, in *I) (*O, error)) {
	huma.Register(s.api, s.describe(o), func(ctx context.Context, in *I) (*O, error) {
		c := callOf(ctx)
		mayLast(ctx)
		if err := plainText(in); err != nil {
			return nil, err
		}
		then, err := s.lookBack(ctx, c.user, in)
		if err != nil {
			return nil, s.told(ctx, o.method+" "+o.path, err)
		}
		if c.user != nil { // what concerns the own household is not there
			then = access.Apart(then, c.user.Own)
		}
		out, err := handle(then, c.user, in)
		if err != nil {
			return nil, s.told(ctx, o.method+" "+o.path, err)
		}
		return out, nil
	})
}

// body is an answer that is its body.
type body[T any] struct{ Body T }

func answer[T any](v T, err error) (*body[T], error) {
	if err != nil {
		return nil, err
	}
	return &body[T]{v}, nil
}
