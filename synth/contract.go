package synth

// tableID names a table by its place in contract.
type tableID int

const (
	tHouseholds tableID = iota
	tPersons
	tAuthorisations
	tSettlement
	tEnrolment
	tAssistance
	tDisability
	tSchool
	tHousing
	tWater
	tEmployment
	tChange
	tVehicle
	tEstate
	tBusiness
	tPayroll
	tDisaster
	tAccident
	tIncome
	tLoan
	tPetition
	tableCount
)

// contract is the data contract's columns, in its order. See parseTables for the
// notation.
const contract = `
= households 户 registry undated
household_code 户编号 text ◆†
division_code 行政区划代码 code12 †
group_name 村民组 text
kind 户类型 脱贫户|一般农户 †
relocated 是否易地搬迁户 bool
relocation_site 安置点编号 text
object_type 监测对象类别 脱贫不稳定户|边缘易致贫户|突发严重困难户
risk_cleared 风险是否消除 bool
phone 联系电话 text
address 家庭住址 text

= persons 人 registry undated
id_number 证件号码 id18 ◆
provisional_no 临时编号 text
birth_date 出生日期 date
sex 性别 男|女
name 姓名 text †
household_code 户编号 text †
relation 与户主关系 户主|配偶|子|女|儿媳|女婿|孙子女|外孙子女|父母|岳父母或公婆|祖父母|兄弟姐妹|其他 †
ethnicity 民族 text
education 文化程度 文盲或半文盲|小学|初中|高中|大专|本科及以上|学龄前儿童
health 健康状况 +健康|长期慢性病|患有大病|残疾
labor 劳动技能 普通劳动力|技能劳动力|弱劳动力或半劳动力|丧失劳动力|无劳动力
living_together 是否共同生活 bool
status 人口状态 正常|死亡|迁出|收监|参军

= authorisations 授权 registry undated
household_code 户编号 text ◆†
id_number 证件号码 id18 ◆†
signed_on 签署日期 date ◆†
valid_to 有效期至 date
way 方式 纸质|本人手机|录音|联系不上 †

= medical_settlement 医保结算 extract date
record_no 结算单号 text ◆†
id_number 证件号码 id18 ◆†
settle_date 结算日期 date †
hospital 医疗机构 text
hospital_level 机构级别 一级|二级|三级
disease 病种 text
total_cost 总费用 money †
in_policy_cost 政策范围内费用 money
basic_paid 基本医保支付 money
major_paid 大病保险支付 money
aid_paid 医疗救助支付 money
self_paid 个人自付 money †

= medical_enrolment 医保参保 extract year
id_number 证件号码 id18 ◆†
year 年度 year ◆†
insurance 险种 城乡居民|城镇职工 ◆
status 参保状态 已参保|异地参保|未参保|停保 †
subsidised 是否资助 bool

= social_assistance 社会救助 extract date
id_number 证件号码 id18 ◆†
type 救助类型 低保|特困|低保边缘|刚性支出困难|孤儿|事实无人抚养儿童|临时救助 ◆†
start_date 开始日期 date ◆†
end_date 停保日期 date
monthly_amount 月保障金额 money

= disability 残疾人证 extract date
id_number 证件号码 id18 ◆†
certificate_no 残疾证号 text
category 残疾类别 #视力|听力|言语|肢体|智力|精神|多重 †
grade 残疾等级 #一级|二级|三级|四级 †
issued_on 发证日期 date †

= school_enrolment 学籍 extract school_year
id_number 证件号码 id18 ◆†
school_year 学年 school_year ◆†
stage 学段 学前|小学|初中|高中|中职|高职|本科及以上 †
status 在校状态 在读|送教上门|省外就读|身体原因|休学|辍学|毕业 †
self_paid 年自付费用 money

= housing 住房安全 extract date
household_code 户编号 text ◆†
house_no 房屋编号 text ◆
grade 鉴定等级 A|B|C|D †
assessed_on 鉴定日期 date ◆†
occupied 是否居住 bool
only_home 是否唯一住房 bool
renovated_on 改造竣工日期 date

= drinking_water 饮水安全 extract date
household_code 户编号 text ◆†
assessed_on 评价日期 date ◆†
quantity 水量 达标|基本达标|不达标
quality 水质 达标|基本达标|不达标
convenience 取水便利 达标|基本达标|不达标
reliability 供水保证率 达标|基本达标|不达标
outage_days 连续停水天数 int

= employment 务工就业 extract month
id_number 证件号码 id18 ◆†
month 月份 month ◆†
status 就业状态 在岗|返乡|失业 †
place 务工区域 县内|省内县外|省外
employer 务工单位 text
wage 月收入 money

= population_change 人口变动 extract date
id_number 证件号码 id18 ◆†
event 变动类型 出生|婚入|迁入|释放|退役|死亡|婚出|迁出|收监|参军 ◆†
event_date 变动日期 date ◆†

= vehicle 机动车 extract undated
plate 号牌 text ◆†
id_number 证件号码 id18 †
kind 车辆类型 小型轿车|客车|货车|工程机械|大型农机|摩托车|残疾人专用车 ◆†
value 估值 money
status 状态 正常|报废 †

= real_estate 不动产 extract undated
certificate_no 不动产单元号 text ◆†
id_number 证件号码 id18 ◆†
usage 用途 住宅|商铺|办公|车位|易地搬迁安置房|宅基地 †
area 面积 decimal

= business 市场主体 extract undated
credit_code 统一社会信用代码 credit_code ◆†
id_number 证件号码 id18 ◆†
kind 主体类型 企业|个体工商户|农民专业合作社 †
role 角色 法定代表人|股东|经营者|成员 ◆†
status 状态 存续|注销|吊销 †

= public_payroll 财政供养 extract undated
id_number 证件号码 id18 ◆†
kind 人员类别 公务员|事业编制|国企在编|村干部|公益性岗位|生态护林员 ◆†

= disaster 灾害 extract date
household_code 户编号 text ◆†
event 灾种 洪涝|旱灾|地质灾害|风雹|低温冷冻|火灾|疫病 ◆†
event_date 发生日期 date ◆†
loss 损失金额 money
house_damaged 房屋是否受损 bool

= accident 意外事故 extract date
id_number 证件号码 id18 ◆†
event_date 发生日期 date ◆†
severity 伤情 轻伤|重伤|死亡 †
loss 损失金额 money

= income 家庭收入 extract year
household_code 户编号 text ◆†
year 年度 year ◆†
wage_income 工资性收入 money
business_income 生产经营性收入 money
business_cost 生产经营性支出 money
property_income 财产性收入 money
transfer_income 转移性收入 money

= microloan 小额信贷 extract date
loan_no 借据号 text ◆†
household_code 户编号 text †
id_number 证件号码 id18
amount 贷款金额 money †
balance 余额 money †
granted_on 发放日期 date †
due_on 到期日期 date †
rate 年利率 decimal
subsidised_principal 贴息本金 money
overdue_days 逾期天数 int

= petition 信访诉求 extract date
record_no 编号 text ◆†
id_number 证件号码 id18
household_code 户编号 text
received_on 受理日期 date †
channel 渠道 12317|12345|信访|媒体 †
topic 事项 住房|饮水|医疗|教育|收入|就业|社保|其他 †
text 内容 text
`
