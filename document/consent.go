package document

import (
	"errors"
	"fmt"

	"dixian/calendar"
	"dixian/division"
)

// Consent is the promise and authorisation that every adult signs (承诺授权书): what
// may be compared, what for, until when, and how to take it back.
//
// Source: casework contract, "Authorisation".
type Consent struct {
	Family
	Compared []string // what is compared, item by item
	ValidTo  calendar.Date
	Signed   []Signature // what is recorded already; who is not in it signs by hand
}

// Signature is that an adult has signed, or could not be reached.
type Signature struct {
	Name, Way string
	On        calendar.Date
}

// Sheet is the form to sign.
func (c Consent) Sheet() (*Sheet, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	switch {
	case len(c.Compared) == 0:
		return nil, errors.New("没有写明比对哪些信息，授权书不能打印")
	case len(c.adults()) == 0:
		return nil, errors.New("登记里没有共同生活的成年人，请先核对成员")
	}
	t := division.Guizhou()
	blocks := []Block{
		c.summary(),
		{Heading: "一、我们同意比对的信息"},
		{Text: "仅为核实本户是否需要监测帮扶，同意向管理部门比对下面各项，此外不查："},
	}
	for i, item := range c.Compared {
		blocks = append(blocks, Block{Text: fmt.Sprintf("（%d）%s", i+1, item)})
	}
	blocks = append(blocks,
		Block{Heading: "二、用途和期限"},
		Block{Text: fmt.Sprintf("比对结果只用于本次识别和帮扶，不作他用。授权有效期至%s，到期自动终止。", dayOr(c.ValidTo))},
		Block{Heading: "三、我们的权利"},
		Block{Text: fmt.Sprintf("可以随时向%s书面撤回授权；可以看到比对出的每一条并作说明；不签授权书不影响先得到帮助，只是暂时不能纳入监测名单。", committee(t, c.Village))},
		Block{Heading: "四、我们的承诺"},
		Block{Text: "所说的家庭情况属实；情况变化时及时告诉村里。"},
		Block{Heading: "五、成年家庭成员逐人签名"},
		Block{Table: c.signatures()},
	)
	return &Sheet{Title: "承诺授权书", Blocks: blocks, Lines: []string{"见证人"}, Foot: "一式两份：本户一份，村里存一份。三次联系不上的成员，由经办人在签名处注明“联系不上”和三次的日期。"}, nil
}

// signatures has a line for each adult.
func (c Consent) signatures() *Table {
	t := &Table{Head: []string{"姓名", "证件号码（本人填写）", "签名或手印", "日期"}, Shares: []int{3, 6, 4, 5}}
	for _, name := range c.adults() {
		row := []string{name, "", "", ""}
		for _, s := range c.Signed {
			if s.Name == name {
				row[2], row[3] = s.Way, Written(s.On)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
