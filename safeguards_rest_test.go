package dixian_test

var roleClauses = []clause{
	held("a route is for the roles it names", "server/route.go", "case len(o.may) > 0 && !u.Has(o.may...):", "case false:", walk),
	held("a case outside the own divisions is not there", "store/cases.go", "Where(\"id = ?\", id), \"c.division\", scope), ", "Where(\"id = ?\", id), \"c.division\", []division.Code{casework.Everywhere}), ", walk),
	held("administrators, analysts, evaluators and departments see no case", "access/user.go", `"county_clerk", "county_head", "city", "province"}

// SeesCases`, `"county_clerk", "county_head", "city", "province", "analyst", "department", "evaluator", "sysadmin"}

// SeesCases`, "access.TestWhatAUserSees"),
	held("a role sits at its own level", "access/roles.go", "bound && g.Division.Level() != level {", "false && bound && level > 0 {", "access.TestCreateUserRefuses/a village cadre of a whole county"),
	held("none has two of system, security and audit, nor works on cases", "access/user.go", "if len(n) > 1 {", "if false {", "access.TestCheckGrants"),
	held("nor works on cases beside it", "access/user.go", "if SeesCases(g.Role) {\n\t\t\t\treturn ErrApart", "if SeesCases(g.Role) && false {\n\t\t\t\treturn ErrApart", "access.TestCheckGrants"),
	held("users and jobs, keys, and the log are of one each", "server/route.go", `secadmins  = []string{"secadmin"}`, `secadmins  = []string{"secadmin", "sysadmin"}`, "server.TestTheThreeAdministratorsAreApart"),
	held("no answer holds a whole number", "store/households.go", "if r.HasID && !unmasked {", "if false {", walk),
	held("an unmasking says why", "server/household.go", `case strings.TrimSpace(in.Body.Reason) == "":`, `case false:`, "server.TestUnmaskingIsLogged"),
	held("and is written down before it is shown", "server/household.go", `s.log(ctx, u, "unmask", "household/"+h.Code, in.Body.Field+"："+in.Body.Reason); err != nil {`, `error(nil); err != nil {`, "server.TestUnmaskingIsLogged"),
	held("the village unmasks nothing", "server/household.go", "if w := s.readerFor(u, h.Division); w.village {", "if false {", "server.TestAVillageUnmasksNothing"),
	held("below the county a petition is 上级交办, without text", "server/soften.go", "return w.town && r != nil && r.About.Name == petitions", "return false", walk),
	held("and without its channel", "server/soften.go", "if w.town && channel == casework.FromHotline {", "if false {", walk),
	held("in what was done on the case, too", "server/case_parts.go", "v.Reason = who.withoutPetition(v.Reason)", "_ = v.Reason", walk),
	held("nor what others wrote of it at the desk", "server/soften.go", "return who.town && e.AtDesk()", "return false && e.AtDesk()", walk, "server.TestDocumentsAreSoftened"),
	held("nor, anywhere, words that name its channel", "server/soften.go", "if w.town && casework.NamesPetition(text) {", "if false {", walk),
	held("a letter to the family names no petition", "casework/petition.go", "if NamesPetition(form[a.Name]) {", "if false {", "casework.TestRefusalAndReview"),
	held("its risk is not counted for towns", "server/overview_risks.go", "if s.hidden(u, name) {", "if false {", "server.TestHiddenRisksAreNotCounted"),
	held("the village does not see custody, mental or infectious illness", "server/soften.go", "if within(villageRoles) {", "if false {", walk),
	held("nor in documents", "server/soften.go", "return w.town && r != nil && r.About.Name == petitions", "return false", "server.TestDocumentsAreSoftened"),
	held("a clue that concerns oneself is not seen", "store/within.go", "if len(own) == 0 || slices", "if true || slices", "server.TestTheOwnHouseholdIsNotThere"),
	held("nor the household itself", "access/own.go", "return u.Sees(at) && !slices.Contains(u.Own, code)", "return u.Sees(at) && (!slices.Contains(u.Own, code) || true)", "server.TestTheOwnHouseholdIsNotThere"),
	held("nor acted on", "server/route.go", "then = access.Apart(then, c.user.Own)", "_ = access.Apart", "server.TestNobodyActsOnTheOwnHousehold"),
	held("nor told of", "inbox/people.go", "slices.Contains(p.concerned[household], login)", "false", "inbox.TestNobodyIsToldOfTheOwnHousehold"),
	held("a topic about a cadre goes one level above", "casework/complaint.go", "levelOf(u.RolesFor(c.Division)) > c.AboutLevel", "true", "casework.TestWhoSeesAComplaint"),
	held("a decision and its preparation have two persons", flow, "      not_by: prepare_decision\n      notice: announcement", "      notice: announcement", never, wholeLife),
	held("also where one stands in for the other", "workflow/workflow.go", `|| whose != "" && slices.Contains(persons, whose)`, `|| whose == "-"`, "casework.TestEveryMoveHasAnActorAndWhatItDemands"),
	held("a threshold and its approval have two persons", "setting/decide.go", "case r.AskedBy == u.Login:\n\t\t\treturn errSamePerson\n\t\tcase r.Effect", "case false:\n\t\t\treturn errSamePerson\n\t\tcase r.Effect", "setting.TestDecidingIsRefused"),
	held("a change of the registry and its approval, too", "registry/decide.go", "if r.AskedBy == u.Login {\n\t\t\treturn errSamePerson\n\t\t}\n\t\tb, err", "if false {\n\t\t\treturn errSamePerson\n\t\t}\n\t\tb, err", "registry.TestWhoAsksAndWhoDecides"),
	held("an export unmasked or of more than 500 persons has two persons", "export/service.go", "needs := r.Whole || r.Many", "needs := false", "server.TestManyPersonsLeaveWithTwo", "server.TestAnExportIsRefused"),
	held("and a reason", "export/service.go", `case needs && r.Reason == "" && r.Whole:`, `case false:`, "server.TestAnExportIsRefused"),
	held("who asked does not agree", "export/service.go", "case r.AskedBy == u.Login && r.State == Pending:", "case false:", "server.TestWhoAskedDoesNotAgree"),
	held("its link dies in 24 hours", "export/service.go", "case !s.Now().Before(r.Until):", "case false:", "server.TestManyPersonsLeaveWithTwo"),
	held("and is of who asked alone", "export/service.go", "case r.AskedBy != u.Login:\n\t\t\treturn access.ErrNotFound", "case false:\n\t\t\treturn access.ErrNotFound", "server.TestManyPersonsLeaveWithTwo"),
	held("a delegation has an end", "access/delegation.go", "day >= d.Since && day <= d.Until &&", "day >= d.Since &&", "access.TestDelegating"),
	held("an analyst sees counts and no name", "server/route.go", `"county_clerk", "county_head", "city", "province"}            // see cases`, `"county_clerk", "county_head", "city", "province", "analyst"}            // see cases`, walk),
	{says: "an evaluator reads the sample drawn and not the system's conclusion before the form is sent", why: "no sample is drawn yet, and the role sees no case at all: *administrators, analysts, evaluators and departments see no case*"},
	{says: "a department sees no case beyond the question asked", why: "it is shown none, and moves one only where it is asked (plan check); the county types its answer in"},
}

