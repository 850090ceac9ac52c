package server

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
	"dixian/screening"
)

// screenStanding screens the registry as it is with the batches that count.
func (s *Server) screenStanding(ctx context.Context, u *access.User, in *struct {
	Body struct {
		AsOf string `json:"as_of" maxLength:"10" doc:"the date that is screened"`
	}
}) (*body[jobStarted], error) {
	asOf, err := day("as_of", in.Body.AsOf)
	switch {
	case err != nil:
		return nil, err
	case asOf == 0:
		return nil, invalid("as_of", "请填筛查日期")
	case asOf > s.Casework.Today():
		return nil, invalid("as_of", "筛查日期在今天之后")
	}
	j, err := s.jobs.start(u.ID, func(ctx context.Context, j *job) (*jobResult, string, error) { return s.standing(ctx, j, u, asOf) })
	if err != nil {
		return nil, err
	}
	v, _ := j.look()
	return answer(jobStarted{v}, nil)
}

// standing writes the county's registry and the rows that count to a private
// folder, screens it as if it had been uploaded, and deletes it.
func (s *Server) standing(ctx context.Context, j *job, u *access.User, asOf calendar.Date) (result *jobResult, says string, err error) {
	nothing := func(context.Context, *access.User, *upload, *screening.Screened, []division.Code) (*registry.Proposal, error) {
		return &registry.Proposal{}, nil
	}
	if err := s.standsWhole(ctx, casework.LoadScope(u)); err != nil {
		return nil, "", s.inWords(ctx, err)
	}
	err = s.laidOut(ctx, j, casework.LoadScope(u), asOf, func(files *upload) (err error) {
		result, says, err = s.screenFiles(ctx, j, u, files, nothing)
		return err
	})
	return result, says, err
}

// laidOut lays the standing data of divisions out as files in a private folder,
// for as long as do takes.
func (s *Server) laidOut(ctx context.Context, j *job, scope []division.Code, asOf calendar.Date, do func(*upload) error) error {
	dir, err := os.MkdirTemp(s.Uploads, "standing-")
	if err != nil {
		return s.inWords(ctx, err)
	}
	files := &upload{dir: dir, asOf: asOf}
	defer func() {
		if e := files.discard(); e != nil {
			s.Log.Error("a standing screening's files could not be deleted", "error", e.Error())
		}
	}()
	j.Stage("read", 0)
	if err := s.layOut(ctx, scope, files); err != nil {
		return s.inWords(ctx, err)
	}
	return do(files)
}

// layOut writes the registry of divisions and the batches of theirs that count,
// the older ones first: of rows with the same key the later batch's counts.
func (s *Server) layOut(ctx context.Context, scope []division.Code, files *upload) error {
	if err := errors.Join(os.Mkdir(files.registry(), 0o700), os.Mkdir(files.extracts(), 0o700)); err != nil {
		return err
	}
	households, err1 := os.OpenFile(filepath.Join(files.registry(), "households.csv"), os.O_CREATE|os.O_WRONLY, 0o600)
	persons, err2 := os.OpenFile(filepath.Join(files.registry(), "persons.csv"), os.O_CREATE|os.O_WRONLY, 0o600)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	var list []*registry.Household
	for _, d := range scope {
		held, err := s.Casework.Registry.HouseholdsIn(ctx, d)
		if err != nil {
			return err
		}
		list = append(list, held...)
	}
	if err := errors.Join(registry.WriteHouseholds(households, persons, list), households.Close(), persons.Close()); err != nil {
		return err
	}
	batches, err := s.Casework.Registry.Batches(ctx, registry.BatchFilter{Scope: registry.Whole(scope...), State: registry.BatchLoaded})
	if err != nil {
		return err
	}
	for _, b := range batches {
		t := s.table(b.Table)
		if t == nil || t.Folder == nationalFolder || t == s.Casework.Program.Households || t == s.Casework.Program.Persons {
			continue
		}
		folder := files.extracts()
		if t.Folder == "registry" {
			folder = files.registry()
		}
		path := filepath.Join(folder, fmt.Sprintf("%s_%012d.csv", t.Name, b.ID))
		if err := s.openFile(ctx, b.ID, registry.RowsPart, path); err != nil {
			return err
		}
		files.reads(filepath.Base(path), b)
	}
	return s.layConsents(ctx, scope, files)
}
