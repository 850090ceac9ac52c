// Package audit keeps the log that cannot be changed unseen.
//
// Every act is an entry. An entry holds the SM3 hash of itself and the entry
// before it, so that a changed, dropped or inserted entry breaks the chain, and
// Verify says where; the newest ones dropped miss the end (Head) that is kept in a
// second place. Entries hold no personal data: they name records by number.
package audit

import (
	"context"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/emmansun/gmsm/sm3"
)

// Entry is one act.
type Entry struct {
	Seq     int64     `json:"seq"` // from 1, without gaps
	At      time.Time `json:"at"`
	User    string    `json:"user"`    // login; "-" for the system itself
	Action  string    `json:"action"`  // sign_in, move.visit, import …
	Subject string    `json:"subject"` // case/12, user/3 …
	Detail  string    `json:"detail"`  // a few words without personal data
	Prev    string    `json:"prev"`    // hash of the entry before, hex; empty for the first
	Hash    string    `json:"hash"`
}

// throughKey finds in a context what Through says.
type throughKey struct{}

// Through is a context in which what a user does is done by a tool of the user's, a
// program with a token: entries say which.
func Through(ctx context.Context, tool string) context.Context {
	return context.WithValue(ctx, throughKey{}, tool)
}

// Of is the detail of an entry that is written in a context: its own, and the tool
// before it.
func Of(ctx context.Context, detail string) string {
	tool, _ := ctx.Value(throughKey{}).(string)
	switch {
	case tool == "":
		return detail
	case detail == "":
		return "through " + tool
	}
	return "through " + tool + ": " + detail
}

// Seal links an entry to the one before it.
func (e *Entry) Seal(prev string) {
	e.Prev = prev
	e.Hash = e.sum()
}

func (e *Entry) sum() string {
	h := sm3.New()
	for _, field := range []string{e.Prev, fmt.Sprint(e.Seq), e.At.UTC().Format(time.RFC3339Nano), e.User, e.Action, e.Subject, e.Detail} {
		fmt.Fprintf(h, "%d:%s;", len(field), field)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Broken says where a chain does not hold.
type Broken struct {
	Seq  int64
	Says string
}

func (b *Broken) Error() string {
	return fmt.Sprintf("the audit log is broken at entry %d: %s", b.Seq, b.Says)
}

// Store keeps entries in order. Append seals the entry in the same transaction
// as the act it tells of, where there is one.
type Store interface {
	Append(ctx context.Context, e *Entry) error
	// Entries calls each for every entry in order until it fails.
	Entries(ctx context.Context, each func(*Entry) error) error
	// Page gives entries that a filter chooses, newest first.
	Page(ctx context.Context, f Filter) ([]*Entry, error)
	// Head gives the log's end as it is kept apart; a *Broken if that was changed.
	Head(ctx context.Context) (Head, error)
}

// Verify walks the chain and counts its entries; the error is a *Broken. Others
// may write meanwhile: the log must reach the end as it was before the walk and
// not go beyond the end after it.
func Verify(ctx context.Context, s Store) (int64, error) {
	before, endless := s.Head(ctx)
	var n int64
	prev := ""
	err := s.Entries(ctx, func(e *Entry) error {
		switch {
		case e.Seq != n+1:
			return &Broken{n + 1, fmt.Sprintf("the next entry is number %d", e.Seq)}
		case e.Prev != prev:
			return &Broken{e.Seq, "it does not follow the entry before it"}
		case e.Hash != e.sum():
			return &Broken{e.Seq, "its content is not what was sealed"}
		case e.Seq == before.Seq && e.Hash != before.Hash && endless == nil:
			return &Broken{e.Seq, "it is not the entry that the log ended with"}
		}
		n, prev = e.Seq, e.Hash
		return nil
	})
	switch {
	case err != nil:
		return n, err
	case endless != nil:
		return n, endless
	case n < before.Seq:
		return n, &Broken{n + 1, fmt.Sprintf("the log ended with entry %d; the newest were dropped", before.Seq)}
	}
	after, err := s.Head(ctx)
	if err == nil && n > after.Seq {
		err = &Broken{after.Seq + 1, "the log had ended before it; nobody who keeps the log wrote it"}
	}
	return n, err
}