var keyClauses = []clause{
	held("states, roles and results of hits have the contract's keys", flow, "    closed_no_risk: {label: 无风险关闭, owner: [county_head, city]}", "    closed: {label: 无风险关闭, owner: [county_head, city]}", "casework.TestTheKeysAreTheContracts"),
	held("sensitive words are declared once, on the column", "plan/compile_sensitive.go", "declared && first != s.As {", "false && declared && first != s.As {", "plan.TestRefusedSensitiveWords"),
	held("what stands for one tells no other", "plan/compile_sensitive.go", "if word != s.Word && strings.Contains(s.As, word) {", "if word != s.Word && strings.Contains(s.As, word) && false {", "plan.TestRefusedSensitiveWords"),
	held("rule names and evidence inherit them", "server/soften.go", "if value == s.Word {", "if false {", walk),
	held("a parameter is set at the level it names, not below", "setting/ask.go", "case plan.BreachLevel:", "case \"\":", "setting.TestAskingIsRefused"),
	held("a level below moves only the way that is safer for families", "plan/approved.go", "!(has && p.lessSafe(v.N, above.N))", "!(has && false && p.lessSafe(v.N, above.N))", "plan.TestApprovedValuesLieOverThePackages"),
	held("and is refused when it asks for the other", "setting/ask.go", "if b == nil {\n\t\treturn nil", "if true {\n\t\treturn nil", "setting.TestAskingIsRefused"),
	held("a run freezes the values it used", "plan/approved.go", "over := *p\n", "over := *p\n\t\t\tp.approved = values\n", "plan.TestApprovedValuesLieOverThePackages"),
	held("approved values lie over the package's, narrowest division first", "plan/approved.go", "level <= code.Level(); level++ {", "level <= division.Province; level++ {", "plan.TestApprovedValuesLieOverThePackages"),
	held("a missing value stops a run before it reads, naming all that are missing", "screening/params.go", "if len(missing) > 0 {\n\t\treturn &MissingParameters{asOf,", "if false {\n\t\treturn &MissingParameters{asOf,", "cmd/dixian.TestWhatIsRefused"),
}

