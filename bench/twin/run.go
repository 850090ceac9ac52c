package twin

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"dixian/bench/sql"
)

// Run screens a registry and extracts at a date and writes alerts.csv, hits.csv
// and findings.csv into o.Out with the contract's columns; evidence holds less
// than the contract asks for, except in coverage_thin. The checked form adds
// counts.csv (`table,read,accepted,duplicate,quarantined,unmatched,warnings`) and
// quarantine.csv (`table,row,column`).
//
// Errors: a missing registry table, a file that is refused whole, a parameter
// without value at the date, a format out of the twin's reach.
func Run(ctx context.Context, o Options) error {
	o, err := o.complete()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.Out, 0o755); err != nil {
		return err
	}
	beside, err := os.MkdirTemp("", "twin-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(beside)
	s, err := open(ctx, o, filepath.Join(beside, "spill"))
	if err != nil {
		return err
	}
	defer s.close()
	if err := s.readAndScreen(o, beside); err != nil {
		return err
	}
	tables, err := contract()
	if err != nil {
		return err
	}
	return s.write(o, tables)
}

// readAndScreen reads the files and screens them.
func (s *session) readAndScreen(o Options, beside string) error {
	tables, err := contract()
	if err != nil {
		return err
	}
	if err := s.prepare(o, beside, tables); err != nil {
		return err
	}
	files, err := s.inputs(o, tables)
	if err != nil {
		return err
	}
	read := s.readChecked
	if o.Form == Typed {
		read = s.readTyped
	}
	if err := read(tables, files); err != nil {
		return err
	}
	return s.screen()
}

// prepare defines the macros and loads what stands beside the extracts.
func (s *session) prepare(o Options, beside string, tables []table) error {
	places := map[string]string{"division_file": "guizhou_divisions.csv.gz", "former_file": "former_counties.csv", "parameter_file": "parameters.csv"}
	for variable, name := range places {
		path := filepath.Join(beside, name)
		if variable == "parameter_file" && o.Parameters != "" {
			path = o.Parameters
		} else {
			content, err := sql.Files.ReadFile(name)
			if err != nil {
				return err
			}
			if err := os.WriteFile(path, content, 0o600); err != nil {
				return err
			}
		}
		if err := s.exec(name, "SET VARIABLE "+variable+" = "+quoted(path)); err != nil {
			return err
		}
	}
	if err := s.files("tables.sql", "kinds.sql", "calendar.sql", "shown.sql"); err != nil {
		return err
	}
	return s.exec("lists of words", wordMacros(tables))
}

// inputs understands the headers of all files; a missing registry table is an
// error (authorisations may be missing), a missing extract an empty table.
func (s *session) inputs(o Options, tables []table) (map[string][]source, error) {
	registry, err := filesOf(o.Registry, tables, true)
	if err != nil {
		return nil, err
	}
	extracts, err := filesOf(o.Extracts, tables, false)
	if err != nil {
		return nil, err
	}
	all := map[string][]source{}
	for _, t := range tables {
		paths := extracts[t.key]
		if t.registry {
			paths = registry[t.key]
		}
		if len(paths) == 0 && (t.key == "households" || t.key == "persons") {
			return nil, fmt.Errorf("the registry %s has no file of table %s (%s)", o.Registry, t.key, t.name)
		}
		if all[t.key], err = s.sources(t, paths); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// readChecked leaves good_T for every table T, and read_T for the counts.
func (s *session) readChecked(tables []table, files map[string][]source) error {
	number := 0
	for _, t := range tables {
		if err := s.exec(t.key, textTable(t)); err != nil {
			return err
		}
		for _, f := range files[t.key] {
			number++
			if err := s.loadText(t, f, number); err != nil {
				return err
			}
		}
		if t.key == "persons" {
			if err := s.files("checked/persons.sql"); err != nil {
				return err
			}
		} else if err := s.exec(t.key, readTable(t)+";"+goodTable(t)); err != nil {
			return err
		}
		if err := s.exec(t.key, "DROP TABLE text_"+t.key); err != nil {
			return err
		}
	}
	return nil
}

// readTyped leaves good_T for every table T.
func (s *session) readTyped(tables []table, files map[string][]source) error {
	for _, t := range tables {
		if err := s.exec(t.key, sourceView(t, files[t.key])); err != nil {
			return err
		}
	}
	return s.files("typed/registry.sql", "typed/extracts.sql")
}

// screen computes the words of screening.md and its rules.
func (s *session) screen() error {
	return s.files(
		"words/person.sql", "words/kept.sql", "words/authorised.sql", "words/parameters.sql", "words/money.sql", "words/coverage.sql",
		"alerts/tables.sql", "alerts/income.sql", "alerts/health.sql", "alerts/school.sql", "alerts/living.sql", "alerts/work.sql",
		"hits.sql",
		"findings/persons.sql", "findings/households.sql", "findings/coverage_thin.sql",
		"result.sql")
}

// write copies the results into o.Out.
func (s *session) write(o Options, tables []table) error {
	results := []string{"alerts", "hits", "findings"}
	if o.Form == Checked {
		if err := s.exec("counts", countsView(tables)+";"+quarantineView(tables)); err != nil {
			return err
		}
		results = append(results, "counts", "quarantine")
	}
	for _, name := range results {
		path := filepath.Join(o.Out, name+".csv")
		if err := s.exec(path, fmt.Sprintf("COPY (FROM %s_csv) TO %s (HEADER, DELIMITER ',')", name, quoted(path))); err != nil {
			return err
		}
	}
	return nil
}
