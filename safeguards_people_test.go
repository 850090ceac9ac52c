package dixian_test

const walk = "server.TestEveryRouteForEveryRole"

var deskClauses = []clause{
	held("many are settled at once only with a reason", "workflow/workflow.go", `if m.Reason && strings.TrimSpace(r.Reason) == "" {`, `if false {`, "casework.TestADeskRefuses", "casework.TestEveryMoveHasAnActorAndWhatItDemands"),
	held("what is done in bulk is what may be", "casework/desk.go", "case m == nil || !m.Bulk:", "case m == nil:", "casework.TestBulk"),
	held("before a dispatch it is told what it gives each village", "casework/desk.go", "if r.DryRun {\n\t\t\treturn errDry", "if false {\n\t\t\treturn errDry", "casework.TestBulk"),
	held("above village_load the rest waits, and says so", "casework/desk.go", "if open[c.Division] >= int(limit) {", "if open[c.Division] >= int(limit) && false {", "casework.TestBulk"),
	held("nothing is dropped: what one case refuses stops no other", "casework/desk.go", "case errors.As(err, &refused) || errors.Is(err, ErrNotFound):", "case false && errors.As(err, &refused) || errors.Is(err, ErrNotFound):", "casework.TestBulk"),
	held("precision, missed and blind are told together, each with its list", "server/precision.go", "v.Missed = missed[main]", "v.Missed = 0", "server.TestEveryNumberOfARuleOpensItsList"),
	held("blind households are counted", "server/precision.go", "c.Unknown+s.Unknown, c.NoID+s.NoID", "c.Unknown, c.NoID", "server.TestWhereARuleIsBlind"),
	held("a threshold is tried before it is saved: approval wants its effect seen", "setting/decide.go", "case r.Effect == nil && s.Read(r.Parameter):", "case false:", "setting.TestDecidingIsRefused"),
}

var visitClauses = []clause{
	held("nothing is asked twice within ninety days", "casework/due.go", "if err != nil || s.Today()-told > calendar.Date(days) {", "if err != nil || s.Today() > told-calendar.Date(days) {", "casework.TestWhatIsDueAtAHousehold"),
	held("what is older is asked anew", "casework/due.go", "if err != nil || s.Today()-told > calendar.Date(days) {", "if err != nil || told-told > calendar.Date(days) {", "casework.TestWhatIsDueAtAHousehold"),
	held("the system never fills in the conclusion, the risk or who went", "casework/due.go", `"risk_found", "conclusion", "disagrees"}`, `"disagrees"}`, "casework.TestWhatIsDueAtAHousehold"),
	held("the four-part judgement is written by a person", flow, "conclusion: {label: 综合研判, type: text, required: true, max: 1000, section: 研判}", "conclusion: {label: 综合研判, type: text, max: 1000, section: 研判}", wholeLife),
	held("an answer may be not sure", "workflow/workflow.go", "case answer == Unsure && a.Unsure:", "case false:", wholeLife),
	held("each income has how it is known", "workflow/lines.go", `case told == "" && q.Required:`, `case false:`, "workflow.TestLinesThatAreRefused/a line that lacks what it must tell", wholeLife),
	held("each difference of members has its reason", flow, "why: {label: 是什么情况和原因, type: text, max: 200, required: true}", "why: {label: 是什么情况和原因, type: text, max: 200}", wholeLife),
	held("food and clothes are 不愁 or 有困难", flow, "clothes: {label: 穿, type: [不愁, 有困难]", "clothes: {label: 穿, type: [不愁, 有困难, 还行]", wholeLife),
	held("nothing is taken that the form does not ask, a score least of all", "workflow/workflow.go", "if !asked[name] {", "if false {", wholeLife),
	held("photos are of the house and papers: no kind is a face", "casework/photo.go", "case !slices.Contains(of, p.Of):", "case false:", "casework.TestPhotos"),
	held("a photo tells neither place nor phone", "casework/photo.go", "p.Data = bare", "_ = bare", "casework.TestPhotos"),
}

