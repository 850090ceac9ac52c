package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"dixian/access"
	"dixian/sheet"
)

// sheetPreview is what a sheet of users would do.
type sheetPreview struct {
	Users  []sheetUser  `json:"users" doc:"in the sheet's order"`
	Faults []sheetFault `json:"faults" doc:"while there is one, nothing can be created"`
}

type manyMade struct {
	Made []userMade `json:"made" doc:"with one-time passwords, shown this once"`
}

// workbookSent is a workbook as the body of a request.
type workbookSent struct {
	RawBody []byte `contentType:"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"`
}

func (s *Server) userSheetRoutes() {
	book := []string{sheet.XLSX.MediaType()}
	route(s, operation{id: "users-template", method: http.MethodGet, path: "/api/users/template", summary: "批量新建用户的 Excel 模板", tag: "users", may: sysadmins, files: book}, s.usersTemplate)
	route(s, operation{id: "preview-users", method: http.MethodPost, path: "/api/users/sheet", summary: "先看一张用户表会建哪些账号、哪些格不对；什么都不写", tag: "users", may: sysadmins, reads: true}, s.previewUsers)
	route(s, operation{id: "users-errors", method: http.MethodPost, path: "/api/users/sheet/errors", summary: "一张用户表的错误清单：行、列、值、原因", tag: "users", may: sysadmins, reads: true, files: book}, s.usersErrors)
	route(s, operation{id: "create-users", method: http.MethodPost, path: "/api/users/many", summary: "新建一张用户表的账号，全部或一个也不；一次性密码只显示一次", tag: "users", may: sysadmins, status: http.StatusCreated}, s.createUsers)
}

// bookSent is a workbook in an answer.
type bookSent struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

func (s *Server) usersTemplate(_ context.Context, _ *access.User, _ *struct{}) (*bookSent, error) {
	data, err := s.userTemplate()
	if err != nil {
		return nil, err
	}
	return &bookSent{sheet.XLSX.MediaType(), `attachment; filename="users.xlsx"`, data}, nil
}

func (s *Server) lookedAt(ctx context.Context, by *access.User, data []byte) (sheetPreview, []*sheetUser, error) {
	out := sheetPreview{[]sheetUser{}, []sheetFault{}}
	rows, err := readUserSheet(data)
	if err != nil {
		return out, nil, invalid("file", err.Error())
	}
	held, err := s.Desk.Store.Users(ctx)
	if err != nil {
		return out, nil, err
	}
	taken := map[string]bool{}
	for _, u := range held {
		taken[u.Login] = true
	}
	users, faults := s.sheetUsers(by, rows, taken)
	for _, u := range users {
		out.Users = append(out.Users, *u)
	}
	out.Faults = append(out.Faults, faults...)
	return out, users, nil
}

func (s *Server) previewUsers(ctx context.Context, by *access.User, in *workbookSent) (*body[sheetPreview], error) {
	out, _, err := s.lookedAt(ctx, by, in.RawBody)
	return answer(out, err)
}

// usersErrors is the sheet that goes back to who filled it in.
func (s *Server) usersErrors(ctx context.Context, by *access.User, in *workbookSent) (*bookSent, error) {
	found, _, err := s.lookedAt(ctx, by, in.RawBody)
	if err != nil {
		return nil, err
	}
	var data bytes.Buffer
	out, err := sheet.New(&data, sheet.XLSX, sheet.Head{Title: "用户表里要改的", Mark: []string{clockOf(s.Desk.Now()) + " 核对"}, Columns: []string{"行", "列", "值", "原因"}})
	if err != nil {
		return nil, err
	}
	for _, f := range found.Faults {
		if err := out.Row(f.Row, f.Column, f.Value, f.Reason); err != nil {
			return nil, err
		}
	}
	if err := out.Close(); err != nil {
		return nil, err
	}
	return &bookSent{sheet.XLSX.MediaType(), `attachment; filename="users-errors.xlsx"`, data.Bytes()}, nil
}

// hashTimeout is how long the passwords of a whole sheet may take.
const hashTimeout = 5 * time.Minute

// createUsers creates what a sheet asks for, all or none. The sheet is looked at
// again: since its preview somebody may have made one of its accounts, and an ID number
// is never in what a preview tells.
func (s *Server) createUsers(ctx context.Context, by *access.User, in *workbookSent) (*body[manyMade], error) {
	seen, asked, err := s.lookedAt(ctx, by, in.RawBody)
	if err != nil {
		return nil, err
	}
	if n := len(seen.Faults); n > 0 {
		return nil, invalid("file", fmt.Sprintf("表里有 %d 处要改，一个账号也没有新建；请重新上传看一遍", n))
	}
	users, numbers := make([]*access.User, len(asked)), map[*access.User]string{}
	for i, a := range asked {
		users[i], numbers[a.user] = a.user, a.number
	}
	if c := callOf(ctx); c.conn != nil {
		_ = c.conn.SetWriteDeadline(time.Now().Add(hashTimeout))
	}
	passwords, err := s.Desk.CreateUsers(ctx, by, users, func(ctx context.Context, u *access.User) error {
		if err := s.log(ctx, by, "user.create", subjectUser(u.ID), "from a sheet"); err != nil || numbers[u] == "" {
			return err
		}
		return s.link(ctx, by, u, numbers[u])
	})
	if errors.Is(err, access.ErrLoginTaken) {
		return nil, newProblem(http.StatusConflict, "有一个账号刚被别人建了，一个也没有新建；请重新上传这张表").withCode("conflict")
	}
	if err != nil {
		return nil, account(err)
	}
	out := manyMade{[]userMade{}}
	for i, u := range users {
		out.Made = append(out.Made, userMade{s.userView(u), passwords[i]})
	}
	return answer(out, nil)
}
