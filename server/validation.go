package server

import v "github.com/danielgtaylor/huma/v2/validation"

// What huma says about a request that is not as the OpenAPI document has it, in
// the language of who reads it.
func init() {
	v.MsgUnexpectedProperty = "没有这一项"
	v.MsgExpectedRFC3339DateTime = "时间要写成 2025-06-30T08:00:00+08:00"
	v.MsgExpectedRFC3339Date = "日期要写成 2025-06-30"
	v.MsgExpectedBoolean = "只能是 true 或 false"
	v.MsgExpectedNumber = "要填数字"
	v.MsgExpectedInteger = "要填整数"
	v.MsgExpectedString = "要填文字"
	v.MsgExpectedArray = "要填一个列表"
	v.MsgExpectedObject = "要填一组内容"
	v.MsgExpectedArrayItemsUnique = "有重复"
	v.MsgExpectedOneOf = "只能是这几个之一：%s"
	v.MsgExpectedMinimumNumber = "不能小于 %v"
	v.MsgExpectedMaximumNumber = "不能大于 %v"
	v.MsgExpectedMinLength = "至少 %d 个字"
	v.MsgExpectedMaxLength = "最多 %d 个字"
	v.MsgExpectedMatchPattern = "写法不对，应合于 %s"
	v.MsgExpectedBePattern = "写法不对，应是%s"
	v.MsgExpectedMinItems = "至少 %d 项"
	v.MsgExpectedMaxItems = "最多 %d 项"
	v.MsgExpectedMaxProperties = "最多 %d 项"
	v.MsgExpectedRequiredProperty = "缺“%s”这一项"
}

// inChinese says what huma says about a path or a query that cannot be read, for
// which it has no word to set.
func inChinese(says string) string {
	if put, ok := map[string]string{"invalid integer": v.MsgExpectedInteger, "invalid boolean": v.MsgExpectedBoolean, "invalid float": v.MsgExpectedNumber}[says]; ok {
		return put
	}
	return says
}