var consentClauses = []clause{
	held("each adult signs", "casework/record.go", "if newest.SignedOn == 0 || newest.Way == Withdrawn", "if newest.Way == Withdrawn", "casework.TestWhoHasNotSigned/one adult of two"),
	held("on paper, on the own phone or by recorded call, never by word of mouth", "casework/act.go", `"纸质", "本人手机", "录音", Unreached, Withdrawn}`, `"纸质", "本人手机", "录音", Unreached, Withdrawn, "口头"}`, wholeLife),
	held("purposes are named one by one", "document/consent.go", "case len(c.Compared) == 0:", "case false:", "document.TestFormsRefuse"),
	held("until a date", "casework/record.go", "|| (newest.ValidTo != 0 && newest.ValidTo < today) {", "{", "casework.TestWhoHasNotSigned/two, but one is over"),
	held("it may be taken back", "casework/record.go", "|| newest.Way == Withdrawn ||", "||", "casework.TestAWithdrawnAuthorisationStopsTheDecision"),
	held("out of reach is who was tried three times, on days of their own", "casework/record.go", "newest.Way == Unreached && Tries(signed, p.Number, today) < MostTries", "false", "casework.TestWhoHasNotSigned/one signed, the other was tried twice"),
	held("and not everybody of a household", "casework/record.go", "return reached", "return true", "casework.TestWhoHasNotSigned/nobody could be reached"),
	held("children sign nothing", "casework/act.go", "case !h.Members[i].Adult(s.Today()):", "case false:", wholeLife),
	held("who does not sign stays visited and is asked again", "casework/pause.go", "c.AskAgainOn = s.Today() + calendar.Date(days)", "_ = days", "casework.TestClocksPauseOnlyForTheThreeReasons"),
	held("and may get every measure", "casework/measure.go", `m.CaseID, m.Recorded = c.ID, s.Today()`, `if c.State == "visited" { return refuse("measure", "", "先签授权") }
		m.CaseID, m.Recorded = c.ID, s.Today()`, "casework.TestClocksPauseOnlyForTheThreeReasons", "casework.TestHelpWaitsForNoSignature"),
	held("rows of who has not authorised fire no rule", "plans/guizhou/04-02-monitoring/comparison/facts.yaml", "is: member && household.authorised && !(adult && out_of_reach)", "is: member && !(adult && out_of_reach)", "cmd/dixian.TestNobodyAuthorisedNoHitAnywhere"),
}

var hitClauses = []clause{
	held("a hit is settled as excluding, exempt or wrong, with a reason", "casework/act.go", `case strings.TrimSpace(hit.Reason) == "":`, `case false:`, wholeLife),
	held("by three results and no other", "casework/act.go", "case !slices.Contains([]string{HitExcluded, HitExempt, HitError}, hit.Status):", "case false:", wholeLife),
	held("never by the village that lists", "casework/act.go", `return s.act(ctx, u, id, version, townAndUp, e, func(ctx context.Context, c *Case) error {
		hits, err`, `return s.act(ctx, u, id, version, villageAndUp, e, func(ctx context.Context, c *Case) error {
		hits, err`, wholeLife),
	held("a hit rejects nobody: it is pending until a person settles it", "casework/receive.go", "Evidence: l.Evidence, Status: HitPending})", "Evidence: l.Evidence, Status: HitExcluded})", "casework.TestHitsAreAskedForOnce", wholeLife),
	held("a hit is asked for once", "casework/receive.go", "if m.hits[key] {", "if false {", "casework.TestHitsAreAskedForOnce"),
	held("nobody is refused for a hit that the household has not been told of", "casework/heard.go", "(h.ToldOn == 0 || silent", "(silent", "casework.TestNobodyIsRefusedForAHitUnheard/who was not told"),
	held("nor by the town for one that nobody has settled", flow, "        - {when: refused_before > 0, says: 这一户以前有过不予纳入，再次不予纳入要由县级领导阅签}\n        - {when: open_hits > 0, says: 还有命中没有核实}\n", "        - {when: refused_before > 0, says: 这一户以前有过不予纳入，再次不予纳入要由县级领导阅签}\n", "casework.TestEveryMoveIsRefusedByWhatItMust", "casework.TestNobodyIsRefusedForAHitUnheard/while nobody has settled it, by the town as by the county"),
	held("nor while its days to answer run", "casework/heard.go", "said == 0 && s.Today() <= h.AnswerableTo(days)", "said == 0 && days < 0", "casework.TestNobodyIsRefusedForAHitUnheard/while the days to answer run"),
	held("nor before its answer has been looked at", "casework/heard.go", "silent || waits > 0)", "silent)", "casework.TestNobodyIsRefusedForAHitUnheard/whose answer nobody has looked at, until the town settles it again"),
	held("an answer to a hit stops the town's review until it is looked at", "casework/heard.go", "answers += waits", "", "casework.TestNobodyIsRefusedForAHitUnheard/an answer also stops the town's review and the county's opinion"),
	held("silence settles no hit: only who settles hears an answer", "casework/act.go", "errors.Join(s.hear(ctx, &h), s.Store.SaveHit(ctx, &h))", "errors.Join(nil, s.Store.SaveHit(ctx, &h))", "casework.TestNobodyIsRefusedForAHitUnheard/whose answer nobody has looked at, until the town settles it again"),
	held("an answer after its days is an objection", "casework/heard.go", "last != 0 && a.SaidOn > last", "last != 0 && false", "casework.TestALateAnswerIsAnObjection"),
	held("an objection stops the clock", "casework/act.go", "s.hold(c, PauseObjection)", "", wholeLife),
	held("an objection needs something posted", "casework/act.go", "case !slices.Contains(objectable, c.State):", "case false:", "casework.TestAnObjectionNeedsSomethingPosted"),
	held("an objection is closed with its answer", "casework/act.go", `if strings.TrimSpace(o.Answer) == "" {`, `if false {`, wholeLife),
}

