package server

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"dixian/access"
	"dixian/casework/exchange"
	"dixian/division"
	"dixian/registry"
)

// nationalView is how a county stands with the national system.
type nationalView struct {
	County     string             `json:"county" doc:"12 digits"`
	CountyName string             `json:"county_name"`
	Lists      []nationalListView `json:"lists" doc:"the tables, with the list that counts"`
	Counts     []nationalCount    `json:"counts" doc:"differences by sort and state"`
	Open       int                `json:"open" doc:"nobody has settled them"`
	ToType     int                `json:"to_type" doc:"ours is right, and the newest list does not have it yet"`
	AskedFor   int                `json:"asked_for" doc:"theirs is right or the case decides, and here it is not done yet"`
}

type nationalListView struct {
	Table       string    `json:"table"`
	Label       string    `json:"label"`
	Batch       int64     `json:"batch" doc:"0: none is loaded"`
	File        string    `json:"file"`
	LoadedName  string    `json:"loaded_name"`
	LoadedAt    time.Time `json:"loaded_at"`
	Rows        int       `json:"rows"`
	Quarantined int       `json:"quarantined"`
}

type nationalCount struct {
	List  string `json:"list" enum:"national_households,national_persons"`
	Kind  string `json:"kind" enum:"only_here,only_there,field"`
	Field string `json:"field" doc:"column of the list; empty: the whole row"`
	Label string `json:"label" doc:"of the field"`
	State string `json:"state" enum:"open,settled,agreed"`
	Side  string `json:"side" doc:"ours, theirs, case; empty: not settled"`
	N     int    `json:"n"`
}

// nationalDifference is a difference, numbers and phones masked.
type nationalDifference struct {
	ID           int64     `json:"id"`
	Version      int       `json:"version" doc:"to be sent back with its settlement"`
	List         string    `json:"list" enum:"national_households,national_persons"`
	Kind         string    `json:"kind" enum:"only_here,only_there,field"`
	Household    string    `json:"household" doc:"our code; theirs where only they have it"`
	Held         bool      `json:"held" doc:"the registry has a household of this code"`
	Name         string    `json:"name" doc:"of the head or the person"`
	Number       string    `json:"number" doc:"masked; empty: a household, or a person without one"`
	DivisionName string    `json:"division_name"`
	Field        string    `json:"field"`
	Label        string    `json:"label" doc:"of the field"`
	Ours         string    `json:"ours"`
	Theirs       string    `json:"theirs"`
	Note         string    `json:"note" doc:"what else is known"`
	ByCase       bool      `json:"by_case" doc:"monitoring: a case decides it, no change request"`
	Alone        bool      `json:"alone" doc:"theirs is right makes a change request of it; else one must be named"`
	State        string    `json:"state" enum:"open,settled,agreed"`
	FoundOn      string    `json:"found_on"`
	SeenOn       string    `json:"seen_on"`
	Side         string    `json:"side" doc:"ours, theirs, case; empty: not settled"`
	Reason       string    `json:"reason"`
	Request      int64     `json:"request" doc:"change request that followed; 0: none"`
	SettledName  string    `json:"settled_name"`
	SettledAt    time.Time `json:"settled_at"`
}

type nationalDifferences struct {
	Differences []nationalDifference `json:"differences"`
	Next        int64                `json:"next" doc:"for after; 0 on the last page"`
}

func (s *Server) nationalRoutes() {
	route(s, operation{id: "national", method: http.MethodGet, path: "/api/national", summary: "和国家系统对账的情况", tag: "national", may: loading}, s.national)
	route(s, operation{id: "differences", method: http.MethodGet, path: "/api/national/differences", summary: "两边不一样的地方", tag: "national", may: loading}, s.differences)
	route(s, operation{id: "settle-differences", method: http.MethodPost, path: "/api/national/settle", summary: "认定差异：谁对，写明理由；国家系统对的提出变更申请", tag: "national", may: loading}, s.settleDifferences)
	route(s, operation{id: "reconcile", method: http.MethodPost, path: "/api/national/compare", summary: "用现在的登记、案件和已装载的名单重新对账", tag: "national", may: loading, status: http.StatusAccepted}, s.reconcile)
}

// nationalCounty is the county whose lists a user works on.
func nationalCounty(u *access.User) (division.Code, error) {
	scope := exchange.Scope(u)
	if len(scope) == 0 {
		return 0, access.ErrForbidden
	}
	return scope[0], nil
}

