package synth

import (
	"dixian/calendar"
	"dixian/identity"
)

// person is one row of the registry's persons. Strings are the contract's words.
type person struct {
	id          identity.ID // 0: no ID yet
	provisional int         // number for who has no ID
	born        calendar.Date
	male        bool
	age         int // completed years at the as-of date
	relation    string
	labor       string
	health      string
	education   string
	status      string // as the registry has it; empty is 正常
	together    answer
	surname     int
	given       int

	// member says that a screening at the as-of date counts this person; dead, that
	// the household still bears this person's bills.
	member, dead bool
	student      bool // at school at 16 or older, so not in the labour force
	visiting     bool // listed here and kept by the next household

	insured [2]cover     // last year, this year
	school  [2]schooling // last school year, this one
}

// Labour as the registry words it.
const (
	ordinary = "普通劳动力"
	skilled  = "技能劳动力"
	weak     = "弱劳动力或半劳动力"
	unfit    = "丧失劳动力"
	nolabor  = "无劳动力"
)

// able says whether the person counts as labour-capable by the screening contract.
func (p *person) able() bool {
	return p.member && p.inLabour() && p.age >= 16 && p.age <= 64
}

func (p *person) inLabour() bool {
	return p.labor == ordinary || p.labor == skilled || p.labor == weak
}

// adult says whether the person must sign for a comparison.
func (p *person) adult() bool { return p.member && p.age >= 18 && p.id != 0 }

// surnames and given names: Heavenly Stems and Earthly Branches, so that nobody
// takes a name for a neighbour's.
var (
	surnames = []string{"赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "杨", "龙", "潘", "罗", "石", "韦"}
	stems    = []string{"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"}
	branches = []string{"子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥"}
)

// appendName writes surname, stem and branch.
func (p *person) appendName(dst []byte) []byte {
	dst = append(dst, surnames[p.surname%len(surnames)]...)
	dst = append(dst, stems[p.given%len(stems)]...)
	return append(dst, branches[p.given%len(branches)]...)
}
