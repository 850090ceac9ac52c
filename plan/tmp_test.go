package plan
import ("testing";"fmt";"strings")
func TestTmp(t *testing.T){
 for _,x:=range []string{
 "spnt > yuan(3)","param.lin < spent","spent > line","newest_water.qualty == '达标'","newest_watr.quality == '达标'","person.age > 3","newest_water.outage > members","members == bills","members + bills > 3","kind == '富裕户'","kind in ['脱贫户', '富裕户']","spent > 30","param.enough * param.drop * spent > param.line","param.enough * (param.drop * spent) > param.line",
 "spent > param.line * 1.5","spent / members > param.line","note + 'x' == 'y'","note.matches('a.*')","note.startsWith('甲')","members in [1, 2].filter(x, x > members)",`"!cleared"`,`"known(cleared) || !cleared"`,"object != '边缘易致贫户'","'cleared ? 1 : 2'","last_month(3)","known(kind)","members && true","household_code > 'H1'","bills.or(0","as_of.year() == members","newest_water == household","heavy > 3","division_code.part(1)","note == kind","newest_water.assessed_on.plus_months(newest_water.outage) > as_of","members.within(last_months(3))","household","last_months(3)","spent == null",
 } {
  _,err:=Check(edited(t,wrong{items:formula(x)}))
  fmt.Printf("%s\n\t%v\n",x,err)
 }
 for _,x:=range []string{
 "- fact: x\n  about: household\n  is: members > 0\n",
 "- fact: x\n  about: households\n  from: bils\n  count: rows\n",
 "- fact: x\n  about: households\n  from: bill\n  within: until(as_of)\n  where: cost > param.lin\n  count: rows\n",
 "- fact: x\n  about: households\n  from: bill\n  count: rows\n",
 "- fact: x\n  about: households\n  from: persons\n  within: last_months(3)\n  count: rows\n",
 "- fact: x\n  about: persons\n  from: water\n  within: last_months(3)\n  count: rows\n",
 "- fact: x\n  about: bill\n  from: bill\n  within: last_months(3)\n  count: rows\n",
 "- fact: x\n  about: households\n  from: bill\n  within: last_months(param.outage_days)\n  count: rows\n",
 "- fact: x\n  about: households\n  from: bill\n  within: cost > yuan(3)\n  count: rows\n",
 "- fact: x\n  about: households\n  from: bill\n  within: months_ago(4, 12)\n  count: rows\n",
 "- fact: x\n  about: households\n  from: bill\n  within: last_months(12)\n  where: cost\n  count: rows\n",
 "- fact: x\n  about: households\n  from: bill\n  within: last_months(12)\n  sum: refunded\n",
 "- fact: x\n  about: households\n  from: bill\n  within: last_months(12)\n  any: cost\n",
 "- fact: x\n  about: households\n  from: bill\n  within: last_months(12)\n  count: distinct bill_nr\n",
 "- fact: x\n  about: households\n  from: water\n  within: until(as_of)\n  pick: {newest: assessed}\n",
 "- fact: x\n  about: households\n  from: water\n  within: until(as_of)\n  pick: {newest: assessed_on, per: quallity}\n  any: quality == '达标'\n",
 "- fact: x\n  about: households\n  from: water\n  within: until(as_of)\n  pick: only\n",
 "- fact: x\n  about: persons\n  from: insurance\n  within: year_of(as_of)\n  pick: only\n",
 "- fact: x\n  about: households\n  from: insurance\n  within: year_of(as_of)\n  where: kind == '城乡居民'\n  pick: only\n",
 "- fact: x\n  about: persons\n  from: insurance\n  within: years(as_of.plus_months(-2), as_of)\n  where: kind == '城乡居民'\n  pick: only\n",
 "- fact: x\n  about: persons\n  from: insurance\n  within: until(as_of)\n  where: kind == '城乡居民' && year == 2025 || valid\n  pick: only\n",
 "- fact: x\n  about: persons\n  from: insurance\n  within: until(as_of)\n  where: kind == '城乡居民' && year == year\n  pick: only\n",
 "- fact: x\n  about: households\n  from: alerts\n  pick: only\n",
 "- fact: x\n  about: households\n  from: water\n  within: last_months(12)\n  count: rows\n  coverage: required\n",
 "- fact: x\n  about: persons\n  from: insurance\n  within: until(as_of)\n  count: rows\n  coverage: required\n",
 "- fact: x\n  about: persons\n  from: insurance\n  within: year_of(as_of)\n  where: kind == '城乡居民'\n  pick: only\n  coverage: required\n",
 "- fact: x\n  about: households\n  unit: days\n  is: members + 1\n",
 "- fact: x\n  about: households\n  unit: days\n  is: spent\n",
 "- fact: x\n  about: households\n  unit: days\n  from: water\n  within: last_months(12)\n  max: outage\n",
 "- fact: x\n  about: households\n  is: y + 1\n- fact: y\n  about: households\n  is: x + 1\n",
 "- fact: x\n  about: households\n  is: r\n- rule: r\n  raises: finding\n  about: households\n  when: x\n",
 "- fact: x\n  about: households\n  from: alerts\n  count: rows\n- rule: r\n  raises: alert\n  risk: 因病\n  urgency: 蓝\n  about: households\n  when: x > 3\n",
 "- rule: r\n  raises: alert\n  risk: 因病\n  urgency: 蓝\n  about: alerts\n  when: rule == 'heavy'\n",
 "- rule: r\n  raises: finding\n  about: housholds\n  when: true\n",
 "- rule: r\n  raises: finding\n  about: households\n  when: members\n",
 "- rule: r\n  raises: finding\n  about: households\n  when: members > 3\n  who: members > 0\n",
 "- rule: r\n  raises: finding\n  about: households\n  when: members > 3\n  says: 共 {membres} 人\n",
 "- rule: r\n  raises: finding\n  about: households\n  when: members > 3\n  says: 共 {members 人\n",
 "- rule: r\n  raises: finding\n  about: households\n  when: members > 3\n  says: 共 {} 人\n",
 "- rule: r\n  raises: finding\n  about: households\n  where: |\n    members > 0 &&\n    bils > 0\n  when: members > 3\n",
 "- rule: r\n  raises: finding\n  about: households\n  when: bills == 0\n",
 "- rule: r\n  raises: finding\n  about: households\n  when: \"!known(newest_water)\"\n",
 "- rule: r\n  raises: finding\n  about: households\n  when: spent < param.line\n",
 "- rule: r\n  raises: finding\n  about: households\n  when: last_paid < as_of.plus_months(-6)\n",
 "- rule: r\n  raises: finding\n  about: households\n  when: bills * -1 > -2\n",
 "- rule: r\n  raises: finding\n  about: households\n  where: members > 0 && !heavy\n  when: true\n",
 "- fact: y\n  about: households\n  from: bill\n  within: last_months(12)\n  where: refunded\n  count: rows\n  coverage: assumed\n- rule: r\n  raises: finding\n  about: households\n  when: y == 0\n",
 "- fact: y\n  about: households\n  from: water\n  within: until(as_of)\n  where: household.bills == 0\n  pick: {newest: assessed_on}\n- rule: r\n  raises: finding\n  about: households\n  when: y.quality == '不达标'\n",
 "- fact: y\n  about: persons\n  from: insurance\n  within: year_of(as_of)\n  max: year\n  coverage: required\n- rule: r\n  raises: finding\n  about: persons\n  when: '!known(y)'\n",
 "- parameter: p\n  type: int\n  values:\n    - {division: \"520000000000\", from: 2021-01-01, value: 6.5, status: example}\n",
 "- parameter: p\n  type: share\n  values:\n    - {division: \"520000000000\", from: 2021-01-01, value: 一半, status: example}\n",
 "- parameter: p\n  type: money\n  values:\n    - {division: \"520000000000\", from: 2021-01-01, value: 1, status: example}\n    - {division: \"520000000000\", from: 2022-01-01, value: 2, status: example}\n",
 "- parameter: p\n  type: money\n  values:\n    - {division: 贵州, from: 2021-13-01, to: 2020, value: 1, status: example}\n    - {division: \"520000000000\", from: 2022-01-01, to: 2022-01-01, value: 2, status: example}\n",
 "- rule: r\n  raises: finding\n  about: households\n  cite: {document: gide}\n  when: members > 3\n",
 "- test: t\n  as_of: 2025-06-30\n  covered: [bill]\n  given: {hoseholds: [{household_code: H1}], alerts: [{rule: x}], persons: [{naem: x}]}\n  expect: {alerts: [havy], silent: [nothing]}\n",
 } {
  _,err:=Check(edited(t,wrong{items:x}))
  fmt.Printf("%s\n\t%s\n",x,strings.ReplaceAll(fmt.Sprint(err),"\n","\n\t"))
 }
 for _,e:=range [][2]string{
  {"- screening: everybody\n  where: members > 0\n",""},
  {"where: members > 0\n  when: spent","where: members\n  when: spent"},
  {"- screening: everybody\n  where: members > 0","- fact: al\n  about: households\n  from: alerts\n  count: rows\n- screening: everybody\n  where: members > 0 && al >= 0"},
  {"- screening: everybody\n  where: members > 0","- screening: everybody\n  where: bills == 0"},
  {"expected: known(id_number), share: param.enough, report","expected: insured, share: param.enough, report"},
  {"expected: known(id_number), share: param.enough, report","expected: known(id_number), share: param.line, report"},
  {"expected: known(id_number), share: param.enough, report","expected: known(id_number), share: param.enouf, report"},
  {"expected: known(id_number), share: param.enough, report: year_of(as_of)","expected: known(id_number), share: param.enough"},
  {"report: year_of(as_of)","report: until(as_of)"},
  {"report: year_of(as_of)","within: years(birth_date, as_of), report: year_of(as_of)"},
  {"report: year_of(as_of)","report: year_of(as_of), present: known(id_number) && naem == 'x'"},
  {"report: year_of(as_of)","report: year_of(as_of), seen_within: 3"},
  {"  late: 2\n  coverage: {of: persons, expected: known(id_number), share: param.enough, seen_within: 12}\n","  late: 2\n"},
  {"  time: year\n","  time: year\n  late: 1\n"},
  {"  time: assessed_on\n","  time: assessed_on\n  coverage: {of: households, expected: \"true\", share: param.enough, report: last_months(3)}\n"},
  {"- table: persons\n","- table: people\n"},
 } {
  fsys:=wrong{edit:e}
  func(){ defer func(){ if r:=recover(); r!=nil { fmt.Println("PANIC",r)}}()
  _,err:=Check(edited(t,fsys))
  fmt.Printf("%q\n\t%s\n",e[1],strings.ReplaceAll(fmt.Sprint(err),"\n","\n\t"))
  }()
 }
}
