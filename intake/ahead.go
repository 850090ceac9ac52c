package intake

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"sync"
)

// Ahead surveys files before the tables they hold are loaded: their hashes and
// encodings, which wait for nothing and hold nothing. It takes them in the given
// order and leaves those to Load that Load comes to first. What it finds is what Load
// would find; a file is read on under the handle that was surveyed.
type Ahead struct {
	mu    sync.Mutex
	files map[string]*surveyed // that nobody asked for yet
	done  sync.WaitGroup
	stop  context.CancelFunc
}

// surveyed is a file under survey.
type surveyed struct {
	begun  bool
	ready  chan struct{}
	file   *os.File
	before fs.FileInfo
	survey survey
	err    error
}

// NewAhead begins to survey files under limits, of which zero fields are the
// defaults. It ends with Close.
func NewAhead(ctx context.Context, files []string, limits Limits) *Ahead {
	ctx, stop := context.WithCancel(ctx)
	a := &Ahead{files: map[string]*surveyed{}, stop: stop}
	for _, path := range files {
		a.files[path] = &surveyed{ready: make(chan struct{})}
	}
	a.done.Go(func() {
		for _, path := range files {
			if s := a.begin(path); s != nil {
				s.file, s.before, s.survey, s.err = openAndSurvey(ctx, path, limits.withDefaults())
				close(s.ready)
			}
		}
	})
	return a
}

// begin takes a file to be surveyed; nil: somebody asked for it.
func (a *Ahead) begin(path string) *surveyed {
	a.mu.Lock()
	defer a.mu.Unlock()
	s := a.files[path]
	if s != nil && s.begun {
		return nil // it stands twice in the list
	}
	if s != nil {
		s.begun = true
	}
	return s
}

// take gives a file's survey to who loads it, who closes the file; false: it was not
// begun, and will not be.
func (a *Ahead) take(path string) (*surveyed, bool) {
	a.mu.Lock()
	s := a.files[path]
	delete(a.files, path)
	a.mu.Unlock()
	if s == nil || !s.begun {
		return nil, false
	}
	<-s.ready
	return s, true
}

// Close ends the survey. Files that nobody asked for are closed.
func (a *Ahead) Close() error {
	a.stop()
	a.done.Wait()
	var errs []error
	for _, s := range a.files {
		if s.file != nil {
			errs = append(errs, s.file.Close())
		}
	}
	a.files = nil
	return errors.Join(errs...)
}

// openAndSurvey opens a file and reads it once; before is what the file was like. It
// is closed again if there is an error.
func openAndSurvey(ctx context.Context, path string, limits Limits) (f *os.File, before fs.FileInfo, s survey, err error) {
	if before, err = os.Stat(path); err != nil {
		return nil, nil, s, refuse("cannot be opened").becauseOf(err)
	}
	if !before.Mode().IsRegular() {
		return nil, nil, s, refuse("not a regular file; copy its contents into a file and load that")
	}
	if f, err = os.Open(path); err != nil {
		return nil, nil, s, refuse("cannot be opened").becauseOf(err)
	}
	if s, err = surveyFile(ctx, f, f, path, limits); err != nil {
		f.Close() // what it is closed for counts
		return nil, nil, s, err
	}
	return f, before, s, nil
}
