package plan

import (
	"fmt"
	"strconv"

	"dixian/calendar"
	"dixian/division"
	"dixian/money"
	"dixian/rule"
)

// Value is one value of a parameter, read.
type Value struct {
	Division division.Code
	From, To calendar.Date // half-open; To 0: open
	N        int64         // fen, share (1/10 000) or int, by the parameter's type
	Status   string        // verified or example
	Number   string        // of the document that sets it
}

// Holds says whether the value is in force in a division at a date.
func (v Value) Holds(code division.Code, d calendar.Date) bool {
	return (v.Division == code || v.Division.Contains(code)) && v.From <= d && (v.To == 0 || d < v.To)
}

// ParseValue reads a parameter's value as its type demands.
func ParseValue(t rule.Type, s string) (int64, error) {
	switch t.Kind {
	case rule.Money:
		f, err := money.Parse(s)
		return int64(f), err
	case rule.Share:
		sh, err := money.ParseShare(s)
		return int64(sh), err
	case rule.Int:
		n, err := strconv.ParseInt(s, 10, 32)
		if err != nil {
			return 0, fmt.Errorf("not a whole number: %s", s)
		}
		return n, nil
	}
	return 0, fmt.Errorf("a parameter is money, share or int, not %s", t)
}

// FormatValue writes a parameter's value as its type demands.
func FormatValue(t rule.Type, n int64) string {
	switch t.Kind {
	case rule.Money:
		return money.Fen(n).String()
	case rule.Share:
		return money.Share(n).String()
	}
	return strconv.FormatInt(n, 10)
}

// Narrower says whether some value is set below a division.
func (p *Parameter) Narrower(code division.Code) bool {
	for _, v := range p.parsed {
		if v.Division != code && code.Contains(v.Division) {
			return true
		}
	}
	return false
}

// parse reads the values and refuses two that hold at once in one division.
func (p *Parameter) parse() (ps Problems) {
	p.parsed = nil
	for _, raw := range p.Values {
		v := Value{Status: raw.Status, Number: raw.Number}
		var err error
		if v.Division, err = division.ParseCode(raw.Division.Value); err != nil {
			ps.Add(raw.Division.Pos, err.Error(), "write the 12-digit code, such as 520000000000 for the province")
		} else if !division.Guizhou().Known(v.Division) {
			ps.Add(raw.Division.Pos, "there is no division "+raw.Division.Value, "correct the code: a value for a division that is not there would never be used")
		}
		if v.N, err = ParseValue(p.Type, raw.Value.Value); err != nil {
			ps.Add(raw.Value.Pos, err.Error(), "write a value of type "+p.Type.String())
		} else if v.N < 0 {
			ps.Add(raw.Value.Pos, "the value is below zero", "a line, a share and a limit are not negative")
		}
		if v.From, err = calendar.ParseDate(raw.From.Value); err != nil {
			ps.Add(raw.From.Pos, err.Error(), "write the day it begins, such as 2025-01-01")
		}
		if raw.To.Value != "" {
			if v.To, err = calendar.ParseDate(raw.To.Value); err != nil {
				ps.Add(raw.To.Pos, err.Error(), "write the first day it no longer holds")
			} else if v.To <= v.From {
				ps.Add(raw.To.Pos, "the value ends before it begins", "`to` is the first day it no longer holds")
			}
		}
		for _, w := range p.parsed {
			if w.Division == v.Division && (w.To == 0 || v.From < w.To) && (v.To == 0 || w.From < v.To) {
				ps.Add(raw.From.Pos, "two values of "+p.Name+" hold at once in "+v.Division.String(), "let one end (`to`) where the other begins (`from`)")
				break
			}
		}
		p.parsed = append(p.parsed, v)
	}
	return ps
}
