package server

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
	"dixian/intake"
	"dixian/plan"
	"dixian/registry"
	"dixian/screening"
)

// maxQuarantine is the share of a table's rows that may be bad before a screening
// of it would be about the dirt.
//
// Source: screening contract, Command line.
const maxQuarantine = 0.2

// mostBad is how many bad rows a job lists.
const mostBad = 50

// screen is the job behind an upload: read, screen, fill the registry, merge into
// the cases. Its files are gone when it ends, whatever comes of it.
func (s *Server) screen(ctx context.Context, j *job, u *access.User, files *upload) (*jobResult, string, error) {
	defer func() {
		if e := files.discard(); e != nil {
			s.Log.Error("an upload could not be deleted", "error", e.Error())
		}
	}()
	if err := s.layConsents(ctx, casework.LoadScope(u), files); err != nil {
		return nil, "", s.inWords(ctx, err)
	}
	return s.screenFiles(ctx, j, u, files, s.propose)
}

// screenFiles screens files and merges what was found into the cases; before, in
// the same transaction, beside does what its caller wants of the registry.
func (s *Server) screenFiles(ctx context.Context, j *job, u *access.User, files *upload, beside func(context.Context, *access.User, *upload, *screening.Screened, []division.Code) (*registry.Proposal, error)) (result *jobResult, says string, err error) {
	screened, err := s.evaluate(ctx, j, files)
	if err != nil {
		return nil, "", s.inWords(ctx, err)
	}
	scope := casework.LoadScope(u)
	outside := keepScope(screened.Result, scope)
	text, err := screened.JSON()
	if err != nil {
		return nil, "", s.inWords(ctx, err)
	}
	run := &casework.Run{AsOf: files.asOf, Package: s.Casework.Package.Hash, Summary: text, Spoken: spokenIn(screened, scope)}
	var proposed *registry.Proposal
	var got *casework.Received
	err = s.Casework.Registry.Atomically(ctx, func(ctx context.Context) (err error) {
		j.Stage("registry", 0)
		if proposed, err = beside(ctx, u, files, screened, scope); err != nil {
			return err
		}
		j.Stage("receive", 0)
		run.Read = &casework.Read{Witness: screened.Witness(), Alerts: screened.Result.Alerts, Sources: files.from, Parameters: screened.Summary.Parameters}
		got, err = s.Casework.Receive(ctx, u, run, screened.Result, coverageIn(screened, scope), villagesIn(screened, scope))
		return err
	})
	if err != nil {
		return nil, "", s.inWords(ctx, err)
	}
	view, err := s.runSummary(run, scope)
	if err != nil {
		return nil, "", s.inWords(ctx, err)
	}
	result = &jobResult{
		Run: got.Run, Screened: screened.Result.Screened, Alerted: screened.Result.Alerted,
		Added: proposed.Added, Kept: proposed.Same, Proposed: proposed.Proposed, Waiting: proposed.Known, Outside: outside + got.Outside,
		Opened: got.Opened, Joined: got.Joined, Updated: got.Updated, Gone: got.Gone, Slept: got.Slept, Hits: got.Hits, Urgent: got.Urgent, Unheld: got.Unheld,
		Left: list(screened.Left), Tables: view.Tables,
	}
	for _, t := range view.Tables {
		result.Quarantine += t.Quarantined
	}
	return result, finished(result), nil
}

func (s *Server) evaluate(ctx context.Context, j *job, files *upload) (*screening.Screened, error) {
	pkg, err := s.Settings.InForce(ctx)
	if err != nil {
		return nil, err
	}
	var mu sync.Mutex
	listed := 0
	return screening.Evaluate(ctx, screening.Options{
		Registry: files.registry(), Extracts: files.extracts(), AsOf: files.asOf, Today: s.Casework.Today(),
		MaxQuarantine: maxQuarantine, WholeRegistry: true, Progress: j,
	}, pkg, s.Casework.Program, func(p intake.Problem) {
		mu.Lock()
		defer mu.Unlock()
		if listed++; listed > mostBad {
			return
		}
		row := badRow{p.Table, p.File, p.Line, p.Column, p.Value, p.Reason}
		j.change(func(v *jobView) { v.Bad = append(v.Bad, row) })
	})
}

