package panel

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"dixian/calendar"
	"dixian/column"
	"dixian/identity"
	"dixian/plan"
	"dixian/rule"
)

const tables = `
- table: households
  one: household
  folder: registry
  delivery: whole
  complete: true
  columns:
    household_code: {type: text, key: true, required: true}
    division_code: {type: code12, required: true}
- table: persons
  one: person
  folder: registry
  delivery: whole
  complete: true
  belongs_to: [household_code]
  columns:
    id_number: {type: id18, key: true}
    provisional_no: {type: text}
    household_code: {type: household, required: true}
- table: consent
  folder: registry
  delivery: whole
  belongs_to: [id_number]
  columns:
    household_code: {type: household, key: true, required: true}
    id_number: {type: person, key: true, required: true}
    signed_on: {type: date, key: true, required: true}
- table: bill
  folder: extracts
  delivery: rows
  columns:
    bill_no: {type: text, key: true, required: true}
    id_number: {type: person, required: true}
    level: {type: [一级, 二级]}
    cost: {type: money}
- table: plea
  folder: extracts
  delivery: rows
  belongs_to: [household_code, id_number]
  columns:
    plea_no: {type: text, key: true, required: true}
    id_number: {type: person}
    household_code: {type: household}
- table: car
  folder: extracts
  delivery: whole
  compared: true
  columns:
    plate: {type: text, key: true, required: true}
    id_number: {type: person, required: true}
- table: extract_rows
  one: extract_row
  folder: system
  complete: true
  belongs_to: [person, household]
  columns:
    person: {type: person}
    household: {type: household}
- screening: everybody
  where: household_code.part(1, 1) == 'H'
`

// village is tables with rows written as text, by table.
type village struct {
	program *rule.Program
	rows    map[string][]string // "column=value column=value"
}

func newVillage(t testing.TB) *village {
	t.Helper()
	p, err := plan.LoadFS(fstest.MapFS{"a.yaml": {Data: []byte(tables[1:])}}, "p")
	if err != nil {
		t.Fatal(err)
	}
	program, err := plan.Check(p)
	if err != nil {
		t.Fatal(err)
	}
	return &village{program, map[string][]string{}}
}

// sources are the rows as an intake hands them over; the line of each is its
// place in the list, from 1, before the list is reordered.
func (v *village) sources(order map[string][]int) (out []Source) {
	for _, t := range v.program.Tables {
		rows := v.rows[t.Name]
		if rows == nil {
			continue
		}
		s := Source{Table: t}
		for _, c := range t.Columns {
			s.Columns = append(s.Columns, c.Type.NewColumn())
		}
		for i := range rows {
			if order != nil {
				i = order[t.Name][i]
			}
			cells := map[string]string{}
			for word := range strings.FieldsSeq(rows[i]) {
				name, value, _ := strings.Cut(word, "=")
				cells[name] = value
			}
			for j, c := range t.Columns {
				appendCell(s.Columns[j], c.Type, cells[c.Name])
			}
			s.File, s.Line = append(s.File, 0), append(s.Line, uint32(i+1))
		}
		out = append(out, s)
	}
	return out
}

func (v *village) build(t testing.TB) *Panel {
	t.Helper()
	p, err := Build(v.program, v.sources(nil))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func appendCell(c column.Column, typ rule.Type, s string) {
	switch {
	case s == "" && typ.Kind == rule.Bool: // the system's own column
		c.(*column.Byte).Append(0)
	case s == "":
		c.AppendUnknown()
	case typ.Stored() == rule.ID:
		n, _ := strconv.Atoi(strings.TrimPrefix(s, "P"))
		c.(*column.Long).Append(int64(identity.ID(520115_19800101_000 + int64(n))))
	case typ.Kind == rule.Money:
		n, _ := strconv.Atoi(s)
		c.(*column.Long).Append(int64(n))
	case typ.Kind == rule.Date:
		d, _ := calendar.ParseDate(s)
		c.(*column.Word).Append(int32(d))
	case typ.Kind == rule.Code:
		c.(*column.Byte).Append(uint8(typ.CodeIndex(s)))
	default:
		c.(*column.Text).Append(s)
	}
}

// shown is the whole panel as text: for each household its division and code, and
// for each table its rows with the line and the person they belong to.
func shown(p *Panel) string {
	var b strings.Builder
	for h := range p.Households {
		fmt.Fprintf(&b, "%s %s county %d\n", p.Division[h], p.Code(h), p.County[h])
		for _, rows := range p.Tables {
			if rows == nil || rows.Table == p.Program.Households {
				continue
			}
			from, to := rows.Of(h)
			for r := from; r < to; r++ {
				fmt.Fprintf(&b, "  %s", rows.Table.Name)
				if rows.Table.Folder != "system" {
					fmt.Fprintf(&b, " line %d", p.Origin(rows.Table, r).Line)
				}
				if rows.Person != nil {
					fmt.Fprintf(&b, " person %d", rows.Person[r])
				}
				b.WriteString("\n")
			}
		}
	}
	return b.String()
}

// lines are the lines of a table's rows in a household, with the line of the
// person each belongs to.
func lines(p *Panel, table, household string) string {
	t := p.Program.Table(table)
	h, ok := p.Household(household)
	if !ok {
		return "no household " + household
	}
	var out []string
	rows := p.Tables[t.Index]
	from, to := rows.Of(h)
	for r := from; r < to; r++ {
		s := fmt.Sprint(p.Origin(t, r).Line)
		if rows.Person != nil {
			whose := "-"
			if person := rows.Person[r]; person >= 0 {
				whose = fmt.Sprint(p.Origin(p.Program.Persons, int(person)).Line)
			}
			s += "→" + whose
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

// permutation is the numbers 0 … n-1 in the order that keys sort them.
func permutation(keys []int) []int {
	order := make([]int, len(keys))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return keys[a] - keys[b] })
	return order
}
