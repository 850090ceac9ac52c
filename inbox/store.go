package inbox

import (
	"context"
	"time"
)

// Filter chooses the messages of one person.
type Filter struct {
	To     string
	Unread bool
	Before int64 // keyset: numbers below it; the list begins with the newest
	Limit  int
}

// Store keeps messages.
type Store interface {
	// Atomically runs do in one transaction; every call with the context it is
	// given belongs to it.
	Atomically(ctx context.Context, do func(ctx context.Context) error) error
	// KnownMessages tells which of the keys have a message.
	KnownMessages(ctx context.Context, keys []string) (map[string]bool, error)
	// AddMessages fills in IDs. The database refuses a second message of a key.
	AddMessages(ctx context.Context, messages []*Message) error
	Messages(ctx context.Context, f Filter) ([]*Message, error)
	CountUnread(ctx context.Context, to string) (int, error)
	// ReadMessages marks messages of a person as read; no numbers: all that are not.
	ReadMessages(ctx context.Context, to string, ids []int64, at time.Time) error
	// PurgeMessages deletes those made before a moment, read or not, and tells how
	// many; CountMessages counts those that are left of before it.
	PurgeMessages(ctx context.Context, before time.Time) (int, error)
	CountMessages(ctx context.Context, before time.Time) (int, error)
	// MessagesToCarry gives those that wait for a carrier at a moment, oldest first.
	MessagesToCarry(ctx context.Context, now time.Time, limit int) ([]*Message, error)
	// SaveCarriage writes what became of a message that stood in a state; false: it
	// no longer stands there, somebody else has it.
	SaveCarriage(ctx context.Context, m *Message, was Carried) (bool, error)
}
