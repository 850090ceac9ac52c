package server

import (
	"context"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"

	"dixian/division"
)

// layConsents writes what was signed on the cases of divisions beside the files of a
// screening, as a file of the table authorisations. It is read after the others: of a
// signature that stands in two files, this one counts.
//
// Source: casework contract, Authorisation, "Signed rows feed the authorisations table".
func (s *Server) layConsents(ctx context.Context, scope []division.Code, files *upload) (err error) {
	rows, err := s.Casework.Consents(ctx, scope)
	if err != nil || len(rows) == 0 {
		return err
	}
	f, err := os.OpenFile(filepath.Join(files.registry(), "authorisations_~cases.csv"), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := csv.NewWriter(f)
	if err := w.Write([]string{"household_code", "id_number", "signed_on", "valid_to", "way"}); err != nil {
		return err
	}
	for _, c := range rows {
		if err := w.Write([]string{c.Household, c.ID, dated(c.SignedOn), dated(c.ValidTo), c.Way}); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}
