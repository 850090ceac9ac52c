package storetest

import (
	"testing"

	"dixian/casework"
	"dixian/division"
)

// declaredBy is a declaration as full as it can be.
func declaredBy(once string, at division.Code) *casework.Declaration {
	return &casework.Declaration{
		Village: at, Way: casework.ByCode, Channel: casework.FromProxy, At: noon, Day: day, Household: "", Once: once, Receipt: "7K429P06" + once[:2], Files: 1,
		Name: "甲一", Number: number, Phone: phone, Troubles: []string{casework.Troubles[0]}, Words: "住院花了很多", Proxy: "乙二", Relation: "邻居", Consent: true,
	}
}

var declarations = []sentence{
	{"what is outside the scope is not there", func(t *testing.T, db Opened) {
		d := declaredBy("AAAA", village)
		must(t, db.CreateDeclaration(t.Context(), d, nil))
		for _, scope := range [][]division.Code{nil, {neighbour}, {foreign}} {
			_, err := db.Declaration(t.Context(), d.ID, scope)
			fails(t, err, casework.ErrNotFound)
			if n := len(got(db.Declarations(t.Context(), casework.DeclarationFilter{Scope: scope}))(t)); n != 0 {
				t.Fatalf("%d are listed in %v", n, scope)
			}
		}
		_, err := db.DeclarationByReceipt(t.Context(), "0000000000")
		fails(t, err, casework.ErrNotFound)
		_, err = db.DeclaredFile(t.Context(), d.ID, 0)
		fails(t, err, casework.ErrNotFound)
		if d := got(db.DeclarationOnce(t.Context(), "BBBB"))(t); d != nil {
			t.Fatalf("a page never sent gave %+v", d)
		}
	}},
	{"a page sent twice is refused the second time", func(t *testing.T, db Opened) {
		must(t, db.CreateDeclaration(t.Context(), declaredBy("AAAA", village), nil))
		again := declaredBy("AAAA", village)
		again.Receipt = "1111111111"
		if err := db.CreateDeclaration(t.Context(), again, nil); err == nil {
			t.Fatal("it was taken")
		}
	}},
	{"a declaration comes back as it was made, by number, receipt and page", func(t *testing.T, db Opened) {
		d := declaredBy("AAAA", village)
		must(t, db.CreateDeclaration(t.Context(), d, []casework.DeclaredFile{{MediaType: "audio/mp4", Data: []byte{0, 1, 0xff}}}))
		for how, back := range map[string]*casework.Declaration{
			"number": got(db.Declaration(t.Context(), d.ID, []division.Code{town}))(t), "receipt": got(db.DeclarationByReceipt(t.Context(), d.Receipt))(t), "page": got(db.DeclarationOnce(t.Context(), "AAAA"))(t),
		} {
			if !back.At.Equal(noon) {
				t.Fatalf("by %s it came at %s", how, back.At)
			}
			back.At = noon
			same(t, how, back, d)
		}
		same(t, "file", *got(db.DeclaredFile(t.Context(), d.ID, 0))(t), casework.DeclaredFile{MediaType: "audio/mp4", Data: []byte{0, 1, 0xff}})
	}},
	{"what is on the disk names nobody", func(t *testing.T, db Opened) {
		must(t, db.CreateDeclaration(t.Context(), declaredBy("AAAA", village), nil))
		// A row that held the name, number or phone in clear would be deleted here.
		db.Behind("DELETE FROM declarations WHERE content_sealed LIKE '%甲一%' OR number_sealed LIKE '%" + number + "%' OR phone_sealed LIKE '%" + phone + "%' OR receipt_sealed LIKE '%7K429P06AA%' OR number_blind = '" + number + "'")
		if n := len(got(db.Declarations(t.Context(), casework.DeclarationFilter{Scope: everywhere}))(t)); n != 1 {
			t.Fatal("it is readable")
		}
	}},
	{"a stale write is refused, and one that waits leaves the list when it has a case", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		d := declaredBy("AAAA", village)
		must(t, db.CreateDeclaration(t.Context(), d, nil))
		stale := *d
		d.DismissedOn, d.DismissedBy, d.DismissedFor = day, "乡镇", "广告"
		must(t, db.SaveDeclaration(t.Context(), d))
		same(t, "dismissed", got(db.Declarations(t.Context(), casework.DeclarationFilter{Scope: everywhere, State: casework.Dismissed}))(t)[0].DismissedFor, "广告")
		d.Household, d.CaseID, d.DismissedOn = "H1", c.ID, 0
		must(t, db.SaveDeclaration(t.Context(), d))
		fails(t, db.SaveDeclaration(t.Context(), &stale), casework.ErrStale)
		waiting := got(db.Declarations(t.Context(), casework.DeclarationFilter{Scope: everywhere}))(t)
		of := got(db.Declarations(t.Context(), casework.DeclarationFilter{Scope: everywhere, CaseID: c.ID}))(t)
		if len(waiting) != 0 || len(of) != 1 || of[0].Household != "H1" || of[0].Version != 3 {
			t.Fatalf("waiting %v, of the case %v", waiting, of)
		}
	}},
	{"they are counted by village, household, number and phone, since a day", func(t *testing.T, db Opened) {
		given(t, db, "H1", village, nil)
		d := declaredBy("AAAA", village)
		d.Household = "H1"
		must(t, db.CreateDeclaration(t.Context(), d, nil))
		other := declaredBy("BBBB", neighbour)
		other.Number, other.Phone = "", ""
		must(t, db.CreateDeclaration(t.Context(), other, nil))
		for _, c := range []struct {
			says string
			of   casework.Declared
			want int
		}{
			{"nobody's", casework.Declared{Since: day}, 0},
			{"of a later day", casework.Declared{Since: day + 1, Village: village}, 0},
			{"of the village", casework.Declared{Since: day, Village: village}, 1},
			{"of the household", casework.Declared{Since: day, Household: "H1"}, 1},
			{"of another household with the number", casework.Declared{Since: day, Household: "H2", Number: number}, 1},
			{"of the phone", casework.Declared{Since: day, Phone: phone}, 1},
			{"of another phone", casework.Declared{Since: day, Phone: "13900002222"}, 0},
		} {
			if n := got(db.CountDeclared(t.Context(), c.of))(t); n != c.want {
				t.Errorf("%s: %d", c.says, n)
			}
		}
	}},
	{"a village has one code in force, and its old ones are told as ended", func(t *testing.T, db Opened) {
		if c := got(db.VillageCode(t.Context(), village))(t); c != nil {
			t.Fatalf("a village without a code has %+v", c)
		}
		_, err := db.VillageByCode(t.Context(), "aaaa")
		fails(t, err, casework.ErrNotFound)
		first, second := &casework.VillageCode{Code: "aaaa", Village: village, MadeOn: day, MadeBy: "li"}, &casework.VillageCode{Code: "bbbb", Village: village, MadeOn: day + 9, MadeBy: "li"}
		must(t, db.RenewVillageCode(t.Context(), first))
		must(t, db.RenewVillageCode(t.Context(), &casework.VillageCode{Code: "cccc", Village: neighbour, MadeOn: day}))
		must(t, db.RenewVillageCode(t.Context(), second))
		same(t, "in force", got(db.VillageCode(t.Context(), village))(t), second)
		first.EndedOn = day + 9
		same(t, "ended", got(db.VillageByCode(t.Context(), "aaaa"))(t), first)
	}},
}
