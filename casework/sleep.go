package casework

import (
	"context"
	"encoding/json"
	"math/big"
	"slices"
	"strings"

	"dixian/access"
	"dixian/division"
	"dixian/money"
	"dixian/rule"
	"dixian/screening"
)

// asleep says whether a settled alert says nothing new when a run raises it
// again: no higher urgency, not worse, and settled within sleep_months. In the
// months after clearing no alert sleeps.
//
// Worse is a number, where the rule names one: it has grown by reopen_share at
// least since the alert was settled. Without one it is a person who was not named
// or a source row that was not there.
//
// Source: casework contract, "a settled alert sleeps, per rule and household".
func (s *Service) asleep(a *Alert, l screening.Line, at division.Code) (bool, error) {
	months, err := s.Param("sleep_months", at)
	if err != nil {
		return false, err
	}
	if s.Today() > a.SettledOn.AddMonths(int(months)) || rank(l.Urgency) > rank(a.Urgency) {
		return false, nil
	}
	r := s.Program.Rule(a.Rule)
	if r == nil || r.WorsensBy == "" {
		return !newName(a.Members, l.Members) && !newRow(s.Program, r, a.Evidence, l.Evidence), nil
	}
	share, err := s.Param("reopen_share", at)
	if err != nil {
		return false, err
	}
	return !grown(r, a.Evidence, l.Evidence, money.Share(share)), nil
}

func newName(before, now string) bool {
	known := strings.Split(before, ";")
	return slices.ContainsFunc(strings.Split(now, ";"), func(m string) bool { return m != "" && !slices.Contains(known, m) })
}

// grown says whether the number that a rule worsens by has grown by a share, of
// several rows the largest. What cannot be read has grown: unknown is not the
// same as before.
func grown(r *rule.Rule, before, now string, share money.Share) bool {
	was, ok := worstOf(r, before)
	is, have := worstOf(r, now)
	if !ok || !have {
		return true
	}
	limit := new(big.Rat).Mul(was, big.NewRat(int64(share)+shareUnit, shareUnit))
	return is.Cmp(was) > 0 && is.Cmp(limit) >= 0
}

// shareUnit is a whole in units of money.Share.
const shareUnit = 10_000

func worstOf(r *rule.Rule, evidence string) (worst *big.Rat, ok bool) {
	top := map[string]json.RawMessage{}
	if json.Unmarshal([]byte(evidence), &top) != nil {
		return nil, false
	}
	places := []map[string]json.RawMessage{top}
	if list := top[r.About.Name]; list != nil {
		var rows []map[string]json.RawMessage
		if json.Unmarshal(list, &rows) != nil {
			return nil, false
		}
		places = append(places, rows...)
	}
	for _, place := range places {
		n, read := new(big.Rat).SetString(strings.Trim(string(place[r.WorsensBy]), `"`))
		if read && (worst == nil || n.Cmp(worst) > 0) {
			worst = n
		}
	}
	return worst, worst != nil
}

// newRow says whether evidence names a source row that earlier evidence did not:
// rows are told apart by the key columns of their table.
func newRow(p *rule.Program, r *rule.Rule, before, now string) bool {
	known := sourceRows(p, r, before)
	for row := range sourceRows(p, r, now) {
		if !known[row] {
			return true
		}
	}
	return false
}

func sourceRows(p *rule.Program, r *rule.Rule, evidence string) map[string]bool {
	out := map[string]bool{}
	var top map[string]any
	if json.Unmarshal([]byte(evidence), &top) == nil {
		rowsIn(p, r, "", top, out)
	}
	return out
}

// rowsIn walks the lists of an evidence object: that of the rule's own table, and
// those of facts, whose names end in ".rows".
func rowsIn(p *rule.Program, r *rule.Rule, place string, object map[string]any, out map[string]bool) {
	for key, v := range object {
		rows, isList := v.([]any)
		var from *rule.Table
		switch name, ofFact := strings.CutSuffix(key, ".rows"); {
		case !isList:
			continue
		case ofFact:
			from = sourceOf(p, name[strings.LastIndexByte(name, '.')+1:])
		case r != nil && key == r.About.Name:
			from = r.About
		}
		for _, row := range rows {
			fields, isRow := row.(map[string]any)
			if from == nil || !isRow {
				continue
			}
			id := place + from.Name
			for _, c := range from.Columns {
				if value, has := fields[c.Name]; c.Key && has {
					text, _ := json.Marshal(value) // decoded JSON
					id += "/" + string(text)
				}
			}
			out[id] = true
			rowsIn(p, r, id+"/", fields, out)
		}
	}
}

// sourceOf is the table whose rows decide a fact; nil where no fact is called so.
func sourceOf(p *rule.Program, fact string) *rule.Table {
	for _, f := range p.Facts {
		if f.Name == fact && f.From != nil {
			return f.From
		}
	}
	return nil
}

// settleAlerts marks all alerts of a case as settled today: what a person closes
// has been looked at.
func (s *Service) settleAlerts(ctx context.Context, c *Case) error {
	for i := range c.Alerts {
		if err := s.settleAlert(ctx, &c.Alerts[i]); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) settleAlert(ctx context.Context, a *Alert) error {
	if a.Settled {
		return nil
	}
	a.Settled, a.SettledOn = true, s.Today()
	return s.Store.SaveAlert(ctx, a)
}

// wakeAlerts opens the alerts of a record whose refusal was set right: they are to
// be looked into anew.
func (s *Service) wakeAlerts(ctx context.Context, c *Case) error {
	for i := range c.Alerts {
		c.Alerts[i].Settled, c.Alerts[i].SettledOn = false, 0
		if err := s.Store.SaveAlert(ctx, &c.Alerts[i]); err != nil {
			return err
		}
	}
	return nil
}

// SettleAlerts settles alerts of an open record one by one, with a reason: those
// that a later run no longer raises, and those that a person has looked into. No
// alert is settled by a run.
//
// Source: casework contract, Words, "a person settles it, in bulk if they like".
func (s *Service) SettleAlerts(ctx context.Context, u *access.User, id int64, version int, alerts []int64, reason string) (*Case, error) {
	e := Event{Act: "settle_alerts", Reason: reason}
	return s.act(ctx, u, id, version, townAndUp, e, func(ctx context.Context, c *Case) error {
		switch {
		case strings.TrimSpace(reason) == "":
			return refuse(e.Act, "reason", "请写明了结预警的理由")
		case len(alerts) == 0:
			return refuse(e.Act, "alerts", "请选要了结的预警")
		case atDesk(c):
			return refuse(e.Act, "", "线索还在研判台，请派单或了结整条线索")
		}
		for _, id := range alerts {
			i := slices.IndexFunc(c.Alerts, func(a Alert) bool { return a.ID == id })
			if i < 0 {
				return refuse(e.Act, "alerts", "这个案件没有这条预警")
			}
			if err := s.settleAlert(ctx, &c.Alerts[i]); err != nil {
				return err
			}
		}
		return nil
	})
}
