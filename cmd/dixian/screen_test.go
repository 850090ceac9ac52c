package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"dixian/store/pgserver"
)

// binary is the product, built once for the tests of this package.
var binary string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "dixian-test-")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(dir, "dixian")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-o", binary, ".").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%s\n%v\n", out, err)
		os.Exit(1)
	}
	code := m.Run()
	pgserver.Stop()
	os.RemoveAll(dir)
	os.Exit(code)
}

// dixian runs the product from the repository's root.
func dixian(t *testing.T, env []string, args ...string) (output string, code int) {
	t.Helper()
	cmd := exec.Command(binary, args...)
	cmd.Dir = "../.."
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

const asOf = "2025-06-30"

// province makes a synthetic province and returns its folder.
func province(t *testing.T, households int, more ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "province")
	args := append([]string{"synth", "--households", fmt.Sprint(households), "--seed", "7", "--as-of", asOf, "--out", dir}, more...)
	if out, code := dixian(t, nil, args...); code != 0 {
		t.Fatalf("synth: %s", out)
	}
	return dir
}

func screenArgs(province, out string, more ...string) []string {
	return append([]string{"screen", "--registry", province + "/registry", "--extracts", province + "/extracts",
		"--as-of", asOf, "--today", asOf, "--out", out}, more...)
}

// screened runs a screening that must work and gives its three lists.
func screened(t *testing.T, env []string, province string, more ...string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "run")
	if text, code := dixian(t, env, screenArgs(province, out, more...)...); code != 0 {
		t.Fatalf("screen: %s", text)
	}
	return lists(t, out)
}

func lists(t *testing.T, run string) string {
	t.Helper()
	var all []byte
	for _, name := range []string{"alerts.csv", "hits.csv", "findings.csv"} {
		data, err := os.ReadFile(filepath.Join(run, name))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, data...)
	}
	return string(all)
}

func TestSameInputsGiveTheSameBytes(t *testing.T) {
	dir := province(t, 1500, "--dirty", "0.03")
	first := screened(t, []string{"GOMAXPROCS=1"}, dir)
	if strings.Count(first, "\n") < 200 {
		t.Fatalf("only %d lines: the province is too quiet to prove anything", strings.Count(first, "\n"))
	}
	for _, n := range []string{"2", "8"} {
		if screened(t, []string{"GOMAXPROCS=" + n}, dir) != first {
			t.Errorf("GOMAXPROCS=%s gives other bytes than 1", n)
		}
	}
}

func TestEveryFormatGivesTheSameBytes(t *testing.T) {
	want := screened(t, nil, province(t, 400))
	for _, format := range []string{"gb18030", "xlsx", "parquet"} {
		if screened(t, nil, province(t, 400, "--format", format)) != want {
			t.Errorf("%s gives other results than CSV", format)
		}
	}
}

