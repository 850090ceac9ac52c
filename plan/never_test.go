package plan

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const guizhouFlow = "04-02-monitoring/casework/workflow.yaml"

// guizhouWith is the Guizhou package with texts of its case workflow replaced, by
// pairs, and items added.
func guizhouWith(t *testing.T, items string, edits ...string) *Package {
	t.Helper()
	fsys := fstest.MapFS{}
	root := os.DirFS("../plans/guizhou")
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, path)
		fsys[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	text := string(fsys[guizhouFlow].Data)
	for i := 0; i < len(edits); i += 2 {
		if !strings.Contains(text, edits[i]) {
			t.Fatalf("the workflow has no %q, and this test finds nothing", edits[i])
		}
		text = strings.ReplaceAll(text, edits[i], edits[i+1])
	}
	fsys[guizhouFlow].Data = []byte(text)
	if items != "" {
		fsys["more.yaml"] = &fstest.MapFile{Data: []byte(items)}
	}
	p, err := LoadFS(fsys, "guizhou")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// without is an edit that takes every refusal by a column away from a workflow.
func without(t *testing.T, columns ...string) []string {
	t.Helper()
	data, err := os.ReadFile("../plans/guizhou/" + guizhouFlow)
	if err != nil {
		t.Fatal(err)
	}
	var edits []string
	for line := range strings.Lines(string(data)) {
		for _, column := range columns {
			if strings.Contains(line, "{when:") && strings.Contains(line, column) && !slices.Contains(edits, line) {
				edits = append(edits, line, "")
			}
		}
	}
	return edits
}

const meritLedger = `
- table: merit_points
  label: 积分
  folder: extracts
  delivery: rows
  time: given_on
  belongs_to: [id_number]
  columns:
    id_number: {label: 证件号码, type: person, key: true, required: true, mask: id}
    given_on: {label: 日期, type: date, key: true, required: true}
    points: {label: 分数, type: int, required: true}
- fact: much_merit
  about: persons
  from: merit_points
  within: until(as_of)
  any: points > 100
`

// What the contract never allows is refused before anybody runs it.
func TestAPackageThatTheContractNeverAllows(t *testing.T) {
	if _, err := Check(guizhouWith(t, meritLedger)); err != nil {
		t.Fatalf("the package with a ledger of points that no rule reads is right: %v", err)
	}
	for says, c := range map[string]struct {
		items string
		edits []string
		want  string
	}{
		"clearing although an alert is open":             {"", without(t, "open_alerts"), "the move clear leads to cleared even where an alert is open"},
		"clearing although a table is not covered":       {"", without(t, "uncovered_tables"), "clear leads to cleared even where a table it rests on is not covered"},
		"clearing who cannot work":                       {"", without(t, "labour == 0"), "clear leads to cleared even where nobody of the household can work"},
		"clearing within the first half year":            {"", without(t, "months_monitored"), "clear leads to cleared even where it was monitored too short"},
		"clearing without help":                          {"", without(t, "measures_done"), "clear leads to cleared even where no measure was carried out"},
		"settling a declaration at a desk":               {"", without(t, "channel in"), "the move settle leads to settled even where the household declared itself"},
		"attaching a declaration at a desk":              {"", without(t, "channel in"), "the move attach leads to attached even where the household declared itself"},
		"deciding over a hit that nobody settled":        {"", without(t, "open_hits"), "the move approve leads to monitored even where a hit is not settled"},
		"deciding over an objection":                     {"", without(t, "open_objections"), "the move approve leads to monitored even where an objection is open"},
		"comparing without consent":                      {"", without(t, "authorised"), "the move compare leads to comparing even where an adult has not signed"},
		"ending a publicity early":                       {"", without(t, "days_posted"), "the move town_review leads to town_review even where the publicity is not over"},
		"posting against the meeting's vote":             {"", without(t, "vote_carried"), "the move post leads to publicity even where a meeting voted against it"},
		"clearing over an objection":                     {"", without(t, "open_objections"), "clear leads to cleared even where an objection is open"},
		"clearing unless a hundred alerts are open":      {"", []string{"open_alerts > 0", "open_alerts > 100"}, "clear leads to cleared even where an alert is open"},
		"clearing after five months":                     {"", []string{"months_monitored < param.clearing_months", "months_monitored < 5"}, "clear leads to cleared even where it was monitored too short"},
		"clearing who cannot work, if the city is asked": {"", []string{"labour == 0 && !clearing_lifted", "labour == 0 && clearing_lifted"}, "even where nobody of the household can work"},
		"clearing from the list at once":                 {"", []string{"from: [clear_county_decision]", "from: [clear_county_decision, monitored]"}, "the move clear clears from monitored"},
		"clearing under another name":                    {"", []string{"from: [watch]\n      to: ended", "from: [watch, monitored]\n      to: ended"}, "the move end_watch takes a household out of the list without clearing"},
		"entering the list without a meeting":            {"", []string{"from: [rolled_back]\n      to: monitored", "from: [rolled_back, visited]\n      to: monitored"}, "the move monitor_again puts a household into the list from visited"},
		"ending a clue that nobody has visited":          {"", []string{"from: [watch]\n      to: ended", "from: [watch, dispatched]\n      to: ended"}, "the move end_watch ends a clue that nobody has visited"},
		"ending a clue at the desk under another name":   {"", []string{"from: [watch]\n      to: ended", "from: [watch, triage]\n      to: ended"}, "the move end_watch ends a clue that nobody has visited"},
		"settling for who is declared for":               {"", []string{"'自主申报', '代报'", "'自主申报'"}, "settle leads to settled even where somebody declared for the household"},
		"closing a declaration without a call":           {"", without(t, "declarant_answer"), "the move close_no_risk leads to closed_no_risk even where the household declared itself"},
		"a visit without the members confirmed":          {"", without(t, "!form.members_confirmed"), "the move visit leads to visited even where the members were not confirmed"},
		"deciding without the members confirmed":         {"", without(t, "\"!members_confirmed"), "approve leads to monitored even where the members were not confirmed"},
		"deciding without consent":                       {"", without(t, "\"!authorised\", says: 有"), "approve leads to monitored even where an adult has not signed"},
		"deciding before the publicity is over":          {"", without(t, "days_posted"), "approve leads to monitored even where the publicity is not over"},
		"comparing over a hit that nobody settled":       {"", without(t, "open_hits"), "compare leads to comparing even where a hit is not settled"},
		"a meeting of one":                               {"", without(t, "quorum_share_percent"), "hold_meeting leads to meeting even where the quorum is missing"},
		"a meeting of one about clearing":                {"", without(t, "quorum_share_percent"), "clear_hold_meeting leads to clear_meeting even where the quorum is missing"},
		"a meeting in which a relative votes":            {"", without(t, "relatives_recused"), "clear_hold_meeting leads to clear_meeting even where a relative voted"},
		"reviewing over an objection":                    {"", without(t, "open_objections"), "the move town_review leads to town_review even where an objection is open"},
		"ending a publicity of a clearing early":         {"", without(t, "days_posted"), "clear_town_review leads to clear_town_review even where the publicity is not over"},
		"a move by who runs the machine":                 {"", []string{"by: [county_head]", "by: [county_head, sysadmin]"}, "is made by sysadmin, who may not see the case"},
		"a move by an evaluator":                         {"", []string{"by: [county_head]", "by: [county_head, evaluator]"}, "is made by evaluator, who may not see the case"},
		"a department beyond the question asked":         {"", []string{"from: [asked_back]", "from: [asked_back, triage]"}, "the move answer is made by department, who may not see the case"},
		"a village that closes":                          {"", []string{"to: closed_no_risk\n      by: [town_clerk, town_head]", "to: closed_no_risk\n      by: [village_cadre]"}, "the move close_no_risk lets the village end a case"},
		"a village that refuses":                         {"", []string{"by: [town_head]", "by: [town_head, village_team]"}, "the move refuse_at_town lets the village end a case"},
		"one person who prepares and signs":              {"", []string{"      not_by: prepare_decision\n", ""}, "one person could prepare and sign approve"},
		"one person who prepares and signs a clearing":   {"", []string{"      not_by: prepare_clearing\n", ""}, "one person could prepare and sign clear"},
		"a move without an actor":                        {"", []string{"      by: [county_head]\n      reason: true\n      refuse:\n        - {when: \"!in_watch\"", "      by: []\n      reason: true\n      refuse:\n        - {when: \"!in_watch\""}, "has no actor"},
		"a role that there is not":                       {"", []string{"owner: [county_clerk, town_clerk]", "owner: [machine]"}, "there is no role machine"},
		"a state that nothing leads to":                  {"", []string{"      to: asked_back", "      to: triage"}, "the state asked_back cannot be reached"},
		"a wait that nobody owns":                        {"", []string{"watch: {label: 消除后回访期, owner: [village_cadre, town_clerk]}", "watch: {label: 消除后回访期}"}, "nobody owns the wait in watch"},
		"a wait that nothing leads out of":               {"", []string{"      from: [asked_back]", "      from: [triage]", "from: [triage, asked_back]", "from: [triage]", "from: [any]", "from: [triage]"}, "nothing leads out of the state asked_back"},
		"steps that do not fit the whole":                {"", []string{"limit: param.posting_days}", "limit: param.identification_days}"}, "the whole allows 15"},
		"a rule about merit points":                      {meritLedger + "- rule: lazy\n  raises: finding\n  about: merit_points\n  when: points < 0\n", nil, "the rule lazy reads merit points"},
		"a rule that reads merit points through a fact":  {meritLedger + "- rule: worthy\n  raises: finding\n  about: persons\n  when: much_merit\n", nil, "the rule worthy reads merit points"},
		"a number that a settled alert cannot worsen by": {"- rule: x\n  raises: alert\n  risk: 因病\n  urgency: 黄\n  about: households\n  when: medical_self_paid > yuan(9)\n  worsens_by: education_self_paid\n", nil, "education_self_paid is no number that `where` or `when` reads"},
		"a guard that reads merit points":                {meritLedger, []string{"{when: urgency == '红', says: 急件要立即派单入户，不能并掉}", "{when: merit_points.points < 0, says: 积分不够}"}, "merit_points"},
	} {
		t.Run(says, func(t *testing.T) {
			_, err := Check(guizhouWith(t, c.items, c.edits...))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v\nwant %q", err, c.want)
			}
		})
	}
}

