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
