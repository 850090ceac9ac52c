package storetest

import (
	"context"
	"testing"
	"time"

	"dixian/access"
	"dixian/audit"
)

var credential = access.Credential{Hash: "$argon2id$…"}

var users = []sentence{
	{"a login that is taken is refused, and nothing is created", func(t *testing.T, db Opened) {
		must(t, db.CreateUser(t.Context(), user("wang"), credential))
		fails(t, db.CreateUser(t.Context(), user("wang"), credential), access.ErrLoginTaken)
		same(t, "users", len(got(db.Users(t.Context()))(t)), 1)
	}},
	{"who does not exist is not found", func(t *testing.T, db Opened) {
		_, err := db.User(t.Context(), 7)
		fails(t, err, access.ErrNotFound)
		_, err = db.UserByLogin(t.Context(), "nobody")
		fails(t, err, access.ErrNotFound)
		_, err = db.Credential(t.Context(), 7)
		fails(t, err, access.ErrNotFound)
		fails(t, db.UpdateUser(t.Context(), &access.User{ID: 7}), access.ErrNotFound)
		_, err = db.Session(t.Context(), "none")
		fails(t, err, access.ErrNoSession)
		fails(t, db.TouchSession(t.Context(), "none", noon), access.ErrNoSession)
		must(t, db.DeleteSession(t.Context(), "none"))
	}},
	{"a user comes back as created, with grants in order", func(t *testing.T, db Opened) {
		u := user("wang")
		must(t, db.CreateUser(t.Context(), u, credential))
		must(t, db.CreateUser(t.Context(), user("li"), credential))
		for _, back := range []*access.User{got(db.User(t.Context(), u.ID))(t), got(db.UserByLogin(t.Context(), "wang"))(t), got(db.Users(t.Context()))(t)[1]} {
			if !back.CreatedAt.Equal(noon) {
				t.Fatal(back.CreatedAt)
			}
			back.CreatedAt = noon
			same(t, "user", back, u)
		}
	}},
	{"an update replaces grants and leaves the login", func(t *testing.T, db Opened) {
		u := user("wang")
		must(t, db.CreateUser(t.Context(), u, credential))
		u.Login, u.Name, u.Disabled, u.MustChange = "changed", "新名", true, true
		u.Grants = []access.Grant{{Role: "town_clerk", Division: town}}
		must(t, db.UpdateUser(t.Context(), u))
		back := got(db.User(t.Context(), u.ID))(t)
		same(t, "login", back.Login, "wang")
		same(t, "rest", []any{back.Name, back.Disabled, back.MustChange, back.Grants}, []any{"新名", true, true, u.Grants})
	}},
	{"a credential is kept with its failures and lock", func(t *testing.T, db Opened) {
		u := user("wang")
		must(t, db.CreateUser(t.Context(), u, credential))
		same(t, "first", got(db.Credential(t.Context(), u.ID))(t), access.Credential{UserID: u.ID, Hash: credential.Hash})
		must(t, db.SaveCredential(t.Context(), access.Credential{UserID: u.ID, Hash: "h", Failed: 5, LockedUntil: noon}))
		c := got(db.Credential(t.Context(), u.ID))(t)
		if c.Hash != "h" || c.Failed != 5 || !c.LockedUntil.Equal(noon) {
			t.Fatalf("%+v", c)
		}
	}},
	{"sessions begin, are touched and end, one or all of a user", func(t *testing.T, db Opened) {
		u, other := user("wang"), user("li")
		must(t, db.CreateUser(t.Context(), u, credential))
		must(t, db.CreateUser(t.Context(), other, credential))
		for hash, id := range map[string]int64{"a": u.ID, "b": u.ID, "c": u.ID, "d": other.ID} {
			must(t, db.CreateSession(t.Context(), access.Session{TokenHash: hash, UserID: id, CreatedAt: noon, SeenAt: noon}))
		}
		must(t, db.TouchSession(t.Context(), "a", noon.Add(time.Minute)))
		s := got(db.Session(t.Context(), "a"))(t)
		if s.UserID != u.ID || !s.CreatedAt.Equal(noon) || !s.SeenAt.Equal(noon.Add(time.Minute)) {
			t.Fatalf("%+v", s)
		}
		must(t, db.DeleteSession(t.Context(), "a"))
		must(t, db.DeleteSessions(t.Context(), u.ID))
		for _, hash := range []string{"a", "b", "c"} {
			_, err := db.Session(t.Context(), hash)
			fails(t, err, access.ErrNoSession)
		}
		got(db.Session(t.Context(), "d"))(t)
	}},
	{"a second factor is kept, replaced and forgotten", func(t *testing.T, db Opened) {
		u := user("wang")
		must(t, db.CreateUser(t.Context(), u, credential))
		_, err := db.Factor(t.Context(), u.ID)
		fails(t, err, access.ErrNotFound)
		f := access.Factor{UserID: u.ID, Secret: []byte("\x00secret"), Recovery: []string{"a", "b"}}
		must(t, db.SaveFactor(t.Context(), f))
		f.ConfirmedAt, f.LastStep, f.Recovery = noon, 7, []string{"b"}
		must(t, db.SaveFactor(t.Context(), f))
		back := got(db.Factor(t.Context(), u.ID))(t)
		same(t, "confirmed", back.ConfirmedAt.Equal(noon), true)
		back.ConfirmedAt = noon
		same(t, "factor", back, f)
		u.SecondFactor = true
		must(t, db.UpdateUser(t.Context(), u))
		same(t, "noted", got(db.User(t.Context(), u.ID))(t).SecondFactor, true)
		must(t, db.DeleteFactor(t.Context(), u.ID))
		_, err = db.Factor(t.Context(), u.ID)
		fails(t, err, access.ErrNotFound)
	}},
	{"a token is found by its hash, and only its user withdraws it", func(t *testing.T, db Opened) {
		u, other := user("wang"), user("li")
		must(t, db.CreateUser(t.Context(), u, credential))
		must(t, db.CreateUser(t.Context(), other, credential))
		token := &access.Token{UserID: u.ID, Name: "a b", Hash: "h", Grants: u.Grants, Writes: true, CreatedAt: noon, ExpiresAt: noon}
		must(t, db.CreateToken(t.Context(), token))
		must(t, db.TouchToken(t.Context(), token.ID, noon))
		back := got(db.TokenByHash(t.Context(), "h"))(t)
		same(t, "times", []bool{back.CreatedAt.Equal(noon), back.ExpiresAt.Equal(noon), back.UsedAt.Equal(noon)}, []bool{true, true, true})
		same(t, "rest", []any{back.ID, back.UserID, back.Name, back.Grants, back.Writes}, []any{token.ID, u.ID, "a b", u.Grants, true})
		same(t, "others'", len(got(db.Tokens(t.Context(), other.ID))(t)), 0)
		fails(t, db.DeleteToken(t.Context(), other.ID, token.ID), access.ErrNotFound)
		must(t, db.DeleteToken(t.Context(), u.ID, token.ID))
		_, err := db.TokenByHash(t.Context(), "h")
		fails(t, err, access.ErrNoSession)
	}},
}

func append2000(db Opened) func(ctx context.Context) error {
	return func(ctx context.Context) error {
		for range 2000 {
			if err := db.Append(ctx, &audit.Entry{At: noon, User: "a", Action: "x"}); err != nil {
				return err
			}
		}
		return nil
	}
}
