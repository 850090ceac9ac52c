package workflow

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dixian/money"
	"dixian/rule"
)

// mostLines is how many lines one answer may have: more than any family's income
// has, few enough to be read.
const mostLines = 60

// Lines is an answer that was told line by line.
type Lines struct {
	Ask   *rule.Ask
	Lines []map[string]string // texts without spaces around, by what a line tells; rule.LineWho for the member
	Sum   money.Fen           // of the money of all lines, costs taken off; 0 without money
}

// ReadLines reads an answer in lines: a JSON array of objects of texts, empty for
// none. Its faults stand at "question/line/what", lines counted from 0; with a
// fault the lines are not to be used. who are the members a line may name.
func ReadLines(a *rule.Ask, answer string, who map[string]string) (Lines, []Fault) {
	out := Lines{Ask: a}
	if answer == "" {
		return out, nil
	}
	d := json.NewDecoder(bytes.NewReader([]byte(answer)))
	if err := d.Decode(&out.Lines); err != nil || d.More() {
		return out, []Fault{{a.Name, "“" + a.Label + "”要逐条填写，收到的内容读不出来；请刷新后重新填"}}
	}
	if len(out.Lines) > mostLines {
		return out, []Fault{{a.Name, fmt.Sprintf("“%s”最多 %d 条", a.Label, mostLines)}}
	}
	if a.Required && len(out.Lines) == 0 {
		return out, []Fault{{a.Name, "请填写“" + a.Label + "”"}}
	}
	var faults []Fault
	for i, line := range out.Lines {
		add := func(name, says string) {
			faults = append(faults, Fault{fmt.Sprintf("%s/%d/%s", a.Name, i, name), fmt.Sprintf("“%s”第 %d 条：%s", a.Label, i+1, says)})
		}
		for name, told := range line {
			line[name] = strings.TrimSpace(told)
		}
		out.Sum = out.read(line, who, out.Sum, add)
	}
	return out, faults
}

// read checks one line and gives the sum with its money.
func (l *Lines) read(line map[string]string, who map[string]string, sum money.Fen, add func(name, says string)) money.Fen {
	known := map[string]bool{}
	if l.Ask.Lines.Who {
		known[rule.LineWho], known[rule.LineName] = true, true
		number := line[rule.LineWho]
		switch name, is := who[number]; {
		case number == "":
			delete(line, rule.LineName)
		case !is:
			add(rule.LineWho, "这个人不在这一户；请重新选，或选全家")
		default:
			line[rule.LineName] = name
		}
	}
	for _, q := range l.Ask.Lines.Asks {
		known[q.Name] = true
		told := line[q.Name]
		switch {
		case told == "" && q.Required:
			add(q.Name, "请填写“"+q.Label+"”")
			continue
		case q.Max > 0 && len([]rune(told)) > q.Max:
			add(q.Name, fmt.Sprintf("“%s”最多 %d 个字", q.Label, q.Max))
			continue
		}
		if _, err := rule.Parse(q.Type, told); err != nil {
			add(q.Name, fmt.Sprintf("“%s”：%s", q.Label, err))
			continue
		}
		if q.Type.Kind != rule.Money || told == "" {
			continue
		}
		fen, _ := money.Parse(told)
		switch {
		case fen < 0:
			add(q.Name, "“"+q.Label+"”不能小于零")
			continue
		case q.Less:
			fen = -fen
		}
		if fen > mostMoney || fen < -mostMoney {
			add(q.Name, "“"+q.Label+"”超过一亿元，请核对是不是多写了几位")
			continue
		}
		sum += fen // at most mostLines times the number of questions: far from the end of 64 bits
	}
	for _, name := range slices.Sorted(maps.Keys(line)) {
		if !known[name] {
			add(name, "不问“"+name+"”这一项")
		}
	}
	return sum
}

// mostMoney is a hundred million yuan, in fen: no family has it in one line.
const mostMoney money.Fen = 1e10

// value is what guards read of the lines; nil where nothing was told.
func (l Lines) value() rule.Val {
	switch {
	case len(l.Lines) == 0:
		return nil
	case l.Ask.Lines.Sums():
		return rule.MoneyVal(l.Sum)
	}
	return rule.IntVal(int64(len(l.Lines)))
}

// Kept is a form as it is kept: its answers without spaces around, each line that
// names a member with the name as it is now.
func Kept(m *rule.Move, form, who map[string]string) map[string]string {
	out := make(map[string]string, len(form))
	for name, answer := range form {
		out[name] = strings.TrimSpace(answer)
	}
	for _, a := range m.Asks {
		answer := out[a.Name]
		if a.Lines == nil || answer == "" || answer == Unsure {
			continue
		}
		if lines, faults := ReadLines(a, answer, who); len(faults) == 0 {
			kept, _ := json.Marshal(lines.Lines) // texts by texts: it has nothing that JSON cannot write
			out[a.Name] = string(kept)
		}
	}
	return out
}

// Says is an answer as a person reads it: lines one below the other, with the sum,
// everything else as it is.
func Says(a *rule.Ask, answer string) string {
	if a.Lines == nil || answer == "" || answer == Unsure {
		return answer
	}
	lines := Lines{Ask: a}
	if json.Unmarshal([]byte(answer), &lines.Lines) != nil {
		return answer // told before the question was asked in lines
	}
	var out []string
	for _, line := range lines.Lines {
		out = append(out, lines.says(line))
		lines.Sum = lines.read(line, nil, lines.Sum, func(string, string) {})
	}
	if a.Lines.Sums() && len(out) > 1 {
		out = append(out, "合计 "+lines.Sum.String()+" 元")
	}
	return strings.Join(out, "\n")
}

func (l *Lines) says(line map[string]string) string {
	var parts []string
	if l.Ask.Lines.Who {
		parts = append(parts, cmp.Or(line[rule.LineName], line[rule.LineWho], "全家"))
	}
	for _, q := range l.Ask.Lines.Asks {
		told := line[q.Name]
		if told == "" {
			continue
		}
		if fen, err := money.Parse(told); q.Type.Kind == rule.Money && err == nil {
			told = q.Label + " " + fen.String() + " 元"
		}
		parts = append(parts, told)
	}
	return strings.Join(parts, " · ")
}
