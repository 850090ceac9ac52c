package server

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"dixian/access"
	"dixian/casework/period"
	"dixian/division"
	"dixian/export"
)

// takeable is a list that may be taken away as a file.
type takeable struct {
	label   string
	may     []string
	persons bool     // a row tells of a person or a family
	whole   []string // who may ask for numbers and phones unmasked; nobody: there are none in it
	filters []string // by name, as its route has them
	// open begins at the first row. The filter is refused as its route refuses it;
	// whole is given only where two persons have agreed.
	open func(ctx context.Context, u *access.User, filter map[string]string, whole bool) (*rows, error)
}

// rows walks a list.
type rows struct {
	columns []string
	scope   []division.Code // where its rows can lie; empty: they lie nowhere
	// next gives the next rows; none: the end.
	next func(ctx context.Context) ([][]any, error)
}

// rowsAtOnce is how many rows are read in one go: what an export holds in memory.
const rowsAtOnce = 500

// listOf is a list whose filter is the query of a route.
func listOf[F any](s *Server, of takeable, open func(ctx context.Context, u *access.User, in *F, whole bool) (*rows, error)) takeable {
	fields := queryFields(reflect.TypeFor[F]())
	of.filters = []string{}
	for name := range fields {
		of.filters = append(of.filters, name)
	}
	slices.Sort(of.filters)
	of.open = func(ctx context.Context, u *access.User, filter map[string]string, whole bool) (*rows, error) {
		in := new(F)
		if err := s.readFilter(reflect.ValueOf(in).Elem(), fields, filter); err != nil {
			return nil, err
		}
		then, err := s.lookBack(ctx, u, in)
		if err != nil {
			return nil, err
		}
		list, err := open(then, u, in, whole)
		if err != nil || period.Of(then) == nil {
			return list, err
		}
		next := list.next
		list.next = func(ctx context.Context) ([][]any, error) { return next(period.At(ctx, period.Of(then))) }
		return list, nil
	}
	return of
}

// turning are the parts of a query that turn pages; a file has none.
var turning = []string{"after", "before", "limit", "verify"}

// queryFields are a query's fields by name.
func queryFields(t reflect.Type) map[string]reflect.StructField {
	out := map[string]reflect.StructField{}
	for _, f := range reflect.VisibleFields(t) {
		if name := f.Tag.Get("query"); name != "" && !slices.Contains(turning, name) {
			out[name] = f
		}
	}
	return out
}

// readFilter holds a filter to what the query's tags say and writes it into the
// query.
func (s *Server) readFilter(in reflect.Value, fields map[string]reflect.StructField, filter map[string]string) error {
	var faults []Fault
	for _, name := range sorted(filter) {
		f, known := fields[name]
		if !known {
			faults = append(faults, Fault{"filter." + name, "这个名单没有“" + name + "”这个筛选条件"})
			continue
		}
		into := in.FieldByIndex(f.Index)
		var value any = filter[name]
		if filter[name] == "" {
			continue // as a query without it
		}
		switch into.Kind() {
		case reflect.String:
			into.SetString(filter[name])
		case reflect.Bool:
			is, err := strconv.ParseBool(filter[name])
			if err != nil {
				faults = append(faults, Fault{"filter." + name, "要填 true 或 false"})
				continue
			}
			value = is
			into.SetBool(is)
		default:
			n, err := strconv.ParseInt(filter[name], 10, 64)
			if err != nil {
				faults = append(faults, Fault{"filter." + name, "要填整数"})
				continue
			}
			value = float64(n)
			into.SetInt(n)
		}
		at, found := huma.NewPathBuffer(nil, 0), &huma.ValidateResult{}
		huma.Validate(s.api.OpenAPI().Components.Schemas, huma.SchemaFromField(s.api.OpenAPI().Components.Schemas, f, ""), at, huma.ModeWriteToServer, value, found)
		for _, err := range found.Errors {
			faults = append(faults, Fault{"filter." + name, inChinese(err.(*huma.ErrorDetail).Message)})
		}
	}
	for name, f := range fields { // what is not said is as the query has it
		if standard := f.Tag.Get("default"); standard != "" && filter[name] == "" {
			in.FieldByIndex(f.Index).SetString(standard)
		}
	}
	if len(faults) > 0 {
		return newProblem(http.StatusUnprocessableEntity, faults[0].Says, faults...)
	}
	return nil
}

