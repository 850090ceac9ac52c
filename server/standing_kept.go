package server

import (
	"context"
	"slices"
	"strings"

	"dixian/division"
	"dixian/registry"
)

// notKept are the tables that the newest screening of divisions read from files
// uploaded with it, which nobody keeps, and of which nothing was delivered since.
// What stands is without their rows: screened, every alert that rests on them would
// look gone.
func (s *Server) notKept(ctx context.Context, scope []division.Code) ([]string, error) {
	return s.tablesWhose(ctx, scope, registry.BatchScreened)
}

// notStanding are the tables that the newest screening of divisions read and of which
// nothing stands: those not kept, and those that came by no file of the server.
func (s *Server) notStanding(ctx context.Context, scope []division.Code) ([]string, error) {
	return s.tablesWhose(ctx, scope, registry.BatchScreened, "")
}

// tablesWhose are the extracts that the newest screening of divisions read whose
// newest batch that counts is in one of some states; empty: there is no batch.
func (s *Server) tablesWhose(ctx context.Context, scope []division.Code, states ...string) ([]string, error) {
	var out []string
	program := s.Casework.Program
	for _, d := range scope {
		run, err := s.Casework.Store.RunAbout(ctx, d)
		if err != nil {
			return nil, err
		}
		if run == nil {
			continue
		}
		view, err := s.runSummary(run, scope)
		if err != nil {
			return nil, err
		}
		for _, t := range view.Tables {
			if t.Read == 0 || t.Table == program.Households.Name || t.Table == program.Persons.Name {
				continue
			}
			batches, err := s.Casework.Registry.Batches(ctx, registry.BatchFilter{Scope: registry.Whole(d), Table: t.Table})
			if err != nil {
				return nil, err
			}
			if slices.Contains(states, newestCounted(batches)) {
				out = append(out, t.Label)
			}
		}
	}
	return out, nil
}

// newestCounted is the state of the newest of some batches, newest first, that was
// more than uploaded; empty: there is none.
func newestCounted(batches []*registry.Batch) string {
	for _, b := range batches {
		if b.State != registry.BatchStaged {
			return b.State
		}
	}
	return ""
}

// mostTablesNamed is how many tables a sentence names.
const mostTablesNamed = 5

// standsWhole refuses to work on what stands where tables of the newest screening
// are not kept.
func (s *Server) standsWhole(ctx context.Context, scope []division.Code) error {
	missing, err := s.notKept(ctx, scope)
	if err != nil || len(missing) == 0 {
		return err
	}
	named := strings.Join(missing[:min(len(missing), mostTablesNamed)], "、")
	if len(missing) > mostTablesNamed {
		named += "等"
	}
	return invalid("", "最近一次筛查用的"+named+"是随筛查上传的，原文件没有留存，现有数据里没有它们；请先在“部门报送”里装载这些表，或者连同全部文件上传筛查")
}
