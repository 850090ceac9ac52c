package server

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// Rows are mended like in a sheet: what can be read is corrected, what cannot stays with
// its reason and loses nothing, and what the file had is beside it and comes back.
func TestASheetOfBadRowsIsMended(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	c := w.as("county_clerk")
	number := numberOf(t, 1)
	text := "plate,id_number,kind,status\n"
	for i := range 30 {
		text += fmt.Sprintf("贵A%05d,%s,小型轿车,正常\n", i, number)
	}
	text += "贵A10001," + number + ",轿子,正常\n贵A10002,52,轿子,正常\n贵A10003," + number + ",车,正常\n"
	b := c.delivered(parcel{"vehicle.csv": []byte(text)})
	if job := c.loaded(b, nil); job.Result == nil || job.Result.Quarantine != 3 {
		t.Fatalf("%+v", job)
	}
	path := fmt.Sprintf("/api/batches/%d/quarantine", b.ID)
	rows := func(rows ...sheetRow) sheetRows { return sheetRows{rows} }
	put := func(line int, column, value string) sheetRow {
		return sheetRow{Line: line, Cells: map[string]string{column: value}}
	}
	for says, refused := range map[string]struct {
		rows   sheetRows
		status int
		want   string
	}{
		"no row":                   {rows(), http.StatusUnprocessableEntity, ""},
		"a line that is not bad":   {rows(put(2, "kind", "小型轿车")), http.StatusNotFound, ""},
		"one that is not, of many": {rows(put(32, "kind", "小型轿车"), put(2, "kind", "小型轿车")), http.StatusNotFound, ""},
		"a line twice":             {rows(put(32, "kind", "a"), put(32, "kind", "b")), http.StatusUnprocessableEntity, "写了两次"},
		"a column that is none":    {rows(put(32, "colour", "红")), http.StatusUnprocessableEntity, "没有"},
		"a column of ours":         {rows(sheetRow{Line: 32, Back: []string{"colour"}}), http.StatusUnprocessableEntity, "没有"},
		"a cell without an end":    {rows(put(32, "kind", strings.Repeat("车", 201))), http.StatusUnprocessableEntity, "超过 200"},
	} {
		for method, path := range map[string]string{"PATCH": path, "POST": path + "/check"} {
			if r := c.do(method, path, refused.rows); r.status != refused.status || !strings.Contains(string(r.body), refused.want) {
				t.Errorf("%s %s: %s", method, says, r)
			}
		}
	}
	stands := func() (out string) {
		var q badLines
		c.get(path, &q)
		for _, r := range q.Rows {
			out += fmt.Sprint(r.Line, " ", r.State)
			for _, cell := range r.Cells {
				if cell.Changed {
					out += " " + cell.Came + "→" + cell.Value
				}
			}
			for _, f := range r.Faults {
				out += " !" + f.Field
			}
			out += "\n"
		}
		return out + fmt.Sprint(q.Corrected)
	}
	before := "32 set_aside !kind\n33 set_aside !id_number !kind\n34 set_aside !kind\n0"
	if got := stands(); got != before {
		t.Fatal(got)
	}
	t.Run("a check says what would be wrong and keeps nothing", func(t *testing.T) {
		r := c.do("POST", path+"/check", rows(put(33, "kind", "小型轿车"), put(32, "kind", "小型轿车")))
		var got checkedLines
		if r.into(t, &got); len(got.Rows) != 2 || len(got.Rows[0].Faults) != 0 || len(got.Rows[1].Faults) != 1 || got.Rows[1].Faults[0].Field != "id_number" {
			t.Errorf("%s", r)
		}
		if got := stands(); got != before {
			t.Error(got)
		}
	})
	t.Run("what is right is corrected, what is not is kept and stays with its reason", func(t *testing.T) {
		r := c.do("PATCH", path, rows(put(32, "kind", "小型轿车"), put(33, "kind", "小型轿车"), put(34, "kind", "大车")))
		var got correctedLines
		if r.into(t, &got); len(got.Rows) != 3 || got.Rows[1].Column != "id_number" || got.Rows[1].Reason == "" {
			t.Errorf("%s", r)
		}
		if got := stands(); got != "32 corrected 轿子→小型轿车\n33 set_aside 轿子→小型轿车 !id_number\n34 set_aside 车→大车 !kind\n1" {
			t.Error(got)
		}
	})
	t.Run("what the file had comes back, with its reason", func(t *testing.T) {
		r := c.do("PATCH", path, rows(sheetRow{Line: 32, Back: []string{"kind"}}, sheetRow{Line: 33, Back: []string{"kind"}}, sheetRow{Line: 34, Back: []string{"kind"}}))
		if got := stands(); r.status != http.StatusOK || got != before {
			t.Errorf("%s\n%s", r, got)
		}
	})
	t.Run("only what was corrected is loaded again, and then no more changed", func(t *testing.T) {
		c.do("PATCH", path, rows(put(32, "kind", "小型轿车"), put(34, "kind", "大车")))
		r := c.do("POST", fmt.Sprintf("/api/batches/%d/resubmit", b.ID), nil)
		var fresh batchView
		if r.into(t, &fresh); fresh.Accepted != 1 || fresh.Quarantined != 0 {
			t.Errorf("%s", r)
		}
		if r := c.do("PATCH", path, rows(put(34, "kind", "小型轿车"), put(32, "kind", "货车"))); r.status != http.StatusUnprocessableEntity || !strings.Contains(string(r.body), "第 32 行已经重新装载") {
			t.Errorf("%s", r)
		}
		if got := stands(); got != "32 resubmitted 轿子→小型轿车\n33 set_aside !id_number !kind\n34 set_aside 车→大车 !kind\n0" {
			t.Error(got)
		}
	})
}