var inboxClauses = []clause{
	held("what is due stands in one list, by household", "inbox/message.go", "for _, login := range people.toTell(roles, w.Of, w.Division, w.Household) {", "for _, login := range people.toTell(roles, w.Of, 0, w.Household) {", "inbox.TestWhoIsToldWhat"),
	held("it is told at dispatch", "inbox/message.go", "case w.Fresh != \"\":", "case false:", "inbox.TestWhoIsToldWhat"),
	held("at half time", "inbox/message.go", "case light == workflow.PastHalf:", "case false:", "inbox.TestWhoIsToldWhat"),
	held("and when it is late", "inbox/message.go", "tell(Overdue, w.Owners)", "", "inbox.TestWhoIsToldWhat"),
	held("a visit that nobody made is told the day after", "casework/waits.go", "c.VisitDueOn < today {", "c.VisitDueOn <= today {", "casework.TestAnOverdueVisitIsTold"),
	held("each morning as a digest", "inbox/digest.go", "counts[login] = t", "_ = t", "inbox.TestTheDigestComesInTheMorning"),
	held("in quiet hours nothing rings but a 红 clue", "inbox/carry.go", "case now.Hour() >= quietFrom:", "case false:", "inbox.TestQuietHours"),
	held("nothing is sent twice", "inbox/carry.go", "m.Carried, m.Fault = Taken, \"\"", "m.Carried, m.Fault = ToCarry, \"\"", "inbox.TestNothingIsSentTwice"),
	held("no personal data inside", "inbox/sentence.go", "where := place(m.Division)\n", "where := m.To + place(m.Division)\n", "inbox.TestSentences"),
}

var nationalClauses = []clause{
	held("lists leave under the national headings, masked unless two agreed", "server/takeable_national.go", "Whole: whole}", "Whole: true}", "server.TestNationalExports"),
	held("its list is compared: only here, only there, fields", "casework/exchange/compare.go", "case !held:", "case !held && false:", "casework/exchange.TestCompare"),
	held("a difference shows no number", "casework/exchange/compare.go", "f.Number = identity.MaskID(f.Number)", "f.Number += identity.MaskID(f.Number)", "casework/exchange.TestADifferenceShowsNoNumber"),
	held("a period is locked by two", "casework/period/service.go", "case state != Withdrawn && p.AskedBy == u.Login:", "case false:", "casework/period.TestALockIsRefused"),
	held("when its last day is over, not before", "casework/period/service.go", "return p.Day >= s.today() }), err", "return p.Day > s.today() }), err", "casework/period.TestAPeriodIsLockedByTwo"),
	held("reported figures and lists stay", "store/locked.go", "for _, k := range kept {\n\t\tq = q.With(", "for _, k := range kept[:0] {\n\t\tq = q.With(", "server.TestALockedMonthStays"),
	held("what was written down later is not of the day", "store/locked.go", "q = q.Where(\"e.id <= ?\", m.LastEvent)", "_ = m.LastEvent", "server.TestALockedMonthStays"),
	held("later changes show with their reason", "store/periods.go", "Where(\"e.id > ?\", p.LastEvent)", "Where(\"e.id < 0\")", "server.TestALockedMonthStays"),
	held("a day that is not locked for all that is asked is refused", "server/as_of.go", "if len(missing) > 0 {\n\t\treturn nil, invalid", "if len(missing) > 999 {\n\t\treturn nil, invalid", "server.TestALockedDayIsRefused"),
	held("who is monitored is decided by cases alone", "casework/exchange/settle.go", "case in.Side == Theirs && d.OfCase():", "case false:", "server.TestReconciliation"),
}

var keptClauses = []clause{
	held("uploads and quarantines are deleted after raw_days", "store/batches.go", "Where(\"batch IN (?)\", old).Where(\"kind = ?\", registry.RawPart).Exec", "Where(\"batch IN (?)\", old).Where(\"kind = ?\", \"none\").Exec", "server.TestPurge"),
	held("dixian purge proves it", "cmd/dixian/purge.go", "if done.left.Files+done.left.Rows+done.toldLeft > 0 {", "if false {", "cmd/dixian.TestPurge"),
	held("a server does so each day", "cmd/dixian/daily.go", "return h.purgeToday(ctx)", "return nil", "cmd/dixian.TestAServerPurgesEachDay"),
	held("undoing a batch withdraws clues that nobody touched", "casework/withdraw.go", "if !untouched {", "if !untouched || true {", "server.TestAStandingScreeningFindsWhatTheFilesSay"),
	held("and marks touched ones", "casework/withdraw.go", "if !untouched {", "if !untouched && false {", "server.TestAStandingScreeningFindsWhatTheFilesSay"),
	{says: "positions exist only where a form was saved, twelve months", why: "no position is asked for or kept, and photos are stripped of theirs (`casework.TestPhotos`)"},
	held("the phone's store is encrypted, and locked by a PIN", "web/src/phone/vault.ts", "const sealed = await crypto.subtle.wrapKey(\"raw\", fresh,", "const sealed = await crypto.subtle.exportKey(\"raw\", fresh); void (", "web/e2e/day.test.ts: a visit is made without a network, from a phone that was closed, and handed in when there is one"),
	held("and holds fourteen days", "web/src/phone/vault.ts", "export const keepDays = 14;", "export const keepDays = 15;", "web/src/phone/outbox.test.ts: goes after fourteen days and not before; what has no time goes at once"),
}

