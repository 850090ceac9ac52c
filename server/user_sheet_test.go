package server

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"dixian/identity"
	"dixian/sheet"
)

// userSheet is the template filled with rows.
func (c *client) userSheet(rows ...[]string) []byte {
	c.w.t.Helper()
	r := c.do("GET", "/api/users/template", nil)
	if r.status != http.StatusOK {
		c.w.t.Fatalf("template: %s", r)
	}
	f, err := excelize.OpenReader(bytes.NewReader(r.body))
	must(c.w.t, err)
	for i, row := range rows {
		must(c.w.t, f.SetSheetRow(f.GetSheetName(0), fmt.Sprintf("A%d", i+2), &row))
	}
	var out bytes.Buffer
	must(c.w.t, f.Write(&out))
	return out.Bytes()
}

func (c *client) previewed(data []byte) (response, sheetPreview) {
	r := c.send("POST", "/api/users/sheet", sheet.XLSX.MediaType(), bytes.NewReader(data))
	var v sheetPreview
	if r.status == http.StatusOK {
		r.into(c.w.t, &v)
	}
	return r, v
}

// Numbers of nobody: their check characters are right and their county code is none.
const aNumber, anotherNumber = "990000199001010017", "990000199002020022"

func TestASheetOfUsersSaysWhereItIsWrong(t *testing.T) {
	w := newWorld(t)
	w.userAs("keeper", "sysadmin", home)
	w.userAs("taken", "analyst", home)
	keeper := w.as("keeper")
	village, full := someVillage.String(), w.server.divisions.FullName(someVillage)
	for _, c := range []struct {
		says string
		rows [][]string
		want []sheetFault
	}{
		{"a login that there is", [][]string{{"Taken", "甲", "村干部", village}}, []sheetFault{{2, "账号", "Taken", "这个账号已经有了"}}},
		{"a login that cannot be one", [][]string{{"张三", "甲", "村干部", village}}, []sheetFault{{2, "账号", "张三", "账号要 2 到 32 位"}}},
		{"no name", [][]string{{"a1", "", "村干部", village}}, []sheetFault{{2, "姓名", "", "请填写姓名"}}},
		{"a role that is none", [][]string{{"a1", "甲", "村长", village}}, []sheetFault{{2, "角色", "村长", "没有这个角色"}}},
		{"a place that is none", [][]string{{"a1", "甲", "村干部", "某村"}}, []sheetFault{{2, "区划", "某村", "没有这个区划"}}},
		{"a place of another level", [][]string{{"a1", "甲", "村干部", home.String()}}, []sheetFault{{2, "区划", home.String(), "级别不对"}}},
		{"a place that is not the administrator's", [][]string{{"a1", "甲", "县级经办", foreign.String()}}, []sheetFault{{2, "区划", foreign.String(), "您的角色不能做这件事"}}},
		{"two of the three administrators", [][]string{{"a1", "甲", "安全管理员", home.String()}, {"a1", "甲", "审计管理员", home.String()}}, []sheetFault{{3, "角色", "审计管理员", "三员要分设"}}},
		{"an administrator who works on cases", [][]string{{"a1", "甲", "村干部", village}, {"a1", "甲", "系统管理员", home.String()}}, []sheetFault{{3, "角色", "系统管理员", "三员要分设"}}},
		{"a department of none", [][]string{{"a1", "甲", "部门经办", home.String()}}, []sheetFault{{2, "部门", "", "要写明是哪个部门的，可选 "}}},
		{"a department that owns no table", [][]string{{"a1", "甲", "部门经办", home.String(), "水利"}}, []sheetFault{{2, "部门", "水利", "没有“水利”报送的表"}}},
		{"a cadre with a department", [][]string{{"a1", "甲", "村干部", village, "水务"}}, []sheetFault{{2, "部门", "水务", "只有部门经办要写部门"}}},
		{"another name for the same login", [][]string{{"a1", "甲", "村干部", village}, {"a1", "乙", "驻村工作队", village}}, []sheetFault{{3, "姓名", "乙", "第 2 行的同一个账号姓名是“甲”"}}},
		{"the same row twice", [][]string{{"a1", "甲", "村干部", village}, {"A1", "甲", "村干部", full}}, []sheetFault{{3, "账号", "A1", "这一行写过了"}}},
		{"a number that is none", [][]string{{"a1", "甲", "村干部", village, "", "520103199001011234"}}, []sheetFault{{2, "身份证号", "520103********1234", "身份证号不对，请核对 18 位号码"}}},
		{"a number that Excel made a count of", [][]string{{"a1", "甲", "村干部", village, "", "5.20103199001011E+17"}}, []sheetFault{{2, "身份证号", "5.2010**************", "身份证号不对"}}},
		{"two accounts with one number", [][]string{{"a1", "甲", "村干部", village, "", aNumber}, {"a2", "乙", "村干部", village, "", aNumber}}, []sheetFault{{3, "身份证号", identity.MaskID(aNumber), "第 2 行的另一个账号也写了这个号码"}}},
		{"one account with two numbers", [][]string{{"a1", "甲", "村干部", village, "", aNumber}, {"a1", "甲", "驻村工作队", village, "", anotherNumber}}, []sheetFault{{3, "身份证号", identity.MaskID(anotherNumber), "前面写的是另一个号码"}}},
		{"several cells of a row", [][]string{{"a1", "甲", "村长", "某村"}}, []sheetFault{{2, "角色", "村长", ""}, {2, "区划", "某村", ""}}},
		{"rows that are right, by code and by name, with a role each", [][]string{{"a1", "甲", "村干部", village}, {}, {"A1", "甲", "驻村工作队", full, "", aNumber}, {"a2", "乙", "town_clerk", someVillage.Town().String()}}, nil},
	} {
		t.Run(c.says, func(t *testing.T) {
			r, v := keeper.previewed(keeper.userSheet(c.rows...))
			if r.status != http.StatusOK || !slices.EqualFunc(v.Faults, c.want, func(a, b sheetFault) bool {
				return a.Row == b.Row && a.Column == b.Column && a.Value == b.Value && strings.Contains(a.Reason, b.Reason)
			}) {
				t.Errorf("%s", r)
			}
			if leak(r.body) != "" {
				t.Errorf("the preview tells a number: %s", r)
			}
			if c.want == nil && (len(v.Users) != 2 || len(v.Users[0].Grants) != 2 || v.Users[0].Login != "a1" || v.Users[0].Number != identity.MaskID(aNumber) || v.Users[1].Number != "") {
				t.Errorf("users: %+v", v.Users)
			}
		})
	}
	users, err := w.db.Users(context.Background())
	must(t, err)
	if len(users) != 2 {
		t.Errorf("a preview has made users: %d", len(users))
	}
}

