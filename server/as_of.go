package server

import (
	"context"
	"reflect"
	"slices"
	"strings"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework/period"
	"dixian/division"
)

// AtDay is the part of a list's query by which it opens as of a locked day.
type AtDay struct {
	AsOf string `query:"as_of" pattern:"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$" doc:"a day whose end is locked for all that is asked for: the list as it stood then; none: now"`
}

// AtOnly is the query of a list that nothing else narrows.
type AtOnly struct{ AtDay }

func (in *AtDay) asOfDay() string { return in.AsOf }

// lookBack gives the context in which a list is read: as of the day that its query
// names, or as it is.
func (s *Server) lookBack(ctx context.Context, u *access.User, in any) (context.Context, error) {
	dated, is := in.(interface{ asOfDay() string })
	if !is || dated.asOfDay() == "" {
		return ctx, nil
	}
	day, err := calendar.ParseDate(dated.asOfDay())
	if err != nil {
		return nil, invalid("as_of", "日期要写成 2025-06-30")
	}
	places := countedScope(u)
	if f := reflect.ValueOf(in).Elem().FieldByName("Under"); f.IsValid() && f.String() != "" {
		at, err := under(f.String())
		if err != nil {
			return nil, err
		}
		if within(places, at) { // what is not there is not found, whatever the day
			places = []division.Code{at}
		}
	}
	locked, err := s.periods.Store.Periods(ctx, period.Locked)
	if err != nil {
		return nil, err
	}
	m, missing := period.MomentOf(locked, day, places, s.countiesOf)
	if len(missing) > 0 {
		return nil, invalid("as_of", s.notLocked(locked, day, missing))
	}
	return period.At(ctx, m), nil
}

// countiesOf are the counties of a province or prefecture.
func (s *Server) countiesOf(at division.Code) []division.Code {
	if at.Level() >= division.County {
		return nil
	}
	return slices.DeleteFunc(s.divisions.Counties(), func(c division.Code) bool { return !at.Contains(c) })
}

// mostMissing is how many places and days a sentence names.
const mostMissing = 5

// notLocked says which places keep nothing of a day, and which days they keep.
func (s *Server) notLocked(locked []*period.Period, day calendar.Date, missing []division.Code) string {
	var names, days []string
	for _, at := range missing[:min(len(missing), mostMissing)] {
		names = append(names, s.divisions.FullName(at))
	}
	for _, p := range locked {
		if p.Division == missing[0] || p.Division.Contains(missing[0]) {
			days = append(days, p.Day.String())
		}
	}
	slices.Sort(days)
	days = slices.Compact(days)
	slices.Reverse(days)
	text := "这些地方没有锁定 " + day.String() + " 的数据，打不开当天的名单：" + strings.Join(names, "、")
	if len(missing) > mostMissing {
		text += " 等"
	}
	if len(days) == 0 {
		return text + "。还没有锁定过任何一天。"
	}
	return text + "。可以看的日子：" + strings.Join(days[:min(len(days), mostMissing)], "、") + "。"
}

// today is the day that a list is of: a locked one, or the province's.
func (s *Server) today(ctx context.Context) calendar.Date {
	if m := period.Of(ctx); m != nil {
		return m.Day
	}
	return s.Casework.Today()
}
