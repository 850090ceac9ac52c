package server

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"dixian/access"
	"dixian/division"
	"dixian/identity"
)

// The columns of a sheet of users, in the template's order.
var userColumns = []string{"账号", "姓名", "角色", "区划"}

// ownerColumn says whose tables a department brings; a sheet without departments may
// be without it.
const ownerColumn = "部门"

// numberColumn says who the user is, so that the own household is not there for them;
// a sheet may be without it.
const numberColumn = "身份证号"

// What a sheet of users may be.
const (
	mostSheetRows  = 300
	mostSheetBytes = 64 << 20 // unpacked
)

// sheetFault is what is wrong with a cell of a sheet.
type sheetFault struct {
	Row    int    `json:"row" doc:"of the sheet, as Excel numbers it"`
	Column string `json:"column"`
	Value  string `json:"value"`
	Reason string `json:"reason"`
}

// sheetUser is an account that a sheet asks for: the rows of one login.
type sheetUser struct {
	Row    int         `json:"row" doc:"its first"`
	Login  string      `json:"login"`
	Name   string      `json:"name"`
	Grants []grantView `json:"grants"`
	Number string      `json:"number,omitempty" doc:"the user's own ID number, masked; empty: none was given"`

	user   *access.User
	number string // whole
}

var levelWords = map[division.Level]string{
	division.Province: "省", division.Prefecture: "市州", division.County: "县", division.Town: "乡镇", division.Village: "村",
}

// userTemplate is the empty sheet, with the roles and where each may sit beside it.
func (s *Server) userTemplate() ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	const sheet, help = "用户", "说明"
	if err := f.SetSheetName("Sheet1", sheet); err != nil {
		return nil, err
	}
	if _, err := f.NewSheet(help); err != nil {
		return nil, err
	}
	rows := [][]any{{"角色", "管的区划"}}
	var labels []string
	for _, role := range access.Roles {
		labels = append(labels, roleLabels[role])
		where := "任意一级"
		if level, bound := access.LevelOf(role); bound {
			where = levelWords[level]
		}
		rows = append(rows, []any{roleLabels[role], where})
	}
	rows = append(rows, []any{}, []any{"部门：只有部门经办要填，写表的报送部门，可填 " + strings.Join(s.Desk.Owners, "、") + "；一人管几个部门的表，就写几行。"}, []any{"一人有几个角色，就写几行，账号和姓名相同。"}, []any{numberColumn + "：本人的，可以不填。填了，本人就看不到、也办不了自己家的线索和案件；号码密存，不再显示。"}, []any{"账号：2 到 32 位，小写字母、数字、点、横线或下划线。"},
		[]any{"区划：12 位代码，或者从省写起的全名，如" + s.divisions.FullName(s.divisions.Counties()[0]) + "。"}, []any{fmt.Sprintf("一张表最多 %d 行。系统、安全、审计三员要分设，也不兼办案件。", mostSheetRows)})
	for i, row := range rows {
		if err := f.SetSheetRow(help, fmt.Sprintf("A%d", i+1), &row); err != nil {
			return nil, err
		}
	}
	asText, err := f.NewStyle(&excelize.Style{NumFmt: 49}) // a code of twelve digits stays one
	if err != nil {
		return nil, err
	}
	columns := append(slices.Clone(userColumns), ownerColumn, numberColumn)
	choice := excelize.NewDataValidation(true)
	choice.SetSqref(fmt.Sprintf("C2:C%d", mostSheetRows+1))
	choice.SetSqrefDropList(fmt.Sprintf("%s!$A$2:$A$%d", help, len(labels)+1))
	err = errors.Join(f.SetSheetRow(sheet, "A1", &columns), f.SetColStyle(sheet, "A:F", asText), f.SetColWidth(sheet, "A", "C", 16), f.SetColWidth(sheet, "D", "D", 40), f.SetColWidth(sheet, "E", "E", 16), f.SetColWidth(sheet, "F", "F", 24), f.SetColWidth(help, "A", "B", 20), f.AddDataValidation(sheet, choice))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = f.Write(&out)
	return out.Bytes(), err
}

// userRow is a row of a sheet.
type userRow struct {
	at    int
	cells map[string]string
}