// There is no item yet that sets a number against a target. Whoever adds one refuses
// here those over a forbidden numerator: alerts, declarations, monitored and cleared
// households.
func TestNoPackageHasATarget(t *testing.T) {
	for _, item := range []string{"indicator", "target", "quota", "ranking", "score"} {
		fsys := fstest.MapFS{"x.yaml": &fstest.MapFile{Data: []byte("- " + item + ": cleared\n  label: 消除率\n")}}
		if _, err := LoadFS(fsys, "x"); err == nil || !strings.Contains(err.Error(), item) {
			t.Errorf("a package with the item %q: %v", item, err)
		}
	}
}

// Urgency is one of three words of a rule: nothing is added up, nobody has points.
func TestUrgencyHasThreeGrades(t *testing.T) {
	for _, urgency := range []string{"紫", "7", "高"} {
		_, err := LoadFS(fstest.MapFS{"x.yaml": &fstest.MapFile{Data: []byte("- rule: x\n  raises: alert\n  risk: 因病\n  urgency: " + urgency + "\n  about: households\n  when: true\n")}}, "x")
		if err == nil || !strings.Contains(err.Error(), "urgency") {
			t.Errorf("a rule of urgency %s: %v", urgency, err)
		}
	}
}

// The longest holiday of the known years lies within the steps, wherever they begin.
func TestWorkingDaysCountAtTheirWorst(t *testing.T) {
	for n, least := range map[int]int{0: 0, 1: 8, 5: 12} { // eight days of a National Day, and what comes after
		if got := worstDays(n); got < least {
			t.Errorf("%d working days take %d days at worst, and a holiday takes %d", n, got, least)
		}
	}
}
