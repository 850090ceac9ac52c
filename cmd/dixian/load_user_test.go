package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"testing"
	"time"

	"dixian/casework"
	"dixian/division"
)

// Kinds of requests. Of a hundred, 35 list, 25 open a case's page, 20 search, 10
// open a case and 10 record a measure.
const (
	kindList    = "list"
	kindCase    = "case"
	kindSearch  = "search"
	kindOpen    = "open"
	kindMeasure = "measure"
)

// loadUser is one signed-in user, who reads and writes in the own village.
type loadUser struct {
	url, token string
	client     *http.Client
	draw       *rand.Rand
	village    division.Code
	own        []int // numbers of the village's households
	listed     []int64
	opened     []loadCase
	next       int // of own, to open a case for
}

// loadCase is a case with the version that the next write is based on.
type loadCase struct {
	ID      int64 `json:"id"`
	Version int   `json:"version"`
}

// work thinks and asks in turn until the end, and tells what was asked from the
// beginning on.
func (u *loadUser) work(t *testing.T, begin, end time.Time) []measured {
	var out []measured
	wait := time.Duration(u.draw.Float64() * float64(*loadThink)) // not all at once
	for {
		if time.Now().Add(wait).After(end) {
			return out
		}
		<-time.After(wait)
		start := time.Now()
		kind, err := u.ask(u.draw.IntN(100))
		if err != nil {
			t.Errorf("%s: %v", kind, err)
			return out
		}
		if start.After(begin) {
			out = append(out, measured{kind, time.Since(start)})
		}
		wait = time.Duration((0.6 + 0.8*u.draw.Float64()) * float64(*loadThink))
	}
}

// ask makes the request of a lot from 0 to 99. Who has no case yet to look at or
// to help lists cases or opens one.
func (u *loadUser) ask(lot int) (kind string, err error) {
	switch {
	case *loadSearches:
		way := searchWays[lot%len(searchWays)]
		return way.name, u.send(http.MethodPost, "/api/search", way.asks(u, u.own[u.draw.IntN(len(u.own))]), http.StatusOK, nil)
	case lot < 20:
		return kindSearch, u.search()
	case lot < 30 && len(u.opened) > 0:
		return kindMeasure, u.measure()
	case lot < 40:
		return kindOpen, u.open()
	case lot < 65 && len(u.listed) > 0:
		return kindCase, u.send(http.MethodGet, fmt.Sprintf("/api/cases/%d", u.listed[u.draw.IntN(len(u.listed))]), nil, http.StatusOK, nil)
	}
	return kindList, u.list()
}

// list asks for a page of fifty: of all, of one state, of what is late.
func (u *loadUser) list() error {
	var got struct{ Cases []loadCase }
	err := u.send(http.MethodGet, "/api/cases"+[]string{"", "?state=dispatched", "?late=1"}[u.draw.IntN(3)], nil, http.StatusOK, &got)
	if len(got.Cases) > 0 {
		u.listed = u.listed[:0]
	}
	for _, c := range got.Cases {
		u.listed = append(u.listed, c.ID)
	}
	return err
}

// search asks for a name, the beginning of a household's code, or an ID number.
func (u *loadUser) search() error {
	household := u.own[u.draw.IntN(len(u.own))]
	asked := []string{
		string([]rune{surnames[u.draw.IntN(len(surnames))], givenNames[u.draw.IntN(len(givenNames))]}),
		loadCode(household)[:7],
		loadNumber(household, u.draw.IntN(4)),
	}
	return u.send(http.MethodPost, "/api/search", map[string]any{"q": asked[u.draw.IntN(len(asked))]}, http.StatusOK, nil)
}

// searchWays are the ways to search for something of a household of the own village.
var searchWays = []struct {
	name string
	asks func(u *loadUser, household int) map[string]any
}{
	{"surname", func(_ *loadUser, n int) map[string]any { return map[string]any{"q": loadName(n)[:len("王")]} }},
	{"name", func(_ *loadUser, n int) map[string]any { return map[string]any{"q": loadName(n)} }},
	{"name in village", func(u *loadUser, n int) map[string]any {
		return map[string]any{"q": loadName(n), "under": u.village.String()}
	}},
	{"code", func(_ *loadUser, n int) map[string]any { return map[string]any{"q": loadCode(n)[:7]} }},
	{"ID number", func(u *loadUser, n int) map[string]any { return map[string]any{"q": loadNumber(n, u.draw.IntN(4))} }},
	{"phone", func(_ *loadUser, n int) map[string]any { return map[string]any{"q": loadPhone(n)} }},
	{"place", func(u *loadUser, _ int) map[string]any {
		name, _ := division.Guizhou().Name(u.village)
		return map[string]any{"q": name}
	}},
}

func (u *loadUser) open() error {
	var made struct{ Case loadCase }
	household := loadCode(u.own[u.next%len(u.own)])
	u.next++
	err := u.send(http.MethodPost, "/api/cases", map[string]any{"household": household, "channel": casework.FromCadre, "says": "屋顶漏雨"}, http.StatusCreated, &made)
	if err == nil {
		u.keep(made.Case)
	}
	return err
}

func (u *loadUser) measure() error {
	c := u.opened[u.draw.IntN(len(u.opened))]
	var changed struct{ Case loadCase }
	asked := map[string]any{"version": c.Version, "class": "就业帮扶", "kind": casework.Development, "owner": "人社局", "from": "2026-01-01"}
	err := u.send(http.MethodPost, fmt.Sprintf("/api/cases/%d/measures", c.ID), asked, http.StatusOK, &changed)
	if err == nil {
		u.keep(changed.Case)
	}
	return err
}

// keep remembers a case as it is now.
func (u *loadUser) keep(c loadCase) {
	for i := range u.opened {
		if u.opened[i].ID == c.ID {
			u.opened[i] = c
			return
		}
	}
	u.opened = append(u.opened, c)
}

// send fails with what the server said where it answers anything but what is
// wanted.
func (u *loadUser) send(method, path string, asked any, want int, into any) error {
	req, err := http.NewRequest(method, u.url+path, said(asked))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("X-Dixian", "1")
	req.AddCookie(&http.Cookie{Name: "dixian_session", Value: u.token})
	resp, err := u.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	switch {
	case err != nil:
		return err
	case resp.StatusCode != want:
		return refusedError{resp.StatusCode, string(text)}
	case into == nil:
		return nil
	}
	return json.Unmarshal(text, into)
}
