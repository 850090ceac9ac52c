package server

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"dixian/casework"
)

// What no page of ours sends, to every route that reads a body: each is refused
// with a sentence, and what is wrong at one field names it. `make fuzz-api` draws
// such requests at random.
func TestABrokenBodyIsRefusedInWords(t *testing.T) {
	w := newWorld(t)
	api, clients := w.server.OpenAPI(), map[string]*client{}
	bodies := 0
	for _, o := range operations(api) {
		media := mediaOf(o.op)
		if media == "" {
			continue
		}
		bodies++
		login := caller(o)
		if clients[login] == nil {
			clients[login] = w.callerOf(login)
		}
		t.Run(o.op.OperationID, func(t *testing.T) {
			for what, broken := range brokenBodies(api, o, media) {
				r := clients[login].send(o.method, o.url(target{c: nobodysCase}), media, bytes.NewReader(broken.body))
				if r.status < 400 || r.status >= 500 {
					t.Errorf("%s: %s", what, r)
					continue
				}
				p := r.problem(t)
				if p.Detail == "" || !broken.refusedAt(p) {
					t.Errorf("%s: no sentence, or none at %q: %s", what, broken.field, r)
				}
			}
		})
	}
	if bodies < 40 {
		t.Errorf("only %d routes read a body", bodies)
	}
}

// brokenBody is a body that must be refused; field is where, empty: anywhere.
type brokenBody struct {
	field string
	body  []byte
}

func (b brokenBody) refusedAt(p Problem) bool {
	return b.field == "" || slices.ContainsFunc(p.Errors, func(f Fault) bool {
		return f.Says != "" && (f.Field == b.field || strings.HasPrefix(f.Field, b.field+"[") || strings.HasPrefix(f.Field, b.field+"."))
	})
}

// brokenBodies are by what is broken in them.
func brokenBodies(api *huma.OpenAPI, o walked, media string) map[string]brokenBody {
	out := map[string]brokenBody{
		"two million bytes": {body: bytes.Repeat([]byte("x"), 2<<20)},
		"no JSON, no form":  {body: []byte("\x00\xff{")},
	}
	if media != "application/json" {
		return out
	}
	out["a number"], out["a list"], out["nothing"] = brokenBody{body: []byte("7")}, brokenBody{body: []byte("[]")}, brokenBody{}
	out["a hundred thousand lists in another"] = brokenBody{body: bytes.Repeat([]byte("["), 100_000)}
	schema := o.op.RequestBody.Content[media].Schema
	if schema.Ref != "" {
		schema = api.Components.Schemas.SchemaFromRef(schema.Ref)
	}
	for name, property := range schema.Properties {
		whole, _ := smallest(api, schema, "").(map[string]any)
		whole[name] = wrongFor(property)
		out["another type at "+name] = broken(name, whole)
		if property.Type == huma.TypeString {
			whole[name] = "字\x00节"
			out["a zero byte at "+name] = broken(name, whole)
			whole[name] = "字\xff"
			out["half a character at "+name] = brokenBody{name, bytes.Replace(broken(name, whole).body, []byte(`\ufffd`), []byte("\xff"), 1)}
		}
	}
	return out
}

func broken(field string, whole map[string]any) brokenBody {
	body, err := json.Marshal(whole)
	if err != nil {
		panic(err)
	}
	return brokenBody{field, body}
}

// wrongFor is a value of a type that the schema does not have.
func wrongFor(s *huma.Schema) any {
	if s.Type == huma.TypeString {
		return []int{1}
	}
	return "x"
}

func mediaOf(op *huma.Operation) string {
	if op.RequestBody == nil {
		return ""
	}
	for media := range op.RequestBody.Content {
		return media
	}
	return ""
}

// caller is the login of somebody who may call; empty: nobody need sign in.
func caller(o walked) string {
	roles, signedIn := o.roles()
	switch {
	case !signedIn:
		return ""
	case len(roles) == 0:
		return "county_clerk"
	}
	return roles[0]
}

func (w *world) callerOf(login string) *client {
	if login == "" {
		return w.client()
	}
	w.user(login, someVillage)
	return w.as(login)
}

// nobodysCase stands in paths where no route gets as far as to look for it.
var nobodysCase = &casework.Case{ID: 1 << 40, Division: home, Household: "none"}

// Who calls a path by a method it does not have is told which it has.
func TestAMethodThatIsNoneIsToldTheOthers(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		method, path string
		status       int
		allow        string
	}{
		{"TRACE", "/api/me", http.StatusMethodNotAllowed, "GET"},
		{"DELETE", "/api/cases", http.StatusMethodNotAllowed, "GET, POST"},
		{"GET", "/api/cases/loads", http.StatusUnauthorized, ""}, // it is /api/cases/{id}
		{"PUT", "/api/users/7", http.StatusMethodNotAllowed, "PATCH"},
		{"DELETE", "/api/nothing", http.StatusNotFound, ""},
	} {
		r := w.client().send(c.method, c.path, "", nil)
		if r.status != c.status || r.header.Get("Allow") != c.allow || r.problem(t).Detail == "" {
			t.Errorf("%s %s: %s, Allow %q", c.method, c.path, r, r.header.Get("Allow"))
		}
	}
}

// What is left of a body that was refused for its size is no request of the
// connection: behind a proxy it would be another user's.
func TestTheRestOfABodyIsNoRequest(t *testing.T) {
	w := newWorld(t)
	conn, err := net.Dial("tcp", w.http.Listener.Addr().String())
	must(t, err)
	defer conn.Close()
	const head = "POST /api/login HTTP/1.1\r\nHost: x\r\nX-Dixian: 1\r\nContent-Type: application/json\r\nContent-Length: 2097152\r\n\r\n"
	rest := append(bytes.Repeat([]byte(" "), maxBody+1), "GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n"...)
	_, err = conn.Write(append([]byte(head), rest...))
	must(t, err)
	must(t, conn.SetReadDeadline(time.Now().Add(20*time.Second)))
	got, err := io.ReadAll(conn)
	if err != nil || bytes.Count(got, []byte("HTTP/1.1 ")) != 1 || !bytes.Contains(got, []byte("too_large")) {
		t.Errorf("%v after %s", err, got)
	}
}

func TestAPathThatCannotBeReadIsRefusedInChinese(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	r := w.as("county_clerk").do("GET", "/api/cases/loads", nil)
	if p := r.problem(t); r.status != http.StatusUnprocessableEntity || p.says() != "有内容没有填对，请按提示更正\nid: 要填整数" {
		t.Error(p.says())
	}
}
