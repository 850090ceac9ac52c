package twin

import "fmt"

// parquetSource describes a Parquet file's columns.
func (s *session) parquetSource(path string, t table) (source, error) {
	f := source{path: path, parquet: true}
	rows, err := s.conn.QueryContext(s.ctx, "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet("+
		quoted(path)+", binary_as_string = true))")
	if err != nil {
		return f, fmt.Errorf("reading the columns of %s: %w", path, err)
	}
	defer rows.Close()
	for rows.Next() {
		var name, typ string
		if err := rows.Scan(&name, &typ); err != nil {
			return f, fmt.Errorf("reading the columns of %s: %w", path, err)
		}
		f.columns = append(f.columns, sourceColumn{header: name, typ: typ})
	}
	if err := rows.Err(); err != nil {
		return f, fmt.Errorf("reading the columns of %s: %w", path, err)
	}
	return f, f.recognise(t)
}

// sources understands the headers of a table's files.
func (s *session) sources(t table, paths []string) ([]source, error) {
	all := make([]source, 0, len(paths))
	for _, path := range paths {
		var f source
		var err error
		switch {
		case isParquet(path):
			f, err = s.parquetSource(path, t)
		case isZip(path):
			err = fmt.Errorf("%s is a workbook: the twin reads CSV in UTF-8 and Parquet", path)
		default:
			f, err = csvSource(path, t)
		}
		if err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, nil
}
