package server

import (
	"context"

	"dixian/access"
	"dixian/casework/exchange"
	"dixian/division"
	"dixian/registry"
)

// nationalAsked chooses what is typed into the national system.
type nationalAsked struct {
	AtDay
	Monitored int    `query:"monitored" minimum:"0" maximum:"1" doc:"1: the monitored only; else also who was lifted out of poverty"`
	Headings  string `query:"headings" maxLength:"60" doc:"source of the mapping that gives headings and codes; none: ours"`
}

// takeNational takes a list for typing into the national system, town by town.
// Whose numbers are shown whole is written down among the looks at the household
// before it is shown.
func (s *Server) takeNational(list string) func(context.Context, *access.User, *nationalAsked, bool) (*rows, error) {
	return func(ctx context.Context, u *access.User, in *nationalAsked, whole bool) (*rows, error) {
		county, err := nationalCounty(u)
		if err != nil {
			return nil, err
		}
		asked := exchange.Asked{List: list, Monitored: in.Monitored == 1, Whole: whole}
		if table := exchange.TableOf(list); in.Headings != "" && table != "" {
			if asked.Mapping, err = s.savedMapping(ctx, county, table, in.Headings); err != nil {
				return nil, invalid("filter.headings", "这张名单没有存过“"+in.Headings+"”的对照")
			}
		}
		towns := s.divisions.Children(county)
		return &rows{exchange.Names(list, asked.Mapping), []division.Code{county}, func(ctx context.Context) ([][]any, error) {
			for len(towns) > 0 {
				lines, about, err := s.exchange.Rows(ctx, asked, towns[0])
				towns = towns[1:]
				if err != nil {
					return nil, err
				}
				if whole {
					if err := s.lookedWhole(ctx, u, about); err != nil {
						return nil, err
					}
				}
				if len(lines) > 0 {
					return asCells(lines), nil
				}
			}
			return nil, nil
		}}, nil
	}
}

// lookedWhole writes down that an export shows households' numbers whole.
func (s *Server) lookedWhole(ctx context.Context, u *access.User, codes []string) error {
	looks := make([]*registry.Look, len(codes))
	for i, code := range codes {
		looks[i] = s.look(u, code, registry.LookedUnmasked)
		looks[i].Field = "export"
	}
	return s.Casework.Registry.AddLooks(ctx, looks)
}

func asCells(lines [][]string) [][]any {
	out := make([][]any, len(lines))
	for i, line := range lines {
		out[i] = make([]any, len(line))
		for j, cell := range line {
			out[i][j] = cell
		}
	}
	return out
}