// readUserSheet gives the filled rows under the header of a workbook's first sheet.
func readUserSheet(data []byte) (rows []userRow, err error) {
	defer func() {
		if recover() != nil { // a broken workbook may take the library by surprise
			rows, err = nil, errors.New("文件打不开：不是 .xlsx，或者损坏了")
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: mostSheetBytes, UnzipXMLSizeLimit: mostSheetBytes, RawCellValue: true})
	if err != nil {
		return nil, errors.New("文件打不开：不是 .xlsx，或者损坏了")
	}
	defer f.Close()
	lines, err := f.Rows(f.GetSheetName(0))
	if err != nil {
		return nil, errors.New("文件的第一张表打不开")
	}
	defer lines.Close()
	var header []string
	for at := 1; lines.Next(); at++ {
		cells, err := lines.Columns()
		if err != nil {
			return nil, fmt.Errorf("第 %d 行读不出来", at)
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		switch {
		case !slices.ContainsFunc(cells, func(c string) bool { return c != "" }):
		case header == nil:
			header = cells
			for _, name := range userColumns {
				if !slices.Contains(header, name) {
					return nil, fmt.Errorf("第 %d 行应当是表头，缺少“%s”这一列；请用模板填", at, name)
				}
			}
		case len(rows) == mostSheetRows:
			return nil, fmt.Errorf("一张表最多 %d 行，请分几张表", mostSheetRows)
		default:
			row := userRow{at, map[string]string{}}
			for i, name := range header {
				if i < len(cells) && (name == ownerColumn || name == numberColumn || slices.Contains(userColumns, name)) {
					row.cells[name] = cells[i]
				}
			}
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return nil, errors.New("表里没有填好的行；请用模板填")
	}
	return rows, nil
}

// sheetUsers are the accounts that rows ask for, and all that is wrong with them:
// each is held to what a single one is held to.
func (s *Server) sheetUsers(by *access.User, rows []userRow, taken map[string]bool) (users []*sheetUser, faults []sheetFault) {
	places := s.placesByName()
	byLogin, whose := map[string]*sheetUser{}, map[string]*sheetUser{}
	wrong := map[*sheetUser]bool{}
	for _, row := range rows {
		fault := func(column, reason string) {
			value := row.cells[column]
			if column == numberColumn {
				value = identity.MaskID(value)
			}
			faults = append(faults, sheetFault{row.at, column, value, reason})
		}
		login, name := strings.ToLower(row.cells["账号"]), row.cells["姓名"]
		u := byLogin[login]
		if u == nil {
			u = &sheetUser{Row: row.at, Login: login, Name: name, user: &access.User{Login: login, Name: name}}
			byLogin[login] = u
			users = append(users, u)
		}
		before := len(faults)
		switch {
		case taken[login]:
			fault("账号", access.ErrLoginTaken.Error())
		case u.Name != name:
			fault("姓名", fmt.Sprintf("第 %d 行的同一个账号姓名是“%s”", u.Row, u.Name))
		}
		if number, err := s.Desk.Number(row.cells[numberColumn]); err != nil {
			fault(numberColumn, err.Error())
		} else if other := whose[number]; number != "" && other != nil && other != u {
			fault(numberColumn, fmt.Sprintf("第 %d 行的另一个账号也写了这个号码", other.Row))
		} else if number != "" && u.number != "" && number != u.number {
			fault(numberColumn, "同一个账号前面写的是另一个号码")
		} else if number != "" {
			u.number, u.Number, whose[number] = number, identity.MaskID(number), u
		}
		role := roleCalled(row.cells["角色"])
		if role == "" {
			fault("角色", "没有这个角色；可选 "+strings.Join(roleNames(), "、"))
		}
		at, ok := places[row.cells["区划"]]
		if !ok {
			fault("区划", "没有这个区划；写 12 位代码，或者从省写起的全名")
		}
		grant := access.Grant{Role: role, Division: at, Owner: row.cells[ownerColumn]}
		if role != "" && ok && slices.Contains(u.user.Grants, grant) {
			fault("账号", "这一行写过了：同一个账号在同一个地方的同一个角色，请删掉一行")
		}
		if len(faults) > before {
			wrong[u] = true
			continue
		}
		u.user.Grants = append(u.user.Grants, grant)
		// Of the account as it is so far: what this row makes wrong is told at this row.
		if err := s.Desk.CheckNew(by, u.user); err != nil && !wrong[u] {
			wrong[u] = true
			fault(sheetColumn(err), err.Error())
		}
	}
	for _, u := range users {
		u.Grants = s.grantViews(u.user.Grants)
	}
	return users, faults
}

// sheetColumn is the column that a refusal is about.
func sheetColumn(err error) string {
	switch {
	case errors.Is(err, access.ErrLogin):
		return "账号"
	case errors.Is(err, access.ErrName):
		return "姓名"
	case errors.Is(err, access.ErrOwner):
		return ownerColumn
	case errors.Is(err, access.ErrForbidden), errors.Is(err, access.ErrGrant):
		return "区划"
	}
	return "角色"
}

// roleCalled is the role of a label or a key; empty: there is none.
func roleCalled(name string) string {
	for _, role := range access.Roles {
		if name == role || name == roleLabels[role] {
			return role
		}
	}
	return ""
}

func roleNames() []string {
	var out []string
	for _, role := range access.Roles {
		out = append(out, roleLabels[role])
	}
	return out
}

// placesByName are all divisions by code and by full name.
func (s *Server) placesByName() map[string]division.Code {
	codes := s.divisions.Codes()
	out := make(map[string]division.Code, 2*len(codes))
	for _, code := range codes {
		out[code.String()], out[s.divisions.FullName(code)] = code, code
	}
	return out
}
