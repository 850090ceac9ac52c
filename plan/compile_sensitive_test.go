package plan

import "testing"

// Refused are sensitive words that would be told after all, or in two ways.
func TestRefusedSensitiveWords(t *testing.T) {
	twice := func(first, second string) string {
		return `
- table: moves
  folder: extracts
  delivery: rows
  columns:
    no: {type: text, key: true}
    event: {type: [收监, 参军], sensitive: {` + first + `}}
- table: certificates
  folder: extracts
  delivery: rows
  columns:
    no: {type: text, key: true}
    kind: {type: int, names: [精神, 收监], sensitive: {` + second + `}}
`
	}
	checkWrong(t, []wrong{
		{
			sentence: "a word softened in two ways",
			items:    twice("收监: 主要劳动力缺失", "收监: 需照料"),
			want:     []string{`case.yaml:12:5: "收监" is softened to "需照料" here and to "主要劳动力缺失" in another column; soften it alike in both`},
		},
		{
			sentence: "a softer word that tells another secret",
			items:    twice("收监: 精神不好", "精神: 需照料"),
			want:     []string{`case.yaml:6:5: what stands for "收监", "精神不好", holds "精神", which is sensitive too; write another softer word`},
		},
	})
	program, err := Check(edited(t, wrong{items: twice("收监: 主要劳动力缺失", "精神: 需照料, 收监: 主要劳动力缺失")}))
	if err != nil {
		t.Fatal(err)
	}
	if got := program.Sensitive(); len(got) != 2 || got[0].Word != "收监" || got[1].As != "需照料" {
		t.Errorf("%v", got)
	}
}
