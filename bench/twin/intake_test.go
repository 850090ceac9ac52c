package twin

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	headID  = "52012319800101039X" // a man
	wifeID  = "52012319850101002X"
	oldHead = "520123800101039" // headID in its 15 digits
)

// small writes a registry of one household H1 with head and wife.
func small(t *testing.T) string {
	t.Helper()
	if checkOf(headID[:17]) != headID[17:] || checkOf(wifeID[:17]) != wifeID[17:] {
		t.Fatal("the fixture's numbers are wrong")
	}
	directory := t.TempDir()
	put(t, filepath.Join(directory, "registry", "households.csv"), "household_code,division_code,kind\nH1,520123100201,一般农户\n")
	put(t, filepath.Join(directory, "registry", "persons.csv"),
		"id_number,name,household_code,relation\n"+headID+",甲,H1,户主\n"+wifeID+",乙,H1,配偶\n")
	put(t, filepath.Join(directory, "extracts", "notes.txt"), "left alone")
	return directory
}

// result runs the checked form and gives one table's line of counts.csv (without
// its name) and the quarantined columns.
func result(t *testing.T, directory, table string) string {
	t.Helper()
	o := screenAt(t, directory, "2025-06-30", Checked, nil)
	told := ""
	for _, line := range o.lines("counts") {
		if line[0] == table {
			told = strings.Join(line[1:], " ")
		}
	}
	for _, line := range o.lines("quarantine") {
		if line[0] == table {
			told += " " + line[1] + ":" + line[2]
		}
	}
	return told
}

func TestRefused(t *testing.T) {
	for _, c := range []struct{ says, file, content, want string }{
		{"a required column missing", "extracts/medical_enrolment.csv", "id_number,year\n", "status"},
		{"one column twice, once by each name", "extracts/medical_enrolment.csv", "id_number,year,status,年度\n", "year stands twice"},
		{"an empty file", "extracts/medical_enrolment.csv", "", "no header"},
		{"a file that ends inside quotes", "extracts/disaster.csv", "household_code,event,event_date\nH1,\"洪涝,2025-01-01\n", "disaster.csv is refused"},
		{"a workbook", "extracts/income.xlsx", "PK\x03\x04", "workbook"},
		{"a registry without persons", "registry/persons.csv", "-", "no file of table persons"},
	} {
		t.Run(c.says, func(t *testing.T) {
			directory := small(t)
			put(t, filepath.Join(directory, c.file), c.content)
			if c.content == "-" {
				if err := os.Remove(filepath.Join(directory, c.file)); err != nil {
					t.Fatal(err)
				}
			}
			err := Run(context.Background(), Options{Registry: filepath.Join(directory, "registry"),
				Extracts: filepath.Join(directory, "extracts"), AsOf: "2025-06-30", Out: t.TempDir()})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want something of %q", err, c.want)
			}
		})
	}
}

func TestParameterWithoutValue(t *testing.T) {
	directory := small(t)
	err := Run(context.Background(), Options{Registry: filepath.Join(directory, "registry"),
		Extracts: filepath.Join(directory, "extracts"), AsOf: "2027-01-31", Out: t.TempDir()})
	if err == nil || !strings.Contains(err.Error(), "parameter monitoring_line has no value for 520123000000 on 2027-01-31") {
		t.Errorf("got %v", err)
	}
}