// filterLabels are what filters are called on a file.
var filterLabels = map[string]string{
	"under": "范围", "state": "状态", "urgency": "紧急程度", "rule": "规则", "late": "只看超期", "alerted": "有预警", "helped": "有措施", "risk": "风险", "main_risk": "主要风险",
	"opened": "立线索", "decided": "认定或办结", "cleared": "消除", "check": "检查", "q": "查找", "kind": "类别", "object_type": "监测类型", "monitored": "只看监测对象", "from": "从", "to": "到", "batch": "批次",
	"user": "账号", "action": "动作", "subject": "对象", "table": "表", "owner": "部门", "became": "规则成效", "raised": "预警于", "missed": "纳入前没有预警", "household": "户编号", "group": "组", "parameter": "参数", "headings": "表头",
	"as_of": "截至", "period": "锁定时段", "what": "内容", "open": "只看没办完的", "answered": "已答复",
}

// filterSays is what was chosen, in words, for the watermark.
func (s *Server) filterSays(filter map[string]string, scope []division.Code) string {
	var said []string
	if filter["under"] == "" {
		names := make([]string, len(scope))
		for i, at := range scope {
			names[i] = s.divisions.FullName(at)
		}
		if len(names) > 0 {
			said = append(said, "范围："+strings.Join(names, "、"))
		}
	}
	for _, name := range sorted(filter) {
		value := filter[name]
		switch {
		case value == "":
			continue
		case name == "under":
			if code, err := division.ParseCode(value); err == nil {
				value = s.divisions.FullName(code)
			}
		case name == "state":
			states := strings.Split(value, ",")
			for i := range states {
				states[i] = s.stateLabel(states[i])
			}
			value = strings.Join(states, "、")
		case name == "rule" || name == "check":
			value = s.words.rule(value)
		case name == "became":
			_, of, _ := strings.Cut(value, ":")
			value = s.words.rule(of)
		case name == "open" || name == "answered":
			value = yes(value == "true")
		case value == "yes" || name == "missed" || name == "late" || name == "monitored":
			value = "是"
		case value == "no":
			value = "否"
		}
		said = append(said, label(filterLabels[name], name)+"："+value)
	}
	return strings.Join(said, "；")
}

// narrowest is the lowest division that holds all of a scope; 0: there is none.
func narrowest(scope []division.Code) division.Code {
	if len(scope) == 0 {
		return 0
	}
	for _, at := range []division.Code{scope[0], scope[0].Town(), scope[0].County(), scope[0].Prefecture()} {
		if !slices.ContainsFunc(scope, func(d division.Code) bool { return d != at && !at.Contains(d) }) {
			return at
		}
	}
	return scope[0].Province()
}

// many says whether a list has more persons than one may take away alone. It reads
// no further.
func (r *rows) many(ctx context.Context) (bool, error) {
	for n := 0; ; {
		some, err := r.next(ctx)
		if err != nil || len(some) == 0 {
			return false, err
		}
		if n += len(some); n > export.MostAlone {
			return true, nil
		}
	}
}

// paged walks a list by pages: page reads what stands behind a place, and says
// where it ends.
func paged[T any](columns []string, scope []division.Code, page func(ctx context.Context) ([]T, error), line func(T) ([][]any, error)) *rows {
	ended := false
	return &rows{columns, scope, func(ctx context.Context) ([][]any, error) {
		for !ended {
			some, err := page(ctx)
			if err != nil {
				return nil, err
			}
			ended = len(some) < rowsAtOnce
			var out [][]any
			for _, one := range some {
				lines, err := line(one)
				if err != nil {
					return nil, err
				}
				out = append(out, lines...)
			}
			if len(out) > 0 {
				return out, nil
			}
		}
		return nil, nil
	}}
}

// single is a line of one row.
func single(cells ...any) ([][]any, error) { return [][]any{cells}, nil }

// yes is a truth in a cell.
func yes(is bool) string {
	if is {
		return "是"
	}
	return "否"
}

// some is a number that is empty where nobody has one.
func some(n *int) any {
	if n == nil {
		return nil
	}
	return *n
}

// clockOf is a moment as a clerk of the province reads it; none is empty.
func clockOf(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(provinceZone).Format("2006-01-02 15:04")
}

// answersSay are the answers of a form in one cell.
func answersSay(answers []answerView) string {
	parts := make([]string, len(answers))
	for i, a := range answers {
		parts[i] = fmt.Sprintf("%s：%s", a.Label, a.Value)
	}
	return strings.Join(parts, "；")
}
