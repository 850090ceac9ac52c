package screening

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"dixian/rule"
)

// unchanged holds the files that are there now against those the run read,
// before one of them is read again.
func (r *Record) unchanged(dir string, o Options, program *rule.Program) error {
	for _, folder := range []string{o.Registry, o.Extracts} {
		if _, err := os.Stat(folder); err != nil {
			return &Changed{Dir: dir, What: fmt.Sprintf("its input folder %s cannot be read (%v)", folder, err), Cure: "put it back where it was, or screen again"}
		}
	}
	if r.Mapping != "" {
		if err := r.same(dir, "mapping file", r.Mapping, r.MappingHash); err != nil {
			return err
		}
	}
	for _, in := range r.Inputs {
		if err := r.same(dir, "file of "+in.Table, in.Path, in.SHA256); err != nil {
			return err
		}
	}
	files, _, err := findFiles(o, program)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, in := range r.Inputs {
		known[in.Path] = true
	}
	for _, t := range program.Tables {
		for _, path := range files[t.Name] {
			if !known[path] {
				return &Changed{Dir: dir, What: path + " is a file of " + t.Name + " that was not there when the run was made", Cure: "move it away, or screen again"}
			}
		}
	}
	return nil
}

// same refuses a file that is not what it was.
func (r *Record) same(dir, what, path, hash string) error {
	now, err := fileHash(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Changed{Dir: dir, What: fmt.Sprintf("the %s, %s, is no longer there", what, path), Cure: "put it back, or screen again"}
	case err != nil:
		return &Changed{Dir: dir, What: fmt.Sprintf("the %s, %s, cannot be read (%v)", what, path, err), Cure: "make it readable, or screen again"}
	case now != hash:
		return &Changed{Dir: dir, What: fmt.Sprintf("the %s, %s, has changed since (SHA-256 %s then, %s now)", what, path, short(hash), short(now)),
			Cure: "put back the file that the run read, or screen again"}
	}
	return nil
}

// compareInputs refuses files that changed between the look at them and the
// reading, and a package that takes other files for its tables.
func (r *Record) compareInputs(dir string, now []Input) error {
	read := map[string]string{}
	for _, in := range now {
		read[in.Table+" "+in.Path] = in.SHA256
	}
	for _, in := range r.Inputs {
		if read[in.Table+" "+in.Path] != in.SHA256 {
			return &Changed{Dir: dir, What: fmt.Sprintf("the file of %s, %s, changed while it was read", in.Table, in.Path), Cure: "try again when nobody writes to it"}
		}
	}
	return nil
}