var neverClauses = []clause{
	held("no quota is a ground of refusal", flow, "code: {label: 了结原因, type: [已在监测, ", "code: {label: 了结原因, type: [名额已满, 已在监测, ", "casework.TestADeskRefuses"),
	held("no clearing rate, score, ranking or quota is told", "server/overview.go", "Late  int    `json:\"late\"`\n}", "Late  int    `json:\"late\"`\n\tRank  int    `json:\"rank\"`\n}", "server.TestNothingIsScoredOrRanked"),
	held("counties are not ranked by alerts", "server/precision.go", "slices.SortFunc(out, func(a, b countySpoke) int { return strings.Compare(a.Code, b.Code) })", "slices.SortFunc(out, func(a, b countySpoke) int { return b.Clues.Raised - a.Clues.Raised + 0*strings.Compare(a.Code, b.Code) })", "server.TestNothingIsScoredOrRanked"),
	held("a map of alerts or households is in the neutral ramp", "web/src/pages/overview/map/metrics.ts", "name: \"alerted\",\n    ramp: \"rate\",", "name: \"alerted\",\n    ramp: \"late\",", "web/src/pages/overview/map/metrics.test.ts: shades alerts and monitored households in the neutral ramp"),
	held("no decision, refusal or clearing is a machine's: a move has an actor", "plan/compile_workflow.go", "if len(m.By) == 0 {", "if false {", never+"/a move without an actor"),
	held("and is made by who has the role", "workflow/workflow.go", "case !May(m, r.Actor):", "case false:", "casework.TestEveryMoveHasAnActorAndWhatItDemands"),
	held("a clock that runs out moves nothing", "casework/daily.go", "round.Looked++", "c.State = \"ended\"\n\t\tif err := s.Store.SaveCase(ctx, c); err != nil {\n\t\t\treturn err\n\t\t}\n\t\tround.Looked++ ", "casework.TestTimeDecidesNothing"),
	held("no pay is stopped by a machine: a measure ends where a person wrote it", "casework/daily.go", "round.Looked++", "ends, _ := s.Store.Measures(ctx, c.ID)\n\t\tfor _, m := range ends {\n\t\t\tm.To = s.Today()\n\t\t\t_ = s.Store.SaveMeasure(ctx, &m)\n\t\t}\n\t\tround.Looked++", "casework.TestTimeDecidesNothing"),
	held("nobody closes what is said against them", "casework/complaint.go", "case !c.sees(u):", "case false:", "casework.TestWhoSeesAComplaint"),
	held("help waits for no signature", "casework/measure.go", "case strings.TrimSpace(m.Class) == \"\":", "case c.State == \"visited\":\n\t\t\treturn refuse(\"measure\", \"\", \"先签授权\")\n\t\tcase strings.TrimSpace(m.Class) == \"\":", "casework.TestHelpWaitsForNoSignature"),
	held("plan check refuses indicators and targets: the language has none yet", "plan/load_shapes.go", `keys("document table parameter fact rule screening workflow test")`, `keys("document table parameter fact rule screening workflow test indicator target")`, "plan.TestNoPackageHasATarget"),
	held("a rule that reads merit points", "plan/never.go", "rr != nil && readsMerit(rr) {", "false && readsMerit(rr) {", never+"/a rule about merit points"),
	held("a rule that reads them through a fact", "plan/never.go", "found = found || f.From != nil && f.From.Name == meritTable", "found = found || false && f.From.Name == meritTable", never+"/a rule that reads merit points through a fact"),
	held("a clearing without the stated blocks", "plan/never.go", "if !c.refuses(m, need.of) {", "if false {", never+"/clearing although an alert is open"),
	held("a block that does not block", "plan/never.go", "return yes && err == nil", "return (yes || true) && err == nil", never+"/clearing unless a hundred alerts are open"),
	held("a door past the steps", "plan/never.go", "case in(listed) && m.To.Name != \"cleared\" && !slices.Contains(listed, m.To.Name):", "case false:", never+"/clearing under another name"),
	held("a move by who may not see the case", "plan/never.go", "case slices.Contains(blind, role), ", "case ", never+"/a move by who runs the machine"),
	held("a village that ends a case", "plan/never.go", "case slices.Contains(village, role) &&", "case false &&", never+"/a village that closes"),
}