// keepScope leaves out of a result what lies outside the divisions of who loads
// it: a county does not open another's clues.
func keepScope(r *screening.Result, scope []division.Code) (outside int) {
	for _, lines := range []*[]screening.Line{&r.Alerts, &r.Hits, &r.Findings} {
		*lines = slices.DeleteFunc(*lines, func(l screening.Line) bool {
			code, err := division.ParseCode(l.Division)
			out := err != nil || !within(scope, code)
			if out {
				outside++
			}
			return out
		})
	}
	return outside
}

// coverageIn is what the files say about the counties of who loads them.
func coverageIn(screened *screening.Screened, scope []division.Code) []screening.Covered {
	return slices.DeleteFunc(slices.Clone(screened.Coverage), func(c screening.Covered) bool {
		code, err := division.ParseCode(c.County)
		return err != nil || !within(scope, code)
	})
}

// spokenIn is how the rules spoke in the counties of who loads the files.
func spokenIn(screened *screening.Screened, scope []division.Code) []screening.Spoken {
	return slices.DeleteFunc(slices.Clone(screened.Spoken), func(s screening.Spoken) bool { return !within(scope, s.County) })
}

// villagesIn are the villages of the screened households, of those of who loads
// them: about any other the run says nothing.
func villagesIn(screened *screening.Screened, scope []division.Code) []division.Code {
	villages := slices.Clone(screened.Panel.Division)
	slices.Sort(villages)
	return slices.DeleteFunc(slices.Compact(villages), func(d division.Code) bool { return !within(scope, d) })
}

// finished tells a clerk what a screening did.
func finished(r *jobResult) string {
	text := fmt.Sprintf("筛查 %d 户，%d 户有预警；新线索 %d 条，其中急件 %d 条已直接派单；并入在办 %d 条，更新 %d 条，数据已变 %d 条。", r.Screened, r.Alerted, r.Opened, r.Urgent, r.Joined, r.Updated, r.Gone)
	if r.Quarantine > 0 {
		text += fmt.Sprintf("有 %d 行有问题，已经隔离。", r.Quarantine)
	}
	if r.Proposed > 0 {
		text += fmt.Sprintf("登记有 %d 处不同，已成为变更申请，等另一人批准。", r.Proposed)
	}
	if r.Outside > 0 {
		text += fmt.Sprintf("有 %d 条不在您的管辖范围，没有加载。", r.Outside)
	}
	return text
}

// inWords is why a screening failed, for who uploaded the files. What is not
// about them goes to the log.
func (s *Server) inWords(ctx context.Context, err error) error {
	var bad *screening.TooManyBad
	var file *intake.FileError
	var missing *screening.MissingParameters
	var problems plan.Problems
	var absent *screening.MissingTables
	var refused *Problem
	switch {
	case ctx.Err() != nil:
		return errors.New("这次筛查停了下来，没有做完，什么都没有改动；要做请再传一次")
	case errors.As(err, &bad):
		return fmt.Errorf("%s（%s）%d 行里有 %d 行有问题，超过允许的 %.4g%%，这次没有加载；下面列出开头的几行，请退回部门改好再传",
			bad.Table.Label, bad.Table.Name, bad.Read, bad.Bad, 100*bad.Limit)
	case errors.As(err, &file):
		s.Log.Warn("a file was refused", "column", file.Column, "reason", file.Reason)
		return errors.New(s.refusedFile(file))
	case errors.As(err, &missing):
		return fmt.Errorf("缺参数 %s（%s，%s），这次没有加载；请省级或县级先设定", strings.Join(missing.Names, "、"), s.placeName(missing.Where), missing.AsOf)
	case errors.As(err, &problems):
		return errors.New("规则包有错，这次没有加载；请找系统管理员")
	case errors.As(err, &absent):
		return errors.New(absentFiles(absent))
	case errors.As(err, &refused):
		return errors.New(refused.Detail)
	}
	s.Log.Error("a screening failed", "error", err.Error())
	return errors.New(internal)
}

// absentFiles tells which registry files an upload has not.
func absentFiles(e *screening.MissingTables) string {
	var names []string
	for _, t := range e.Tables {
		names = append(names, t.Label+"（"+t.Name+"）")
	}
	return "缺登记文件：" + strings.Join(names, "、") + "，这次没有加载；户和人两张表都要有，请补齐后一起再传"
}
