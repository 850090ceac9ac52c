package synth

// authorities are the first two characters of a credit code by kind of business.
var authorities = map[string]string{"企业": "91", "个体工商户": "92", "农民专业合作社": "93"}

// appendCreditCode writes the n-th business' unified social credit code: registering
// authority and kind, county, organisation code with its own check character, and
// the check character of GB 32100.
func appendCreditCode(dst []byte, kind string, county [6]byte, n int) []byte {
	at := len(dst)
	dst = append(dst, authorities[kind]...)
	dst = append(dst, county[:]...)
	dst = appendDigits(dst, n, 8)
	sum := 0
	for i, weight := range []int{3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(dst[at+8+i]-'0') * weight
	}
	dst = append(dst, "0X987654321"[sum%11])
	return append(dst, creditCheck(dst[at:]))
}

// creditCheck returns the check character of seventeen characters (GB 32100-2015),
// digits but for one X.
func creditCheck(code []byte) byte {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	sum, weight := 0, 1
	for _, c := range code {
		value := int(c - '0')
		if c == 'X' {
			value = 29
		}
		sum += value * weight
		weight = weight * 3 % 31
	}
	return alphabet[(31-sum%31)%31]
}
