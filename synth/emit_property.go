package synth

import "strconv"

func (b *block) emitProperty(f *family) {
	for k, v := range f.vehicles {
		b.emitVehicle(f.county, v, f.n*2+k)
	}
	for _, e := range f.estates {
		b.emitEstate(e, f.n)
	}
	for _, firm := range f.firms {
		if b.keep(tBusiness, 0) {
			r := &b.rows[tBusiness]
			b.spare = appendCreditCode(b.spare[:0], firm.kind, f.county.six, f.n*2+firm.number)
			r.copy(b.spare)
			r.id(firm.owner)
			r.text(firm.kind)
			r.text(firm.role)
			r.text(firm.status)
		}
	}
}

func (b *block) emitVehicle(c *county, v vehicle, number int) {
	if !b.keep(tVehicle, 0) {
		return
	}
	r := &b.rows[tVehicle]
	b.spare = appendPlate(b.spare[:0], c, number)
	r.copy(b.spare)
	r.id(v.owner)
	r.text(v.kind)
	r.optional(v.value)
	if v.scrapped {
		r.text("报废")
	} else {
		r.text("正常")
	}
}

// plateLetters are the prefectures' letters, by the third and fourth digit of the
// county code.
var plateLetters = map[string]byte{
	"01": 'A', "02": 'B', "03": 'C', "04": 'G', "05": 'F', "06": 'D', "23": 'E', "26": 'H', "27": 'J',
}

// appendPlate writes the prefecture's letter and five characters, never I or O.
func appendPlate(dst []byte, c *county, number int) []byte {
	const digits = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
	dst = append(append(dst, "贵"...), plateLetters[string(c.six[2:4])])
	at := len(dst)
	dst = append(dst, "00000"...)
	for i := len(dst) - 1; i >= at; i-- {
		dst[i] = digits[number%len(digits)]
		number /= len(digits)
	}
	return dst
}

func (b *block) emitEstate(e estate, n int) {
	if !b.keep(tEstate, 0) {
		return
	}
	r := &b.rows[tEstate]
	b.spare = append(append(b.spare[:0], e.county[:]...), "001001GB"...)
	b.spare = appendDigits(append(appendDigits(b.spare, e.number, 5), 'F'), n, 8)
	r.copy(b.spare)
	r.id(e.owner)
	r.text(e.usage)
	b.spare = append(strconv.AppendInt(b.spare[:0], int64(e.area/10), 10), '.', byte('0'+e.area%10))
	r.copy(b.spare)
}