func TestTheOrderOfRowsLeavesNoTrace(t *testing.T) {
	dir := province(t, 800)
	want := screened(t, nil, dir)
	files, err := filepath.Glob(dir + "/*/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for _, f := range files {
		if filepath.Base(f) == "persons.csv" {
			continue // who is in two households is in the later row's
		}
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.SplitAfter(strings.TrimSuffix(string(data), "\n")+"\n", "\n")
		rows := lines[1 : len(lines)-1]
		r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		if err := os.WriteFile(f, []byte(strings.Join(lines, "")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if screened(t, nil, dir) != want {
		t.Error("shuffled rows give another result")
	}
}

func TestWhatIsRefused(t *testing.T) {
	clean := province(t, 200)
	for _, c := range []struct {
		says  string
		spoil func(t *testing.T, dir string)
		args  []string
		want  []string // in the message
	}{
		{"a required column missing", func(t *testing.T, dir string) {
			replace(t, dir+"/extracts/medical_settlement.csv", "settle_date", "some_date")
		}, nil, []string{"medical_settlement.csv", "settle_date", "结算日期"}},
		{"a column twice", func(t *testing.T, dir string) {
			replace(t, dir+"/extracts/housing.csv", "house_no", "grade")
		}, nil, []string{"housing.csv", "grade"}},
		{"a registry without persons", func(t *testing.T, dir string) {
			must(t, os.Remove(dir+"/registry/persons.csv"))
		}, nil, []string{"persons", "人"}},
		{"an empty folder", func(t *testing.T, dir string) {
			must(t, os.RemoveAll(dir+"/registry"))
			must(t, os.Mkdir(dir+"/registry", 0o755))
		}, nil, []string{"households", "户"}},
		{"a truncated workbook", func(t *testing.T, dir string) {
			must(t, os.WriteFile(dir+"/extracts/vehicle.xlsx", []byte("PK\x03\x04 cut off"), 0o644))
		}, nil, []string{"vehicle.xlsx"}},
		{"a ZIP bomb", func(t *testing.T, dir string) {
			must(t, os.WriteFile(dir+"/extracts/vehicle.xlsx", bomb(t), 0o644))
		}, nil, []string{"vehicle.xlsx"}},
		{"a file that ends inside quotes", func(t *testing.T, dir string) {
			appendTo(t, dir+"/extracts/disaster.csv", "\"open")
		}, nil, []string{"disaster.csv"}},
		{"a NUL byte", func(t *testing.T, dir string) {
			appendTo(t, dir+"/extracts/disaster.csv", "a\x00b\n")
		}, nil, []string{"disaster.csv"}},
		{"nothing but bad rows", func(t *testing.T, dir string) {
			must(t, os.WriteFile(dir+"/extracts/accident.csv", []byte("id_number,event_date,severity\nx,2025-01-01,重伤\ny,2025-01-01,重伤\n"), 0o644))
		}, nil, []string{"accident", "意外事故", "2 of 2", "--max-quarantine"}},
		{"a date without parameters", func(*testing.T, string) {}, []string{"--as-of", "2031-01-01"}, []string{"monitoring_line", "2031-01-01", "520000000000"}},
		{"a plan package that is none", func(*testing.T, string) {}, []string{"--plan", "docs"}, []string{"docs", "yaml"}},
	} {
		t.Run(c.says, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "province")
			must(t, os.CopyFS(dir, os.DirFS(clean)))
			c.spoil(t, dir)
			parent := t.TempDir()
			out := filepath.Join(parent, "run")
			must(t, os.Mkdir(out, 0o755))
			must(t, os.WriteFile(out+"/run.json", []byte("{}"), 0o644))
			text, code := dixian(t, nil, screenArgs(dir, out, c.args...)...)
			if code == 0 {
				t.Fatalf("it went through: %s", text)
			}
			for _, w := range c.want {
				if !strings.Contains(text, w) {
					t.Errorf("the message does not say %q: %s", w, text)
				}
			}
			if strings.Contains(text, "panic") || strings.Contains(text, "goroutine") {
				t.Errorf("it panicked: %s", text)
			}
			if data, err := os.ReadFile(out + "/run.json"); err != nil || string(data) != "{}" {
				t.Errorf("what was there before is not untouched: %q %v", data, err)
			}
			leftovers(t, parent, "run", "run.quarantine")
		})
	}
}

func TestABadTableTellsItsRows(t *testing.T) {
	dir := province(t, 200)
	must(t, os.WriteFile(dir+"/extracts/accident.csv", []byte("id_number,event_date,severity\nx,2025-01-01,重伤\n"), 0o644))
	out := filepath.Join(t.TempDir(), "run")
	if text, code := dixian(t, nil, screenArgs(dir, out)...); code == 0 {
		t.Fatal(text)
	}
	f, err := os.Open(out + ".quarantine/accident.csv")
	must(t, err)
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	must(t, err)
	if len(rows) != 2 || rows[1][1] != "2" || rows[1][2] != "id_number" {
		t.Errorf("the bad row is told as %v", rows)
	}
	if _, err := os.Stat(out + ".quarantine/accident.xlsx"); err != nil {
		t.Error("there is no workbook to send back:", err)
	}
}

func TestAFullDiskLeavesNothingHalf(t *testing.T) {
	dir := province(t, 1500)
	parent := t.TempDir()
	out := filepath.Join(parent, "run")
	cmd := exec.Command("sh", append([]string{"-c", `ulimit -f 8; exec "$0" "$@"`, binary}, screenArgs(dir, out)...)...)
	cmd.Dir = "../.."
	text, err := cmd.CombinedOutput()
	if err == nil {
		t.Fatalf("a file-size limit of 8 blocks did not stop it: %s", text)
	}
	if !strings.Contains(string(text), "cannot be written") {
		t.Errorf("the message does not say what failed: %s", text)
	}
	leftovers(t, parent)
}

func TestAnInterruptLeavesNothingHalf(t *testing.T) {
	dir := province(t, 6000)
	parent := t.TempDir()
	cmd := exec.Command(binary, screenArgs(dir, filepath.Join(parent, "run"))...)
	cmd.Dir = "../.."
	var text bytes.Buffer
	cmd.Stderr = &text
	must(t, cmd.Start())
	for deadline := time.Now().Add(20 * time.Second); ; {
		if entries, err := os.ReadDir(parent); err == nil && len(entries) > 0 {
			break // the run has begun to lay its result
		}
		if time.Now().After(deadline) {
			t.Fatal("the run did not begin")
		}
	}
	must(t, cmd.Process.Signal(syscall.SIGINT))
	err := cmd.Wait()
	if err == nil || cmd.ProcessState.ExitCode() != 130 {
		t.Fatalf("exit code %d, want 130: %s", cmd.ProcessState.ExitCode(), text.String())
	}
	leftovers(t, parent)
}

func TestASharedFolderIsNotOverwritten(t *testing.T) {
	dir := province(t, 200)
	out := t.TempDir()
	must(t, os.WriteFile(out+"/letter.txt", []byte("mine"), 0o644))
	text, code := dixian(t, nil, screenArgs(dir, out)...)
	if code == 0 || !strings.Contains(text, "not a run") {
		t.Errorf("exit %d: %s", code, text)
	}
	if data, err := os.ReadFile(out + "/letter.txt"); err != nil || string(data) != "mine" {
		t.Error("somebody's file is gone")
	}
}

func TestWhatIsLeftAloneIsTold(t *testing.T) {
	dir := province(t, 200)
	must(t, os.WriteFile(dir+"/extracts/医保参保2025.csv", []byte("x\n"), 0o644))
	data, err := os.ReadFile(dir + "/extracts/disaster.csv")
	must(t, err)
	must(t, os.WriteFile(dir+"/extracts/disaster_2.csv", data, 0o644))
	replace(t, dir+"/extracts/petition.csv", "text", "备注")
	text, code := dixian(t, nil, screenArgs(dir, filepath.Join(t.TempDir(), "run"))...)
	if code != 0 {
		t.Fatal(text)
	}
	for _, w := range []string{"医保参保2025.csv was left alone", "disaster_2.csv holds the same as disaster.csv", "petition.csv: columns", "备注"} {
		if !strings.Contains(text, w) {
			t.Errorf("the summary does not say %q: %s", w, text)
		}
	}
}

func TestAClerksOwnFilesAreNotReplaced(t *testing.T) {
	dir := province(t, 200)
	parent := t.TempDir()
	out := filepath.Join(parent, "run")
	if text, code := dixian(t, nil, screenArgs(dir, out)...); code != 0 {
		t.Fatal(text)
	}
	must(t, os.WriteFile(out+"/notes.txt", []byte("mine"), 0o644))
	text, code := dixian(t, nil, screenArgs(dir, out)...)
	if code == 0 || !strings.Contains(text, "notes.txt") {
		t.Errorf("exit %d: %s", code, text)
	}
	must(t, os.Remove(out+"/notes.txt"))
	if text, code := dixian(t, nil, screenArgs(dir, out)...); code != 0 {
		t.Errorf("an earlier run is not replaced: %s", text)
	}
	must(t, os.WriteFile(dir+"/extracts/accident.csv", []byte("id_number,event_date,severity\nx,2025-01-01,重伤\n"), 0o644))
	must(t, os.Mkdir(out+".quarantine", 0o755))
	must(t, os.WriteFile(out+".quarantine/mended.xlsx", []byte("mine"), 0o644))
	if text, code := dixian(t, nil, screenArgs(dir, out)...); code == 0 || !strings.Contains(text, "quarantine-2") {
		t.Errorf("exit %d: %s", code, text)
	}
	if data, err := os.ReadFile(out + ".quarantine/mended.xlsx"); err != nil || string(data) != "mine" {
		t.Error("the clerk's mended workbook is gone")
	}
}

func TestNobodyAuthorisedNoHitAnywhere(t *testing.T) {
	dir := province(t, 800)
	must(t, os.Remove(dir+"/registry/authorisations.csv"))
	out := filepath.Join(t.TempDir(), "run")
	if text, code := dixian(t, nil, screenArgs(dir, out)...); code != 0 {
		t.Fatal(text)
	}
	hits, err := os.ReadFile(out + "/hits.csv")
	must(t, err)
	if n := strings.Count(string(hits), "\n"); n != 1 {
		t.Errorf("%d hits without a signature", n-1)
	}
	for _, word := range []string{"小型轿车", "法定代表人", "商铺", "公务员"} {
		if strings.Contains(lists(t, out), word) {
			t.Errorf("%s of somebody who did not sign is written", word)
		}
	}
}

var birthDate = regexp.MustCompile(`birth_date"":""\d{4}-\d\d-\d\d|\b(19|20)\d\d-\d\d-\d\d +(吴|杨|赵)`)

func TestABirthDateDoesNotGiveAMaskedNumberAway(t *testing.T) {
	dir := province(t, 1000)
	out := filepath.Join(t.TempDir(), "run")
	if text, code := dixian(t, nil, screenArgs(dir, out)...); code != 0 {
		t.Fatal(text)
	}
	if !strings.Contains(lists(t, out), `birth_date"":""`) {
		t.Fatal("no evidence speaks of a birth date: nothing is proved")
	}
	if found := birthDate.FindString(lists(t, out)); found != "" {
		t.Errorf("evidence tells a whole birth date beside a masked number: %s", found)
	}
	if clear := screened(t, nil, dir, "--unmasked"); !birthDate.MatchString(clear) {
		t.Error("unmasked evidence does not tell the birth date")
	}
}

func leftovers(t *testing.T, dir string, allowed ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	for _, e := range entries {
		if !slices.Contains(allowed, e.Name()) {
			t.Errorf("%s was left behind", e.Name())
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// replace changes a word of a file's header.
func replace(t *testing.T, path, old, new string) {
	t.Helper()
	data, err := os.ReadFile(path)
	must(t, err)
	if !bytes.Contains(data, []byte(old)) {
		t.Fatalf("%s does not hold %s", path, old)
	}
	must(t, os.WriteFile(path, bytes.Replace(data, []byte(old), []byte(new), 1), 0o644))
}

func appendTo(t *testing.T, path, text string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0o644)
	must(t, err)
	_, err = f.WriteString(text)
	must(t, err)
	must(t, f.Close())
}

// bomb is a workbook whose sheet unpacks to far more than it is.
func bomb(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, size := range map[string]int{"xl/workbook.xml": 0, "xl/worksheets/sheet1.xml": 300 << 20} {
		w, err := z.Create(name)
		must(t, err)
		block := bytes.Repeat([]byte{' '}, 1<<20)
		for range size >> 20 {
			_, err = w.Write(block)
			must(t, err)
		}
	}
	must(t, z.Close())
	return b.Bytes()
}