func (s *Server) national(ctx context.Context, u *access.User, _ *AtOnly) (*body[nationalView], error) {
	county, err := nationalCounty(u)
	if err != nil {
		return nil, err
	}
	out := nationalView{County: county.String(), CountyName: s.placeName(county), Lists: []nationalListView{}, Counts: []nationalCount{}}
	for _, t := range s.Casework.Program.National {
		v := nationalListView{Table: t.Name, Label: label(t.Label, t.Name)}
		batches, err := s.countedLists(ctx, county, t.Name)
		if err != nil {
			return nil, err
		}
		for i, b := range batches {
			if i == 0 {
				v.Batch, v.File, v.LoadedName, v.LoadedAt = b.ID, b.File, b.LoadedName, b.LoadedAt
			}
			v.Rows, v.Quarantined = v.Rows+b.Accepted, v.Quarantined+b.Quarantined
		}
		out.Lists = append(out.Lists, v)
	}
	counts, err := s.exchange.Store.CountDifferences(ctx, []division.Code{county}, 0)
	for _, c := range counts {
		out.Counts = append(out.Counts, nationalCount{c.List, c.Kind, c.Field, s.nationalField(c.List, c.Field), c.State, c.Side, c.N})
		switch {
		case c.State == exchange.Open:
			out.Open += c.N
		case c.State == exchange.Settled && c.Side == exchange.Ours:
			out.ToType += c.N
		case c.State == exchange.Settled:
			out.AskedFor += c.N
		}
	}
	return answer(out, err)
}

// nationalField is what a column of a list is called.
func (s *Server) nationalField(list, field string) string {
	if t := s.table(list); t != nil && field != "" {
		return columnLabel(t, field)
	}
	return ""
}

// countedLists are the batches of a list that count, the newest first.
func (s *Server) countedLists(ctx context.Context, county division.Code, table string) ([]*registry.Batch, error) {
	return s.Casework.Registry.Batches(ctx, registry.BatchFilter{Scope: registry.Whole(county), Table: table, State: registry.BatchLoaded})
}

func (s *Server) differences(ctx context.Context, u *access.User, in *struct {
	AtDay
	State string `query:"state" enum:"open,settled,agreed" default:"open"`
	List  string `query:"list" enum:"national_households,national_persons"`
	Kind  string `query:"kind" enum:"only_here,only_there,field"`
	Field string `query:"field" maxLength:"40"`
	Side  string `query:"side" enum:"ours,theirs,case"`
	Under string `query:"under" maxLength:"12" doc:"12 digits; none: the county"`
	After int64  `query:"after" minimum:"0" doc:"next of the page before"`
	Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}) (*body[nationalDifferences], error) {
	at, err := under(in.Under)
	if err != nil {
		return nil, err
	}
	held, err := s.exchange.Store.Differences(ctx, exchange.Filter{
		Scope: exchange.Scope(u), Under: at, State: in.State, List: in.List, Kind: in.Kind, Field: in.Field, Side: in.Side, After: in.After, Limit: in.Limit + 1,
	})
	if err != nil {
		return nil, err
	}
	out := nationalDifferences{Differences: []nationalDifference{}}
	if len(held) > in.Limit {
		held = held[:in.Limit]
		out.Next = held[in.Limit-1].ID
	}
	codes := make([]string, len(held))
	for i, d := range held {
		codes[i] = d.Household
	}
	households, err := s.Casework.Registry.Households(ctx, codes, false)
	for _, d := range held {
		out.Differences = append(out.Differences, s.nationalDifference(d, households[d.Household] != nil))
	}
	return answer(out, err)
}

func (s *Server) nationalDifference(d *exchange.Difference, held bool) nationalDifference {
	f := d.Found.Masked()
	return nationalDifference{
		ID: d.ID, Version: d.Version, List: f.List, Kind: f.Kind, Household: f.Household, Held: held, Name: f.Name, Number: f.Number, DivisionName: s.shortName(f.Division),
		Field: f.Field, Label: s.nationalField(f.List, f.Field), Ours: f.Ours, Theirs: f.Theirs, Note: f.Note, ByCase: d.OfCase(), Alone: d.Correctable(),
		State: d.State, FoundOn: dated(d.FoundOn), SeenOn: dated(d.SeenOn), Side: d.Side, Reason: d.Reason, Request: d.Request, SettledName: d.SettledName, SettledAt: d.SettledAt,
	}
}