var measureClauses = []clause{
	held("a measure has class, kind, owner and days", "casework/measure.go", `case strings.TrimSpace(m.Owner) == "":`, `case false:`, wholeLife),
	held("its kind is 开发式, 保障式 or 兜底", "casework/measure.go", "case !slices.Contains([]string{Development, Protection, LastResort}, m.Kind):", "case false:", wholeLife),
	held("an urgent clue is helped within a day, and who owes it is told", "casework/waits.go", "if out, err = s.urgentWaits(ctx, out); err != nil {", "if err != nil {", "casework.TestAnUrgentClueIsHelpedFirst"),
	held("and its case says so", "casework/daily.go", "if c.Urgency == \"红\" && slices.Contains(UrgentStates, c.State) {", "if false {", "casework.TestAnUrgentClueIsHelpedFirst"),
	held("it may hang on a clue, before there is a case", "casework/measure.go", `if c.State != "monitored" || c.DueOn == 0 {`, `if c.State != "monitored" {
			return refuse("measure", "", "还不是监测对象")
		}
		if c.DueOn == 0 {`, "casework.TestAMeasureOnAClueLeavesItsClock"),
	held("visits follow the risk", "casework/visits.go", `every = "visit_key_days"`, `_ = every`, "casework.TestTheCadenceOfVisits"),
	held("a visit that was not made stands out", "casework/checks.go", "found(c.VisitDueOn != 0 && today > c.VisitDueOn", "found(false", "casework.TestTheDailyRound"),
	held("the checks run over all cases, once a day", "casework/daily.go", "if len(cases) < maxChecked {", "if true {", "casework.TestTheDailyRoundSeesEveryCase"),
	held("they decide nothing", "casework/daily.go", "round.Looked++", "c.State = \"cleared\"\n\t\tif err := s.Store.SaveCase(ctx, c); err != nil {\n\t\t\treturn err\n\t\t}\n\t\tround.Looked++", "casework.TestTheDailyRound", "casework.TestTimeDecidesNothing"),
}

