package compare

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const columns = "division_code,household_code,rule,risk,urgency,as_of,members_hit,evidence\n"

// write makes a result directory of files by name; the three result files are
// there even when nothing is said of them.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	directory := t.TempDir()
	for _, name := range []string{"alerts.csv", "hits.csv", "findings.csv"} {
		if _, ok := files[name]; !ok {
			files[name] = ""
		}
	}
	for name, content := range files {
		if !strings.Contains(name, "/") && strings.HasSuffix(name, "s.csv") && name != "counts.csv" {
			content = columns + content
		}
		path := filepath.Join(directory, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return directory
}

func TestDirectories(t *testing.T) {
	const alert = "520123103201,H1,accident,因意外,黄,2025-06-30,520123********0010,{}\n"
	const thin = `520123000000,,coverage_thin,数据质量,,2025-06-30,,"{""table"":""income"",""period"":""2023/2025"",""present"":1,""expected"":""4"",""share"":""0.6""}"` + "\n"
	for _, c := range []struct {
		says string
		a, b map[string]string
		want string // file, rule and key of the differences
	}{
		{"the same lines agree, whatever the evidence", map[string]string{"alerts.csv": alert},
			map[string]string{"alerts.csv": strings.Replace(alert, "{}", `"{""loss"":1}"`, 1)}, ""},
		{"a line that the other has not", map[string]string{"alerts.csv": alert}, map[string]string{}, "alerts accident household H1"},
		{"another urgency", map[string]string{"alerts.csv": alert}, map[string]string{"alerts.csv": strings.Replace(alert, "黄", "红", 1)}, "alerts accident household H1"},
		{"another person", map[string]string{"hits.csv": alert}, map[string]string{"hits.csv": strings.Replace(alert, "0010", "0029", 1)}, "hits accident household H1"},
		{"numbers of coverage_thin as text or as numbers", map[string]string{"findings.csv": thin},
			map[string]string{"findings.csv": strings.Replace(thin, `""4""`, `4`, 1)}, ""},
		{"another number present", map[string]string{"findings.csv": thin},
			map[string]string{"findings.csv": strings.Replace(thin, `:1,`, `:2,`, 1)}, "findings coverage_thin county 520123000000, income of 2023/2025"},
		{"counts of a twin and of a product, tables of zeros aside",
			map[string]string{"counts.csv": "table,read,accepted,duplicate,quarantined,unmatched,warnings\nincome,3,2,0,1,0,0\nvehicle,0,0,0,0,0,0\n"},
			map[string]string{"summary.json": `{"tables":{"income":{"read":3,"accepted":3,"duplicate":0,"quarantined":0,"unmatched":0,"warnings":0}}}`},
			"counts rows income accepted; counts rows income quarantined"},
		{"bad columns of a twin and of a product", map[string]string{"quarantine.csv": "table,row,column\nincome,1,year\nincome,2,(cells)\n"},
			map[string]string{"quarantine/income.csv": "file,line,column,value,reason\nincome.csv,2,household_code,,empty\nincome.csv,3,,,cells\n"},
			"quarantine rows income household_code; quarantine rows income year"},
	} {
		t.Run(c.says, func(t *testing.T) {
			all, err := Directories(write(t, c.a), write(t, c.b))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, d := range all {
				got = append(got, d.File+" "+d.Rule+" "+d.Key)
			}
			if strings.Join(got, "; ") != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestRefusedResults(t *testing.T) {
	for says, alerts := range map[string]string{
		"unsorted": "520123103201,H2,accident,x,,d,,{}\n520123103201,H1,accident,x,,d,,{}\n",
		"twice":    "520123103201,H1,accident,x,,d,,{}\n520123103201,H1,accident,x,,d,,{}\n",
		"evidence": "520123000000,,coverage_thin,x,,d,,{\n",
	} {
		if _, err := Directories(write(t, map[string]string{"alerts.csv": alerts}), write(t, map[string]string{})); err == nil {
			t.Errorf("%s: no error", says)
		}
	}
	if _, err := Directories(t.TempDir(), t.TempDir()); err == nil {
		t.Error("empty directories: no error")
	}
}
