package document

import (
	"errors"
	"fmt"
	"io"

	"dixian/division"
)

// Poster hangs in a village and says to everybody how to tell of trouble: one A4
// page with a code that a phone reads from an arm's length. It names nobody.
type Poster struct {
	Village   division.Code
	URL       string
	VisitDays int
}

// Write writes the poster as a PDF.
func (p Poster) Write(w io.Writer) error {
	switch {
	case p.Village.Level() != division.Village:
		return fmt.Errorf("%s 不是一个村", p.Village)
	case p.URL == "":
		return errors.New("这个村还没有申报码，请先生成")
	}
	page, err := newPDF("家里遇到难处，扫码告诉我们")
	if err != nil {
		return err
	}
	page.AddPage()
	page.heavy(func() {
		page.write([]string{"家里遇到难处？"}, 40, 20, 0, "C")
		page.write([]string{"扫码告诉我们"}, 40, 20, 0, "C")
	})
	page.write(page.lines(division.Guizhou().FullName(p.Village), 18, bodyWidth, 0), 18, 10, 0, "C")
	page.code(p.URL, 110)
	for _, line := range []string{
		"看病、上学、没活干、房子、喝水、遭灾……",
		fmt.Sprintf("不会打字可以说话，%d 天内上门看", p.VisitDays),
		"不会用手机：找村干部代填，或打 12317",
		"不收一分钱，说的话只有办事的人能看",
	} {
		page.write(page.lines(line, 20, bodyWidth, 0), 20, 12, 0, "C")
	}
	return page.Output(w)
}