// counts are: read accepted duplicate quarantined unmatched warnings, then the
// bad rows as row:column.
func TestRows(t *testing.T) {
	const settlements = "record_no,id_number,settle_date,total_cost,self_paid,hospital_level\n"
	for _, c := range []struct{ says, file, content, want string }{
		{"no file", "x.csv", "", "0 0 0 0 0 0"},
		{"a header alone", "medical_settlement.csv", settlements, "0 0 0 0 0 0"},
		{"a good row", "medical_settlement.csv", settlements + "1," + headID + ",2025-01-01,10,5,\n", "1 1 0 0 0 0"},
		{"a townsman is unmatched", "医保结算_520123.csv", settlements + "1,110101199001010015,2025-01-01,10,5,\n", "1 1 0 0 1 0"},
		{"rows without content are no rows", "medical_settlement-1.csv", settlements + "\n,,,,,\n 　, ,,,,\n   \n1," + headID + ",2025-01-01,10,5,\n\n", "1 1 0 0 0 0"},
		{"the first bad column in the page's order", "medical_settlement.csv", settlements + "1,bad,bad,bad,5,\n", "1 0 0 1 0 0 1:id_number"},
		{"a required cell empty after its spaces", "medical_settlement.csv", settlements + "1," + headID + ",　,10,5,\n", "1 0 0 1 0 0 1:settle_date"},
		{"a required cell that no rule reads is checked too", "medical_settlement.csv", settlements + "1," + headID + ",2025-01-01,1O,5,\n", "1 0 0 1 0 0 1:total_cost"},
		{"a misspelt hospital level hides no bill and no fact reads it", "medical_settlement.csv", settlements + "1," + headID + ",2025-01-01,10,5,三甲\n", "1 1 0 0 0 0"},
		{"more cells, fewer cells, an empty cell too many", "medical_settlement.csv",
			settlements + "1," + headID + ",2025-01-01,10,5,,7\n2," + headID + ",2025-01-01,10,5\n3," + headID + ",2025-01-01,10,5,,\n4," + headID + ",2025-01-01,10,5,,7,8,9\n5," + headID + ",2025-01-01,10,5,\n",
			"5 1 0 4 0 0 1:(cells) 2:(cells) 3:(cells) 5:(cells)"},
		{"an old number is the same key and a warning", "medical_enrolment.csv",
			"证件号码,年度,险种,参保状态\n" + oldHead + ",2025,,已参保\n" + strings.ToLower(headID) + ",2025,,未参保\n", "2 1 1 0 0 1"},
		{"an empty kind of insurance is a kind of its own", "medical_enrolment.csv",
			"id_number,year,insurance,status\n" + headID + ",2025,,已参保\n" + headID + ",2025,城乡居民,已参保\n" + headID + ",2025, ,停保\n", "3 2 1 0 0 0"},
		{"a wrong kind of insurance is a bad key", "medical_enrolment.csv",
			"id_number,year,insurance,status\n" + headID + ",2025,商业,已参保\n", "1 0 0 1 0 0 1:insurance"},
		{"a bad optional cell is a warning, dates are keys as read", "housing.csv",
			"household_code,grade,assessed_on,occupied\nH1,C,2025-01-01,maybe\nH1,C,2025/1/1,是\n", "2 1 1 0 0 1"},
		{"with BOM, tabs, quotes, CRLF and a line break in a cell", "disaster.csv",
			"\xef\xbb\xbf户编号\t灾种\t发生日期\t损失金额\t说明, 长\r\nH1\t洪涝\t2025-01-01\t\"6,000\"\t\"a\r\nb\"\r\n\r\nH1\t旱灾\t20250101\t1\t\r\n", "2 2 0 0 0 0"},
		{"empty lines above the header", "disaster.csv", "\n\nhousehold_code,event,event_date\nH1,洪涝,2025-01-01\n", "1 1 0 0 0 0"},
		{"a loan whose household is unknown and whose ID is bad", "microloan.csv",
			"loan_no,household_code,id_number,amount,balance,granted_on,due_on\n1,H9,5.2E+17,1,1,2025-01-01,2025-01-01\n2,H9," + wifeID + ",1,1,2025-01-01,2025-01-01\n", "2 2 0 0 1 1"},
		{"a petition without any reference", "petition.csv", "record_no,received_on,channel,topic\n1,2025-01-01,12345,住房\n", "1 1 0 0 1 0"},
		{"a credit code with a wrong check character", "business.csv",
			"credit_code,id_number,kind,role,status\n91350100M000100Y43," + headID + ",企业,股东,存续\n91350100M000100Y44," + headID + ",企业,股东,存续\n", "2 1 0 1 0 0 2:credit_code"},
	} {
		t.Run(c.says, func(t *testing.T) {
			directory := small(t)
			put(t, filepath.Join(directory, "extracts", c.file), c.content)
			table := strings.FieldsFunc(c.file, func(r rune) bool { return strings.ContainsRune(".-", r) })[0]
			if table == "x" || table == "医保结算_520123" {
				table = "medical_settlement"
			}
			if got := result(t, directory, table); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestRegistryRows(t *testing.T) {
	const header = "id_number,provisional_no,birth_date,sex,name,household_code,relation,living_together\n"
	for _, c := range []struct{ says, rows, want string }{
		{"neither number", ",,2020-01-01,男,甲,H1,子,\n", "1 0 0 1 0 0 1:id_number"},
		{"a bad ID with a 临时编号", "123,T1,2020-01-01,男,甲,H1,子,\n", "1 0 0 1 0 0 1:id_number"},
		{"a 临时编号 of 21 characters", ",123456789012345678901,2020-01-01,男,甲,H1,子,\n", "1 0 0 1 0 0 1:provisional_no"},
		{"which is ignored beside an ID, as is a bad birth date", headID + ",123456789012345678901,x,x,甲,H1,子,\n", "1 1 0 0 0 0"},
		{"without ID the birth date must be there, then the sex", ",T1,,男,甲,H1,子,\n,T1,2020-01-01,M,甲,H1,子,\n", "2 0 0 2 0 0 1:birth_date 2:sex"},
		{"a household that is not held comes before a bad relation", headID + ",,,,甲,H2,儿子,\n", "1 0 0 1 0 0 1:household_code"},
		{"one 临时编号 in two households is two persons, in one it is one",
			",T1,2020-01-01,男,甲,H1,子,\n,T1,2020-01-01,男,甲,H3,子,\n,T1,2020-01-02,女,乙,H1,女,\n", "3 2 1 0 0 0"},
		{"an old number is a warning, a bad bool is another", oldHead + ",,,,甲,H1,子,?\n", "1 1 0 0 0 2"},
	} {
		t.Run(c.says, func(t *testing.T) {
			directory := small(t)
			put(t, filepath.Join(directory, "registry", "households.csv"),
				"household_code,division_code,kind\nH1,520123100201,一般农户\nH3,520123100201,脱贫户\nH2,520123100000,脱贫户\n")
			put(t, filepath.Join(directory, "registry", "persons.csv"), header+c.rows)
			if got := result(t, directory, "persons"); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestAuthorisationRows(t *testing.T) {
	directory := small(t)
	put(t, filepath.Join(directory, "registry", "authorisations.csv"), "household_code,id_number,signed_on,valid_to,way\n"+
		"H1,"+headID+",2025-01-01,soon,纸质\n"+ // a valid_to that cannot be read makes the row bad
		"H2,"+headID+",2025-01-01,,纸质\n"+ // not a person of that household
		"H1,"+wifeID+",2025-01-01,,纸质\n")
	if got, want := result(t, directory, "authorisations"), "3 2 0 1 1 0 1:valid_to"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestKeysBeforeOwners(t *testing.T) {
	directory := small(t)
	put(t, filepath.Join(directory, "registry", "授权.csv"), "household_code,id_number,signed_on,way\nH1,"+headID+",2025-01-01,纸质\nH1,"+wifeID+",2025-01-01,纸质\n")
	const header = "plate,id_number,kind,value,status\n"
	put(t, filepath.Join(directory, "extracts", "vehicle_1.csv"), header+"贵A1,"+headID+",小型轿车,90000,正常\n贵A2,"+wifeID+",小型轿车,90000,正常\n")
	// The files of a table load in byte order of their names: the car is a
	// stranger's by the later file.
	put(t, filepath.Join(directory, "extracts", "vehicle_2.csv"), header+"贵A1,110101199001010015,小型轿车,90000,正常\n")
	// The same bytes again change nothing.
	put(t, filepath.Join(directory, "extracts", "vehicle_3.csv"), header+"贵A1,"+headID+",小型轿车,90000,正常\n贵A2,"+wifeID+",小型轿车,90000,正常\n")
	if got, want := result(t, directory, "vehicle"), "3 2 1 0 1 0"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	o := screenAt(t, directory, "2025-06-30", Checked, map[string]string{wifeID[:6] + "********" + wifeID[14:]: "wife"})
	if got, want := o.of("H1", "hits"), "has_vehicle(wife)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
