package server

import (
	"context"
	"net/http"
	"strings"
	"time"

	"dixian/access"
	"dixian/casework/exchange"
	"dixian/division"
	"dixian/intake"
	"dixian/registry"
	"dixian/rule"
)

// mappingView is how a source calls the columns and words of a table.
type mappingView struct {
	Source  string                       `json:"source"`
	Table   string                       `json:"table"`
	Headers map[string]string            `json:"headers" doc:"the source's header → column key; empty: leave it alone"`
	Codes   map[string]map[string]string `json:"codes" doc:"column key → the source's code → our word"`
	SavedBy string                       `json:"saved_by"`
	SavedAt time.Time                    `json:"saved_at"`
}

type mappingList struct {
	Mappings []mappingView `json:"mappings"`
}

// mappingReach is the county whose mappings a user reads and saves, with the tables
// that are the user's there.
func (s *Server) mappingReach(u *access.User) (registry.Reach, error) {
	scope := s.deliveryScope(u)
	if len(scope) == 0 {
		return registry.Reach{}, access.ErrForbidden
	}
	out := registry.Reach{Division: scope[0].Division.County(), Tables: []string{}}
	for _, r := range scope {
		switch {
		case r.Division.County() != out.Division:
		case r.Tables == nil:
			return registry.Reach{Division: out.Division}, nil
		default:
			out.Tables = append(out.Tables, r.Tables...)
		}
	}
	return out, nil
}

func (s *Server) listMappings(ctx context.Context, u *access.User, _ *struct{}) (*body[mappingList], error) {
	of, err := s.mappingReach(u)
	if err != nil {
		return nil, err
	}
	held, err := s.Casework.Registry.Mappings(ctx, of.Division)
	out := mappingList{Mappings: []mappingView{}}
	for _, t := range s.Casework.Program.National {
		held = append(held, *exchange.FieldMapping(t.Name))
	}
	for _, m := range held {
		if !of.Has(m.Table, of.Division) {
			continue
		}
		out.Mappings = append(out.Mappings, mappingView{m.Source, m.Table, m.Headers, m.Codes, m.SavedBy, m.SavedAt})
	}
	return answer(out, err)
}

func (s *Server) saveMapping(ctx context.Context, u *access.User, in *struct {
	Body struct {
		Source  string                       `json:"source" maxLength:"60"`
		Table   string                       `json:"table" maxLength:"64"`
		Headers map[string]string            `json:"headers" maxProperties:"500"`
		Codes   map[string]map[string]string `json:"codes,omitempty" maxProperties:"100"`
	}
}) (*body[mappingView], error) {
	of, err := s.mappingReach(u)
	if err != nil {
		return nil, err
	}
	t := s.table(in.Body.Table)
	source := strings.TrimSpace(in.Body.Source)
	switch {
	case t == nil || t.Folder == "system":
		return nil, invalid("table", "没有“"+in.Body.Table+"”这张表")
	case !of.Has(t.Name, of.Division):
		return nil, newProblem(http.StatusForbidden, label(t.Label, t.Name)+"不是您的部门报送的表，不能存它的对照").withCode("forbidden")
	case source == exchange.FieldNames:
		return nil, invalid("source", "“"+source+"”是系统自带的对照，请换一个名字")
	case source == "":
		return nil, invalid("source", "请给来源起个名字，如“医保局”")
	}
	if p := badMapping(t, in.Body.Headers, in.Body.Codes); p != nil {
		return nil, p
	}
	m := registry.Mapping{Division: of.Division, Source: source, Table: t.Name, Headers: in.Body.Headers, Codes: in.Body.Codes, SavedBy: u.Name, SavedAt: s.Casework.Now()}
	if m.Headers == nil {
		m.Headers = map[string]string{}
	}
	if m.Codes == nil {
		m.Codes = map[string]map[string]string{}
	}
	if err := s.Casework.Registry.SaveMapping(ctx, m); err != nil {
		return nil, err
	}
	return answer(mappingView{m.Source, m.Table, m.Headers, m.Codes, m.SavedBy, m.SavedAt}, nil)
}

// badMapping refuses columns and words that the table does not have.
func badMapping(t *rule.Table, headers map[string]string, codes map[string]map[string]string) *Problem {
	for _, key := range headers {
		if c := t.Column(key); key != "" && (c == nil || c.System) {
			return invalid("headers", "没有“"+key+"”这一列")
		}
	}
	for key, words := range codes {
		c := t.Column(key)
		if c == nil || len(c.Type.Codes) == 0 {
			return invalid("codes", "“"+key+"”这一列没有可对照的词")
		}
		for _, word := range words {
			if c.Type.CodeIndex(word) < 0 {
				return invalid("codes", "“"+word+"”不是"+label(c.Label, c.Name)+"可填的值")
			}
		}
	}
	return nil
}

// mappingOf is the saved mapping that a source's file is read with; nil: ours.
func (s *Server) mappingOf(ctx context.Context, b *registry.Batch, source string) (*intake.Mapping, error) {
	if source == "" {
		return nil, nil
	}
	m, err := s.savedMapping(ctx, b.Division.County(), b.Table, source)
	if err != nil {
		return nil, err
	}
	return &intake.Mapping{Headers: m.Headers, Codes: m.Codes}, nil
}

// savedMapping is a county's mapping of a source, or the one that is always there.
func (s *Server) savedMapping(ctx context.Context, county division.Code, table, source string) (*registry.Mapping, error) {
	if m := exchange.FieldMapping(table); m != nil && source == exchange.FieldNames {
		return m, nil
	}
	held, err := s.Casework.Registry.Mappings(ctx, county)
	if err != nil {
		return nil, err
	}
	for _, m := range held {
		if m.Source == source && m.Table == table {
			return &m, nil
		}
	}
	return nil, invalid("source", "“"+source+"”没有存过这张表的对照")
}
