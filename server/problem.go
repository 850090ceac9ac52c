package server

import (
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"dixian/access"
	"dixian/casework"
	"dixian/document"
	"dixian/workflow"
)

// Problem is an error as clients get it.
//
// Source: RFC 9457, with code and errors beside its own members.
type Problem struct {
	Type   string  `json:"type" doc:"always about:blank; code tells problems apart"`
	Title  string  `json:"title"`
	Status int     `json:"status"`
	Detail string  `json:"detail" doc:"a sentence a clerk can act on"`
	Code   string  `json:"code" doc:"for programs: no_session, forbidden, not_found, stale, refused, invalid …"`
	Errors []Fault `json:"errors,omitempty" doc:"everything that stands in the way"`
}

// Fault is one thing that stands in the way, at a field of the form or body.
type Fault struct {
	Field string `json:"field,omitempty"`
	Says  string `json:"says"`
}

func (p *Problem) Error() string { return p.Detail }

// GetStatus gives huma the status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType makes huma send problems as what they are.
func (p *Problem) ContentType(ct string) string {
	if ct == "application/json" {
		return "application/problem+json"
	}
	return ct
}

// codes and titles by status, where nothing more exact is known.
var codes = map[int]struct{ code, title string }{
	http.StatusBadRequest:            {"invalid", "请求读不懂"},
	http.StatusUnauthorized:          {"no_session", "没有登录"},
	http.StatusForbidden:             {"forbidden", "没有权限"},
	http.StatusNotFound:              {"not_found", "没有找到"},
	http.StatusMethodNotAllowed:      {"method", "不能这样调用"},
	http.StatusNotAcceptable:         {"not_acceptable", "没有要求的格式"},
	http.StatusRequestTimeout:        {"timeout", "等得太久"},
	http.StatusConflict:              {"conflict", "有冲突"},
	http.StatusRequestEntityTooLarge: {"too_large", "内容太大"},
	http.StatusUnsupportedMediaType:  {"media_type", "格式不支持"},
	http.StatusUnprocessableEntity:   {"invalid", "有内容需要更正"},
	http.StatusTooManyRequests:       {"too_many", "请求太多"},
	http.StatusServiceUnavailable:    {"unavailable", "暂时不能服务"},
}

// newProblem makes a problem of a status.
func newProblem(status int, detail string, faults ...Fault) *Problem {
	c, ok := codes[status]
	if !ok {
		c = struct{ code, title string }{"internal", "系统内部错误"}
	}
	return &Problem{Type: "about:blank", Title: c.title, Status: status, Detail: detail, Code: c.code, Errors: faults}
}

// withCode is the problem under a more exact code.
func (p *Problem) withCode(code string) *Problem {
	p.Code = code
	return p
}

// invalid is a problem with one field of what was sent.
func invalid(field, says string) *Problem {
	return newProblem(http.StatusUnprocessableEntity, says, Fault{field, says})
}

// internal is what clients hear of an error that is nobody's fault but ours; the
// log has the rest.
const internal = "系统内部出错，这次操作没有完成，请稍后再试；一直这样请找系统管理员"

func init() {
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError { return ofHuma(status, msg, errs) }
}

// ofHuma turns huma's own errors, those of reading a request, into problems.
func ofHuma(status int, msg string, errs []error) *Problem {
	var faults []Fault
	for _, err := range errs {
		var p *Problem
		var d huma.ErrorDetailer
		switch {
		case errors.As(err, &p):
			return p
		case errors.As(err, &d):
			detail := d.ErrorDetail()
			faults = append(faults, Fault{field(detail.Location), inChinese(detail.Message)})
		case err != nil && status < http.StatusInternalServerError:
			faults = append(faults, Fault{Says: err.Error()})
		}
	}
	switch {
	case status >= http.StatusInternalServerError:
		msg, faults = internal, nil
	case msg == "validation failed":
		msg = "有内容没有填对，请按提示更正"
	case status == http.StatusRequestEntityTooLarge:
		msg, faults = "内容太大，一次最多 1 MiB；文件请用上传", nil
	case status == http.StatusRequestTimeout:
		msg, faults = "网络太慢，请求没有收完，请再试一次", nil
	}
	return newProblem(status, msg, faults...)
}

// field is where huma says something is wrong, without which part of the request
// it came in: body.form.visitor_1 is form.visitor_1.
func field(location string) string {
	for _, part := range []string{"body", "query", "path", "header"} {
		if rest, ok := strings.CutPrefix(location, part); ok {
			return strings.TrimPrefix(rest, ".")
		}
	}
	return location
}

// problem turns an error of a lower floor into what the client gets. What it does
// not know is an internal error, logged by who calls it.
func problem(err error) *Problem {
	var p *Problem
	var refused *workflow.Refused
	switch {
	case errors.As(err, &p):
		return p
	case errors.As(err, &refused):
		faults := make([]Fault, len(refused.Faults))
		for i, f := range refused.Faults {
			faults[i] = Fault(f)
		}
		return newProblem(http.StatusUnprocessableEntity, refused.Error(), faults...).withCode("refused")
	case errors.Is(err, casework.ErrStale):
		return newProblem(http.StatusConflict, casework.ErrStale.Error()).withCode("stale")
	case errors.Is(err, casework.ErrNotFound), errors.Is(err, access.ErrNotFound):
		return newProblem(http.StatusNotFound, casework.ErrNotFound.Error())
	case errors.Is(err, document.ErrNoFont):
		return invalid("format", document.ErrNoFont.Error())
	case errors.Is(err, access.ErrForbidden):
		return newProblem(http.StatusForbidden, access.ErrForbidden.Error())
	case errors.Is(err, access.ErrNoSession):
		return newProblem(http.StatusUnauthorized, access.ErrNoSession.Error())
	case errors.Is(err, access.ErrSignIn):
		return newProblem(http.StatusUnauthorized, access.ErrSignIn.Error()).withCode("sign_in")
	case errors.Is(err, access.ErrLocked):
		return newProblem(http.StatusUnauthorized, access.ErrLocked.Error()).withCode("locked")
	case errors.Is(err, access.ErrCodeNeeded):
		return newProblem(http.StatusUnauthorized, access.ErrCodeNeeded.Error(), Fault{"code", access.ErrCodeNeeded.Error()}).withCode("code_needed")
	case errors.Is(err, access.ErrCode):
		return newProblem(http.StatusUnauthorized, access.ErrCode.Error(), Fault{"code", access.ErrCode.Error()}).withCode("code")
	case errors.Is(err, access.ErrWeak):
		return invalid("new", access.ErrWeak.Error())
	case errors.Is(err, access.ErrSamePassword):
		return invalid("new", access.ErrSamePassword.Error())
	case errors.Is(err, access.ErrPasswordsOff):
		return newProblem(http.StatusForbidden, err.Error()).withCode("use_provider")
	case errors.Is(err, access.ErrApart):
		return invalid("grants", access.ErrApart.Error())
	case errors.Is(err, access.ErrLoginTaken):
		return invalid("login", access.ErrLoginTaken.Error())
	}
	return newProblem(http.StatusInternalServerError, internal)
}
