package server

import (
	"bytes"
	"context"
	"errors"
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

// userAsked is an account that is asked for.
type userAsked struct {
	Login  string       `json:"login" maxLength:"64"`
	Name   string       `json:"name" maxLength:"30"`
	Grants []grantAsked `json:"grants" maxItems:"20"`
	// IDNumber says who the user is, so that the own household is not there for them.
	IDNumber string `json:"id_number,omitempty" maxLength:"18" doc:"the user's own, so that nobody sees or moves what concerns the own household; sealed, told to nobody"`
}

// manyAsked are the users of a previewed sheet.
type manyAsked struct {
	Body struct {
		Users []userAsked `json:"users" minItems:"1" maxItems:"300"`
	}
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
	route(s, operation{id: "create-users", method: http.MethodPost, path: "/api/users/many", summary: "新建看过的用户，全部或一个也不；一次性密码只显示一次", tag: "users", may: sysadmins, status: http.StatusCreated}, s.createUsers)
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

// createUsers creates what a preview has shown, all or none. Everything is looked at
// again: the preview is what the browser says it was.
func (s *Server) createUsers(ctx context.Context, by *access.User, in *manyAsked) (*body[manyMade], error) {
	users := make([]*access.User, len(in.Body.Users))
	for i, asked := range in.Body.Users {
		u := &access.User{Login: asked.Login, Name: asked.Name}
		if err := named(u); err != nil {
			return nil, err
		}
		var err error
		if u.Grants, err = grants(asked.Grants); err != nil {
			return nil, err
		}
		users[i] = u
	}
	if c := callOf(ctx); c.conn != nil {
		_ = c.conn.SetWriteDeadline(time.Now().Add(hashTimeout))
	}
	passwords, err := s.Desk.CreateUsers(ctx, by, users, func(ctx context.Context, u *access.User) error {
		return s.log(ctx, by, "user.create", subjectUser(u.ID), "from a sheet")
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