func TestAFileThatIsNoSheetOfUsersIsRefused(t *testing.T) {
	w := newWorld(t)
	w.userAs("keeper", "sysadmin", home)
	keeper := w.as("keeper")
	var long [][]string
	for i := range mostSheetRows + 1 {
		long = append(long, []string{fmt.Sprint("a", i), "甲", "村干部", someVillage.String()})
	}
	other := excelize.NewFile()
	must(t, other.SetSheetRow("Sheet1", "A1", &[]string{"账号", "名字"}))
	var noColumn bytes.Buffer
	must(t, other.Write(&noColumn))
	for _, c := range []struct {
		says string
		data []byte
		told string
	}{
		{"no workbook", []byte("账号,姓名"), "不是 .xlsx"},
		{"half of one", keeper.userSheet([]string{"a", "b"})[:2000], "不是 .xlsx"},
		{"another sheet", noColumn.Bytes(), "缺少“姓名”这一列"},
		{"an empty template", keeper.userSheet(), "没有填好的行"},
		{"too many rows", keeper.userSheet(long...), "最多 300 行"},
	} {
		t.Run(c.says, func(t *testing.T) {
			if r, _ := keeper.previewed(c.data); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.problem(t).Detail, c.told) {
				t.Errorf("%s", r)
			}
		})
	}
}

func TestUsersOfASheetAreMadeTogether(t *testing.T) {
	w := newWorld(t)
	w.userAs("keeper", "sysadmin", home)
	keeper := w.as("keeper")
	village := someVillage.String()
	send := func(rows ...[]string) response {
		return keeper.send("POST", "/api/users/many", sheet.XLSX.MediaType(), bytes.NewReader(keeper.userSheet(rows...)))
	}
	right := []string{"a1", "甲", "村干部", village}
	for _, c := range []struct {
		says string
		with []string
	}{
		{"one of another county", []string{"a2", "乙", "县级经办", foreign.String()}},
		{"one that there is", []string{"keeper", "乙", "村干部", village}},
		{"the same twice", right},
		{"a number that is none", []string{"a2", "乙", "村干部", village, "", "520103199001011234"}},
	} {
		if r := send(right, c.with); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.problem(t).says(), "表里有 1 处要改，一个账号也没有新建") {
			t.Errorf("%s: %s", c.says, r)
		}
	}
	if _, err := w.db.UserByLogin(context.Background(), "a1"); err == nil {
		t.Fatal("a1 was made although another could not be")
	}
	r := send(append(right, "", aNumber), []string{"a2", "乙", "乡镇经办", someVillage.Town().String()})
	var made manyMade
	if r.into(t, &made); r.status != http.StatusCreated || len(made.Made) != 2 || leak(r.body) != "" {
		t.Fatalf("made: %s", r)
	}
	if !made.Made[0].User.Linked || made.Made[1].User.Linked {
		t.Errorf("who is linked: %s", r)
	}
	for _, m := range made.Made {
		_, u, err := w.desk.SignIn(context.Background(), m.User.Login, m.OneTimePassword, "")
		must(t, err)
		if !u.MustChange {
			t.Errorf("%s need not change the one-time password", m.User.Login)
		}
	}
	if told := w.told("user.create"); strings.Count(told, "from a sheet") != 2 {
		t.Errorf("the log tells: %s", told)
	}
	if told := w.told("user.link"); strings.Count(told, "user.link") != 1 || leak([]byte(told)) != "" {
		t.Errorf("the log tells of who they are: %s", told)
	}
}

func TestTheErrorSheetNamesRowColumnValueReason(t *testing.T) {
	w := newWorld(t)
	w.userAs("keeper", "sysadmin", home)
	keeper := w.as("keeper")
	r := keeper.send("POST", "/api/users/sheet/errors", sheet.XLSX.MediaType(), bytes.NewReader(keeper.userSheet([]string{"a1", "甲", "=村长", someVillage.String()})))
	f, err := excelize.OpenReader(bytes.NewReader(r.body))
	must(t, err)
	rows, err := f.GetRows("表1")
	must(t, err)
	if !slices.Equal(rows[2], []string{"行", "列", "值", "原因"}) || !slices.Equal(rows[3][:3], []string{"2", "角色", "=村长"}) {
		t.Errorf("%q", rows)
	}
}
