package access

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Token lets a program call for a user: with a part of the user's grants, for a
// time. What is kept of it is a hash; a withdrawn one is deleted, and the audit log
// tells that it was.
type Token struct {
	ID        int64
	UserID    int64
	Name      string
	Hash      string // SM3 of the token, hex
	Grants    []Grant
	Writes    bool // may change what the user may change
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    time.Time // to the minute; zero: never
}

// What a user may have of tokens.
const (
	maxTokens    = 20
	maxTokenName = 40
	MaxTokenDays = 365
)

// tokenPrefix tells a token from a session wherever one is found lying about.
const tokenPrefix = "dixian_"

// Errors of tokens.
var (
	ErrTokenName   = errors.New("请给令牌起个名字，最多 40 个字，不要和自己别的令牌重名")
	ErrTokenDays   = fmt.Errorf("令牌的有效期要在 1 到 %d 天之间", MaxTokenDays)
	ErrTokenGrants = errors.New("令牌的权限只能是您自己权限的一部分")
	ErrTokenWrites = errors.New("系统、安全、审计管理员的令牌只能读")
	ErrTokenMany   = fmt.Errorf("一个人最多 %d 个令牌，请先撤掉不用的", maxTokens)
)

// CreateToken makes a token of a user and gives its text, which is kept nowhere.
// Without grants it has all of the user's.
func (d *Desk) CreateToken(ctx context.Context, u *User, t *Token, days int) (text string, err error) {
	t.Name = strings.TrimSpace(t.Name)
	if len(t.Grants) == 0 {
		t.Grants = slices.Clone(u.Grants)
	}
	switch {
	case t.Name == "" || utf8.RuneCountInString(t.Name) > maxTokenName:
		return "", ErrTokenName
	case days < 1 || days > MaxTokenDays:
		return "", ErrTokenDays
	case len(within(t.Grants, u.Grants)) != len(t.Grants):
		return "", ErrTokenGrants
	case t.Writes && u.Has(apart...):
		return "", ErrTokenWrites
	}
	secret, _, err := newToken()
	if err != nil {
		return "", err
	}
	text = tokenPrefix + secret
	t.UserID, t.Hash, t.CreatedAt = u.ID, hashToken(text), d.Now()
	t.ExpiresAt = t.CreatedAt.AddDate(0, 0, days)
	err = d.Store.Atomically(ctx, func(ctx context.Context) error {
		held, err := d.Store.Tokens(ctx, u.ID)
		switch {
		case err != nil:
			return err
		case len(held) >= maxTokens:
			return ErrTokenMany
		case slices.ContainsFunc(held, func(h Token) bool { return h.Name == t.Name }):
			return ErrTokenName
		}
		return d.Store.CreateToken(ctx, t)
	})
	if err != nil {
		return "", err
	}
	return text, nil
}

// CurrentByToken gives the user for whom a program calls, with the grants that the
// token and the user both have. It fails with ErrNoSession where the token is none,
// has expired, or its user may not sign in or has no such grant any more.
func (d *Desk) CurrentByToken(ctx context.Context, text string) (*User, error) {
	t, err := d.Store.TokenByHash(ctx, hashToken(text))
	if err != nil {
		return nil, err
	}
	now := d.Now()
	if !now.Before(t.ExpiresAt) {
		return nil, ErrNoSession
	}
	u, err := d.Store.User(ctx, t.UserID)
	if err != nil {
		return nil, err
	}
	out := u.Disabled || u.MustChange || d.MustEnrol(u)
	u.Grants, u.Through, u.ReadOnly = within(t.Grants, u.Grants), t.Name, !t.Writes
	if out || len(u.Grants) == 0 {
		return nil, ErrNoSession
	}
	if now.Sub(t.UsedAt) >= touchEvery {
		if err := d.Store.TouchToken(ctx, t.ID, now); err != nil {
			return nil, err
		}
	}
	u.Own, err = d.own(ctx, u)
	return u, err
}

// within are those grants that lie in what is held.
func within(grants, held []Grant) []Grant {
	out := []Grant{}
	for _, g := range grants {
		if slices.ContainsFunc(held, func(h Grant) bool {
			return h.Role == g.Role && h.Owner == g.Owner && (h.Division == g.Division || h.Division.Contains(g.Division))
		}) {
			out = append(out, g)
		}
	}
	return out
}