// settlementFields say which field of the form an error is about.
var settlementFields = []struct {
	err   error
	field string
}{
	{exchange.ErrReason, "reason"}, {exchange.ErrSide, "side"}, {exchange.ErrByCase, "side"}, {exchange.ErrNoCase, "side"}, {exchange.ErrRequest, "request"},
	{exchange.ErrNotTheirs, "request"}, {exchange.ErrAgreed, ""},
}

// ofExchange turns what the exchange refuses into a problem.
func ofExchange(err error) error {
	for _, f := range settlementFields {
		if errors.Is(err, f.err) {
			return invalid(f.field, err.Error())
		}
	}
	return err
}

// differenceAsked is a difference as the reader saw it.
type differenceAsked struct {
	ID      int64 `json:"id"`
	Version int   `json:"version" minimum:"0"`
}

func (s *Server) settleDifferences(ctx context.Context, u *access.User, in *struct {
	Body struct {
		Differences []differenceAsked `json:"differences" maxItems:"200"`
		Side        string            `json:"side" enum:"ours,theirs,case"`
		Reason      string            `json:"reason" maxLength:"200"`
		Request     int64             `json:"request,omitempty" minimum:"0" doc:"change request that was asked for already, for one difference; none: one is made"`
	}
}) (*body[nationalDifferences], error) {
	b, out := in.Body, nationalDifferences{Differences: []nationalDifference{}}
	if len(b.Differences) == 0 {
		return nil, invalid("differences", "请先选中要认定的差异")
	}
	if b.Request != 0 && len(b.Differences) > 1 {
		return nil, invalid("request", "填了申请号，一次只能认定一条差异")
	}
	err := s.exchange.Store.Atomically(ctx, func(ctx context.Context) error {
		for _, d := range b.Differences {
			settled, err := s.exchange.Settle(ctx, u, exchange.Settlement{ID: d.ID, Version: d.Version, Side: b.Side, Reason: b.Reason, Request: b.Request})
			if err != nil {
				return err
			}
			out.Differences = append(out.Differences, s.nationalDifference(settled, true))
		}
		return nil
	})
	if err != nil {
		return nil, ofExchange(err)
	}
	return answer(out, nil)
}

func (s *Server) reconcile(ctx context.Context, u *access.User, _ *struct{}) (*body[jobStarted], error) {
	county, err := nationalCounty(u)
	if err != nil {
		return nil, err
	}
	j, err := s.jobs.start(u.ID, func(ctx context.Context, j *job) (*jobResult, string, error) {
		j.Stage("registry", 0)
		says, err := s.reconciled(ctx, u, county)
		if err != nil {
			return nil, "", s.inWords(ctx, err)
		}
		return nil, says, nil
	})
	if err != nil {
		return nil, err
	}
	j.about(jobCompare, "")
	v, _ := j.look()
	return answer(jobStarted{v}, nil)
}

// reconciled compares a county with its lists and says what came of it. A list
// that was withdrawn, of which none counts any more, differs in nothing.
func (s *Server) reconciled(ctx context.Context, u *access.User, county division.Code, withdrawn ...string) (string, error) {
	var lists exchange.Lists
	var newest int64
	for _, into := range []struct {
		table string
		rows  *[]exchange.Cells
	}{{exchange.Households, &lists.Households}, {exchange.Persons, &lists.Persons}} {
		batches, err := s.countedLists(ctx, county, into.table)
		if err != nil {
			return "", err
		}
		for _, b := range batches {
			newest = max(newest, b.ID)
			if err := s.listRows(ctx, b, into.rows); err != nil {
				return "", err
			}
		}
	}
	n, err := s.exchange.Reconcile(ctx, u, county, newest, lists, withdrawn...)
	return fmt.Sprintf("和国家系统对账：现在有 %d 处不一样。", n), err
}

// listRows reads the accepted rows of a list.
func (s *Server) listRows(ctx context.Context, b *registry.Batch, into *[]exchange.Cells) error {
	var text bytes.Buffer
	if err := s.Casework.Registry.Parts(ctx, b.ID, registry.RowsPart, func(data []byte) error { _, err := text.Write(data); return err }); err != nil {
		return err
	}
	if *into == nil {
		*into = []exchange.Cells{}
	}
	r := csv.NewReader(&text)
	names, err := r.Read()
	if err != nil {
		return err
	}
	for {
		line, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		cells := exchange.Cells{}
		for i, cell := range line {
			if cell != "" {
				cells[names[i]] = cell
			}
		}
		*into = append(*into, cells)
	}
}
