package plan

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"dixian/plans"
)

// loader gathers the items of all files and what is wrong with them.
type loader struct {
	pkg        *Package
	problems   Problems
	references []reference
}

func (l *loader) add(pos Pos, what, cure string) { l.problems.Add(pos, what, cure) }

// Missing says that there is no folder where a package should be. It is fs.ErrNotExist.
type Missing struct{ Dir string }

func (e *Missing) Error() string {
	return fmt.Sprintf("there is no plan package in %s; give the folder it lies in with --plan, or leave --plan out for the one that is built in", e.Dir)
}

// Unwrap is what a folder that is not there is to who opens it.
func (e *Missing) Unwrap() error { return fs.ErrNotExist }

// BuiltIn names the package that the program carries in itself, where else a folder
// is named.
const BuiltIn = "builtin:guizhou"

// Path is what names a package in whatever folder one works.
func Path(dir string) (string, error) {
	if dir == BuiltIn {
		return dir, nil
	}
	return filepath.Abs(dir)
}

// Load reads the package in a folder, or the one built in: every *.yaml below it, in byte order of
// its path. What is wrong with the package comes back as Problems, all of them
// and sorted; a folder that cannot be read as another error. Names used in
// expressions, cites and tests are resolved later, by Check.
func Load(dir string) (*Package, error) {
	if dir == BuiltIn {
		carried, err := fs.Sub(plans.Guizhou, "guizhou")
		if err != nil {
			return nil, err
		}
		return LoadFS(carried, dir)
	}
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &Missing{dir}
	}
	if err != nil {
		return nil, fmt.Errorf("the plan package %s cannot be read: %w", dir, err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("the plan package %s is a file; name the folder that holds its *.yaml files", dir)
	}
	return LoadFS(os.DirFS(dir), dir)
}

// LoadFS reads a package from a file system; dir is what Package.Dir says.
func LoadFS(fsys fs.FS, dir string) (*Package, error) {
	files, err := packageFiles(fsys)
	if err != nil {
		return nil, fmt.Errorf("the plan package %s cannot be read: %w", dir, err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("the plan package %s has no *.yaml file; name the folder that holds them", dir)
	}
	l := &loader{pkg: &Package{Dir: dir}}
	hash := sha256.New()
	for _, file := range files {
		if strings.HasSuffix(file, ".yml") {
			l.add(Pos{file, 1, 1}, "only *.yaml files are read", "call it "+strings.TrimSuffix(file, ".yml")+".yaml")
			continue
		}
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, fmt.Errorf("the plan package %s cannot be read: %w", dir, err)
		}
		fmt.Fprintf(hash, "%d %s\n%d\n", len(file), file, len(data))
		hash.Write(data)
		l.readItems(file, data)
	}
	l.pkg.Hash = hex.EncodeToString(hash.Sum(nil))
	return l.finish()
}

// ParseItems reads the items of one file that is not part of a folder, such as
// worked cases in a document. The file's name is only shown.
func ParseItems(file string, data []byte) (*Package, error) {
	l := &loader{pkg: &Package{}}
	l.readItems(file, data)
	sum := sha256.Sum256(data)
	l.pkg.Hash = hex.EncodeToString(sum[:])
	return l.finish()
}

// finish links what refers to another item and gives the package, if nothing is
// wrong with it.
func (l *loader) finish() (*Package, error) {
	l.link()
	l.checkNames()
	if err := l.problems.Err(); err != nil {
		return nil, err
	}
	return l.pkg, nil
}

// packageFiles are the paths of all *.yaml (and the mistaken *.yml), in byte order.
func packageFiles(fsys fs.FS) ([]string, error) {
	var files []string
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if ext := path.Ext(name); !entry.IsDir() && (ext == ".yaml" || ext == ".yml") {
			files = append(files, name)
		}
		return nil
	})
	slices.Sort(files)
	return files, err
}

// AsProblems is the problems of a package that an error holds, if it does.
func AsProblems(err error) (Problems, bool) {
	var ps Problems
	ok := errors.As(err, &ps)
	return ps, ok
}