var declarationClauses = []clause{
	held("no sign-in: who scans the code declares", "server/farmer.go", `return strings.HasPrefix(path, "/d/")`, `return false`, "server.TestAFarmerDeclares"),
	held("an ID number is not demanded", "casework/declare.go", `if d.Number != "" {
		if _, _, err`, `if true {
		if _, _, err`, "casework.TestADeclarationWaitsForItsHousehold/no number at hand"),
	held("consent is", "casework/declare.go", "if !d.Consent {", "if false {", "casework.TestDeclarationsAreRefused/without consent"),
	held("who declares for another says who", "casework/declare.go", `if d.Channel == FromProxy && strings.TrimSpace(d.Proxy) == "" {`, `if false {`, "casework.TestDeclarationsAreRefused/for another by nobody"),
	held("a phone may declare so often a day", "casework/declare.go", "if n >= phonePerDay {", "if false {", "casework.TestAPhoneMayDeclareThreeTimesADay"),
	held("a village's code is not flooded", "casework/declare.go", "if n >= villagePerDay {", "if false {", "casework.TestAVillagesCodeIsNotFlooded"),
	held("an address is slowed down", "server/farmer.go", `if !s.strangers.take("declare "+addressOf(r), declarationsPerHour, s.Casework.Now()) {`, `if false {`, "server.TestStrangersAreSlowedDown"),
	held("what is sent twice from one page is one declaration", "casework/declare.go", "if err != nil || held != nil {\n\t\t\tif held != nil {", "if err != nil {\n\t\t\tif held != nil {", "casework.TestADeclarationWhoseHouseholdIsKnownGoesToTheVillageAtOnce"),
	held("its household is found by number and name together", "casework/declare.go", "p.Number == d.Number && p.Name == strings.TrimSpace(d.Name) &&", "p.Number == d.Number &&", "casework.TestADeclarationWaitsForItsHousehold/the number of somebody else"),
	held("the receipt shows state, never data", "server/farmer.go", `receiptView{Code: casework.ShowReceipt(d.Receipt), Who: s.shortName(d.Village)`, `receiptView{Code: casework.ShowReceipt(d.Receipt), Who: s.shortName(d.Village) + d.Name`, "server.TestAFarmerDeclares"),
	held("who comes, and by when", "server/farmer.go", "v.VisitBy = inWords(d.Day + calendar.Date(visit))", "_ = visit", "server.TestAFarmerDeclares"),
	held("a receipt's code stands in no address", "server/farmer.go", `casework.ReceiptOf(r.PostFormValue("receipt"))`, `casework.ReceiptOf(r.FormValue("receipt"))`, "server.TestAReceiptIsAskedForInTheBody"),
	held("a second declaration within sixty days goes to the town", "casework/declare.go", "d.Again = n > 0", "d.Again = n > 1000", "casework.TestADeclarationWhoseHouseholdIsKnownGoesToTheVillageAtOnce"),
	held("the town, not the village, says whose a declaration is or puts it aside", "casework/declare.go", "slices.Contains(townAndUp, r) }):\n\t\treturn nil, access.ErrForbidden\n\tcase d.Version", "true }):\n\t\treturn nil, access.ErrForbidden\n\tcase d.Version", "casework.TestADeclarationIsDismissedByAPersonWithAReason/by the village"),
	held("who wrote it down does not put it aside", "casework/dismiss.go", "case d.By == u.Login:", "case false:", "casework.TestADeclarationIsDismissedByAPersonWithAReason/by who wrote it down"),
	held("without a reason nobody does", "casework/dismiss.go", `case reason == "":`, `case false:`, "casework.TestADeclarationIsDismissedByAPersonWithAReason/without a reason"),
	held("a complaint stands in a register of its own, due in fifteen working days", "casework/complaint.go", "workflow.Due(s.Today(), int(days), true)", "workflow.Due(s.Today(), int(days), false)", "casework.TestWhoSeesAComplaint"),
	held("it is never seen by whom it concerns", "casework/complaint.go", "u.Login != c.AboutLogin && ", "", "casework.TestWhoSeesAComplaint/who it is about, wherever that person stands"),
	held("nor under the name", "casework/complaint.go", `(c.About == "" || c.About != u.Name) && `, "", "casework.TestWhoSeesAComplaint/nor under the name"),
	held("nor by the level that is complained of", "casework/complaint.go", "levelOf(u.RolesFor(c.Division)) > c.AboutLevel", "levelOf(u.RolesFor(c.Division)) >= c.AboutLevel", "casework.TestWhoSeesAComplaint"),
	held("on request it is told what is recorded of a person, and who looked", "server/household_looks.go", "looks, err := s.Casework.Registry.Looks(ctx, h.Code, mostLooks)", "looks, err := s.Casework.Registry.Looks(ctx, h.Code, 0)", "server.TestWhoLookedIsTold"),
}

var documentClauses = []clause{
	held("a public notice is built from a whitelist", "document/notice.go", "Size     int           // members", "Risk     string\n\tSize     int           // members", "document.TestNoticeHasTheWhitelistedFieldsOnly"),
	held("never the risk", "document/notice.go", "row := []string{n.Head.shown, n.Group,", "row := []string{n.Head.shown + \"（因病）\", n.Group,", "document.TestNoBoardHoldsTheRisk"),
	held("no ID, phone or account, in whatever digits", "document/head.go", "r.count > longestRun && !r.innocent", "r.count > 1000 && !r.innocent", "document.TestNoticeRefuses/an ID number in the group", "document.TestNoSheetHoldsANumber"),
	held("where to object stands on it", "document/notice.go", "，请在公示期内当面或书面向%s、%s反映。", "。%.0s%.0s", "document.TestNoticesSayWhereToObject"),
	held("a head who is a minor is a number", "server/soften.go", "isHead && !p.Adult(today) {", "isHead && false {", "server.TestWhoIsToldByNumber"),
	held("so is one with somebody in custody", "server/soften.go", "away || isHead", "away && false || isHead", "server.TestWhoIsToldByNumber"),
	held("and one with mental disability", "server/soften.go", "if err != nil || told.soft {", "if err != nil || told.soft && false {", "server.TestWhoIsToldByNumber"),
	held("and orphans: a household without adults", "server/soften.go", "if adults == 0 {", "if adults < 0 {", "server.TestWhoIsToldByNumber"),
	held("a notice is noindex", "document/html.html", `<meta name="robots" content="noindex`, `<meta name="robots" content="index`, "document.TestNoticesSayWhatTheyMust"),
	held("and gone when its term ends", "casework/unsigned.go", "c.PausedOn == 0 && int64(s.Today()-c.PostedOn) > days", "false && int64(s.Today()-c.PostedOn) > days", "server.TestAPostingIsGoneFromThePageWithItsTerm"),
	held("a document whose time is over is not printed", "server/documents.go", "case !p.has(k):", "case false:", "server.TestDocumentsOfTheDay"),
	held("the whole file is not the village's to print", "server/documents.go", "return slices.Contains(k.may, r) }):", "return len(k.may) > 0 || r == \"\" }):", "server.TestDocumentsOfTheDay"),
}
