package server

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// One change for all equal cells: only where they are equal, never for numbers of
// persons, and not for rows that have another fault.
func TestEqualCellsAreMendedTogether(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	c := w.as("county_clerk")
	number := numberOf(t, 1)
	text := "plate,id_number,kind,status\n"
	for i := range 30 {
		text += fmt.Sprintf("贵A%05d,%s,小型轿车,正常\n", i, number)
	}
	text += "贵A10001," + number + ",轿子,正常\n贵A10002," + number + ",轿子,正常\n贵A10003," + number + ",车,正常\n贵A10004,52,小型轿车,正常\n贵A10005,52,小型轿车,正常\n贵A10006," + number + ",轿子,好着\n"
	b := c.delivered(parcel{"vehicle.csv": []byte(text)})
	if job := c.loaded(b, nil); job.Result == nil || job.Result.Quarantine != 6 {
		t.Fatalf("%+v", job)
	}
	path := fmt.Sprintf("/api/batches/%d/quarantine", b.ID)
	for says, want := range map[string]struct {
		line   int
		value  string
		status int
		text   string
	}{
		"a word that is none":     {32, "轿", http.StatusUnprocessableEntity, "还是读不进来"},
		"a line that is not bad":  {2, "小型轿车", http.StatusNotFound, ""},
		"a number of two persons": {35, number, http.StatusUnprocessableEntity, "逐个核对"},
	} {
		if r := c.do("POST", fmt.Sprintf("%s/%d/equal", path, want.line), map[string]any{"value": want.value}); r.status != want.status || !strings.Contains(string(r.body), want.text) {
			t.Errorf("%s: %s", says, r)
		}
	}
	r := c.do("POST", path+"/32/equal", map[string]any{"value": "小型轿车"})
	var done equalDone
	if r.into(t, &done); done.Corrected != 2 || done.Left != 1 {
		t.Fatalf("%s", r)
	}
	var q badLines
	c.get(path, &q)
	states := ""
	for _, row := range q.Rows {
		states += fmt.Sprintf("%d %s\n", row.Line, row.State)
	}
	if states != "32 corrected\n33 corrected\n34 set_aside\n35 set_aside\n36 set_aside\n37 set_aside\n" || q.Corrected != 2 {
		t.Errorf("%s %+v", states, q.Corrected)
	}
	if len(q.Kinds) != 2 || q.Kinds[0].Kind != "word" || q.Kinds[0].Rows != 4 || q.Kinds[1].Label != "证件号码" {
		t.Errorf("%+v", q.Kinds)
	}
	var ids badLines
	if c.get(path+"?kind=id&limit=1", &ids); len(ids.Rows) != 1 || ids.Rows[0].Line != 35 || ids.Next != 35 {
		t.Errorf("%+v", ids)
	}
	if c.get(path+"?kind=id&limit=1&after=35", &ids); len(ids.Rows) != 1 || ids.Rows[0].Line != 36 || ids.Next != 0 {
		t.Errorf("%+v", ids)
	}
}
