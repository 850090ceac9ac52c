package synth

import (
	"dixian/identity"
	"dixian/money"
)

// What a household owns and holds, and what the departments of the comparison say
// of it: drawn apart from situations, evenly spread.

type vehicle struct {
	owner    identity.ID
	kind     string
	value    money.Fen // 0: unknown
	scrapped bool
}

// estate is one row of real_estate. Rows of one unit share the number.
type estate struct {
	county [6]byte
	number int
	owner  identity.ID
	usage  string
	area   int // tenths of a m²
}

// firm is one row of business. Rows of one firm share the number.
type firm struct {
	number     int
	owner      identity.ID
	kind, role string
	status     string
}

type post struct {
	id   identity.ID
	kind string
}

const (
	ranger     = "生态护林员"
	publicPost = "公益性岗位"
)

// offer is one possibility of a draw: families in a million, the hit it fires if
// the household has authorised the comparison (or just does not), and what to do.
type offer struct {
	perMillion int
	rule       string
	fires      bool
	give       func(f *family, owner int)
}

// offers are four draws, one for each kind of property.
var offers = [...]struct {
	step uint64
	of   []offer
}{
	{vehicleStep, []offer{
		{24_000, "has_vehicle", true, func(f *family, at int) { f.drive(at, "小型轿车", f.yuan(52, 180)*1000, false) }},
		{8_000, "has_vehicle", true, func(f *family, at int) { f.drive(at, "小型轿车", 0, false) }},
		{2_000, "has_vehicle", true, func(f *family, at int) { f.drive(at, "客车", vehicleValue, false) }},
		{2_000, "has_vehicle", true, func(f *family, at int) { f.drive(at, "工程机械", f.yuan(80, 400)*1000, false) }},
		{1_500, "has_vehicle", true, func(f *family, at int) { f.drive(at, "大型农机", f.yuan(60, 150)*1000, false) }},
		{3_000, "has_vehicle", false, func(f *family, at int) { f.drive(at, "小型轿车", vehicleValue-1, false) }},
		{5_000, "has_vehicle", false, func(f *family, at int) { f.drive(at, "小型轿车", f.yuan(60, 90)*1000, true) }},
		{60_000, "has_vehicle", false, func(f *family, at int) { f.drive(at, "摩托车", f.yuan(30, 80)*100, false) }},
		{6_000, "has_vehicle", false, func(f *family, at int) { f.drive(at, "货车", f.yuan(60, 90)*1000, false) }},
		{2_000, "has_vehicle", false, func(f *family, at int) { f.drive(at, "残疾人专用车", 0, false) }},
	}},
	{estateStep, []offer{
		{4_000, "has_property", true, func(f *family, at int) { f.own(at, f.county.six, "商铺") }},
		{1_500, "has_property", true, func(f *family, at int) { f.own(at, f.county.six, "办公") }},
		{5_000, "has_property", true, func(f *family, at int) { f.own(at, f.county.other, "住宅") }},
		{1_500, "has_property", true, func(f *family, at int) { f.own(at, f.county.stranger, "住宅") }},
		{3_000, "has_property", true, (*family).ownTwo},
		{40_000, "has_property", false, func(f *family, at int) { f.own(at, f.county.six, "住宅") }},
		{6_000, "has_property", false, (*family).ownTogether},
		{12_000, "has_property", false, (*family).ownUnderFormerCode},
		{4_000, "has_property", false, func(f *family, at int) { f.own(at, f.county.other, "车位") }},
		{90_000, "has_property", false, func(f *family, at int) { f.own(at, f.county.six, "宅基地") }},
	}},
	{businessStep, []offer{
		{14_000, "has_business", true, func(f *family, at int) { f.trade(at, "个体工商户", "经营者", "存续") }},
		{2_500, "has_business", true, func(f *family, at int) { f.trade(at, "企业", "法定代表人", "存续") }},
		{2_000, "has_business", true, func(f *family, at int) { f.trade(at, "企业", "股东", "存续") }},
		{15_000, "has_business", false, func(f *family, at int) { f.trade(at, "农民专业合作社", "成员", "存续") }},
		{2_000, "has_business", false, func(f *family, at int) { f.trade(at, "个体工商户", "经营者", "注销") }},
		{1_500, "has_business", false, func(f *family, at int) { f.trade(at, "企业", "法定代表人", "吊销") }},
		{1_200, "has_business", false, func(f *family, at int) { f.trade(at, "个体工商户", "成员", "存续") }},
	}},
	{payrollStep, []offer{
		{1_500, "on_payroll", true, func(f *family, at int) { f.post(at, "公务员") }},
		{3_000, "on_payroll", true, func(f *family, at int) { f.post(at, "事业编制") }},
		{1_500, "on_payroll", true, func(f *family, at int) { f.post(at, "国企在编") }},
		{9_000, "on_payroll", true, func(f *family, at int) { f.post(at, "村干部") }},
		{20_000, "on_payroll", false, func(f *family, at int) { f.post(at, publicPost) }},
		{25_000, "on_payroll", false, func(f *family, at int) { f.post(at, ranger) }},
	}},
}

// acquire draws what the household owns, trades and holds; planted hears of each.
func (f *family) acquire(seed uint64, planted func(rule string, fires bool)) {
	owner := f.first((*person).adult)
	if owner < 0 {
		return
	}
	for _, draw := range offers {
		at := spread(seed, draw.step, f.n)
		for _, o := range draw.of {
			if at -= o.perMillion; at < 0 {
				o.give(f, owner)
				planted(o.rule, o.fires)
				break
			}
		}
	}
	if f.relocated && f.dice.perMille(800) {
		f.own(owner, f.county.six, "易地搬迁安置房")
	}
}

func (f *family) drive(at int, kind string, value money.Fen, scrapped bool) {
	f.vehicles = append(f.vehicles, vehicle{f.people[at].id, kind, value, scrapped})
}

func (f *family) own(at int, county [6]byte, usage string) {
	f.estates = append(f.estates, estate{county, len(f.estates), f.people[at].id, usage, f.dice.between(200, 1400)})
}

// ownTwo gives two homes in the county to two members, or to the one there is.
func (f *family) ownTwo(at int) {
	f.own(at, f.county.six, "住宅")
	if len(f.people) > 1 && f.people[1].adult() {
		at = 1
	}
	f.own(at, f.county.six, "住宅")
}

// ownTogether gives one home to two members, each with a row.
func (f *family) ownTogether(at int) {
	f.own(at, f.county.six, "住宅")
	if len(f.people) > 1 && f.people[1].adult() && at != 1 {
		same := f.estates[len(f.estates)-1]
		same.owner = f.people[1].id
		f.estates = append(f.estates, same)
	}
}

// ownUnderFormerCode gives a home whose number begins as the county's once did.
func (f *family) ownUnderFormerCode(at int) {
	if f.county.changed {
		f.own(at, f.county.former, "住宅")
	}
}

func (f *family) trade(at int, kind, role, status string) {
	f.firms = append(f.firms, firm{len(f.firms), f.people[at].id, kind, role, status})
}

// post puts somebody on the public payroll, once in each kind of post.
func (f *family) post(at int, kind string) {
	p := post{f.people[at].id, kind}
	for _, other := range f.posts {
		if other == p {
			return
		}
	}
	f.posts = append(f.posts, p)
}
