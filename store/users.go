package store

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"dixian/access"
	"dixian/division"
)

type userRow struct {
	bun.BaseModel `bun:"table:users,alias:u"`
	ID            int64 `bun:"id,pk,autoincrement"`
	Login, Name   string
	MustChange    bool
	Disabled      bool
	SecondFactor  bool
	CreatedAt     moment
	Linked        bool `bun:"linked,scanonly"`
}

type grantRow struct {
	bun.BaseModel `bun:"table:grants,alias:g"`
	UserID        int64 `bun:"user_id,pk"`
	Position      int   `bun:"position,pk"`
	Role          string
	Division      int64
	Owner         string
}

func userRowOf(u *access.User) *userRow {
	return &userRow{ID: u.ID, Login: u.Login, Name: u.Name, MustChange: u.MustChange, Disabled: u.Disabled, SecondFactor: u.SecondFactor, CreatedAt: momentOf(u.CreatedAt)}
}

func (r *userRow) user() *access.User {
	return &access.User{ID: r.ID, Login: r.Login, Name: r.Name, MustChange: r.MustChange, Disabled: r.Disabled, SecondFactor: r.SecondFactor, CreatedAt: r.CreatedAt.time(), Linked: r.Linked, Grants: []access.Grant{}}
}

// CreateUser fails with access.ErrLoginTaken.
func (db *DB) CreateUser(ctx context.Context, u *access.User, c access.Credential) error {
	return db.Atomically(ctx, func(ctx context.Context) error {
		taken, err := db.reader(ctx).NewSelect().Model((*userRow)(nil)).Where("login = ?", u.Login).Exists(ctx)
		if err != nil {
			return saying(err, "looking for the login")
		}
		if taken {
			return access.ErrLoginTaken
		}
		row := userRowOf(u)
		if _, err := db.writer(ctx).NewInsert().Model(row).Exec(ctx); err != nil {
			return saying(err, "creating a user")
		}
		u.ID = row.ID
		if err := db.saveGrants(ctx, u); err != nil {
			return err
		}
		c.UserID = u.ID
		return db.SaveCredential(ctx, c)
	})
}

// UpdateUser writes all of a user but the login.
func (db *DB) UpdateUser(ctx context.Context, u *access.User) error {
	return db.Atomically(ctx, func(ctx context.Context) error {
		r, err := db.writer(ctx).NewUpdate().Model(userRowOf(u)).Column("name", "must_change", "disabled", "second_factor").WherePK().Exec(ctx)
		if err := changed(r, err, access.ErrNotFound, "updating a user"); err != nil {
			return err
		}
		return db.saveGrants(ctx, u)
	})
}

func (db *DB) saveGrants(ctx context.Context, u *access.User) error {
	if _, err := db.writer(ctx).NewDelete().Model((*grantRow)(nil)).Where("user_id = ?", u.ID).Exec(ctx); err != nil {
		return saying(err, "replacing a user's grants")
	}
	if len(u.Grants) == 0 {
		return nil
	}
	rows := make([]grantRow, len(u.Grants))
	for i, g := range u.Grants {
		rows[i] = grantRow{UserID: u.ID, Position: i, Role: g.Role, Division: int64(g.Division), Owner: g.Owner}
	}
	_, err := db.writer(ctx).NewInsert().Model(&rows).Exec(ctx)
	return saying(err, "replacing a user's grants")
}

// User fails with access.ErrNotFound.
func (db *DB) User(ctx context.Context, id int64) (*access.User, error) {
	return db.user(ctx, "id = ?", id)
}

// UserByLogin fails with access.ErrNotFound.
func (db *DB) UserByLogin(ctx context.Context, login string) (*access.User, error) {
	return db.user(ctx, "login = ?", login)
}

func (db *DB) user(ctx context.Context, where string, value any) (*access.User, error) {
	var row userRow
	err := db.reader(ctx).NewSelect().Model(&row).ColumnExpr(isLinked).Where(where, value).Scan(ctx)
	if err := one(err, access.ErrNotFound, "a user"); err != nil {
		return nil, err
	}
	u := row.user()
	return u, db.giveGrants(ctx, []*access.User{u})
}

// Users lists all users by login.
func (db *DB) Users(ctx context.Context) ([]*access.User, error) {
	var rows []userRow
	if err := db.reader(ctx).NewSelect().Model(&rows).ColumnExpr(isLinked).Order("login").Scan(ctx); err != nil {
		return nil, saying(err, "listing users")
	}
	out := make([]*access.User, len(rows))
	for i := range rows {
		out[i] = rows[i].user()
	}
	return out, db.giveGrants(ctx, out)
}

// giveGrants reads the grants of the users in one query.
func (db *DB) giveGrants(ctx context.Context, users []*access.User) error {
	var rows []grantRow
	q := db.reader(ctx).NewSelect().Model(&rows).Order("user_id", "position")
	if len(users) == 1 {
		q = q.Where("user_id = ?", users[0].ID)
	}
	if err := q.Scan(ctx); err != nil {
		return saying(err, "reading grants")
	}
	for _, u := range users {
		i, _ := slices.BinarySearchFunc(rows, u.ID, func(g grantRow, id int64) int { return int(g.UserID - id) })
		for ; i < len(rows) && rows[i].UserID == u.ID; i++ {
			u.Grants = append(u.Grants, access.Grant{Role: rows[i].Role, Division: division.Code(rows[i].Division), Owner: rows[i].Owner})
		}
	}
	return nil
}
