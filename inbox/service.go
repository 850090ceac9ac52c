package inbox

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"dixian/access"
	"dixian/calendar"
)

// Service sends messages and keeps people's inboxes.
type Service struct {
	Store   Store
	Users   access.Store
	Source  Source
	Now     func() time.Time // in the province's time zone
	Carrier Carrier          // nil: messages stay in the inbox
}

func (s *Service) today() calendar.Date {
	now := s.Now()
	return calendar.NewDate(now.Year(), int(now.Month()), now.Day())
}

// Tick sends what is due now and has not been sent, and tells how many messages
// that were. What it finds is only written where it is not there yet, under the
// database's turn to write, so that ticks may overlap.
func (s *Service) Tick(ctx context.Context) (sent int, err error) {
	due, err := s.due(ctx)
	if err != nil {
		return 0, err
	}
	if due, err = s.unknown(ctx, due); err != nil {
		return 0, err
	}
	for some := range slices.Chunk(due, sentAtOnce) {
		err := s.Store.Atomically(ctx, func(ctx context.Context) error {
			fresh, err := s.unknown(ctx, some)
			if err != nil {
				return err
			}
			sent += len(fresh)
			return s.Store.AddMessages(ctx, fresh)
		})
		if err != nil {
			return sent, err
		}
	}
	return sent, nil
}

// sentAtOnce is how many messages one transaction sends: on the morning on which a
// whole county is late, nobody who writes waits for all of them.
const sentAtOnce = 500

// due are the messages there must be now.
func (s *Service) due(ctx context.Context) ([]*Message, error) {
	now, today := s.Now(), s.today()
	users, err := s.Users.Users(ctx)
	if err != nil {
		return nil, err
	}
	waits, err := s.Source.Waits(ctx, today)
	if err != nil {
		return nil, err
	}
	delegations, err := s.Users.Delegations(ctx, today)
	if err != nil {
		return nil, err
	}
	concerned, err := s.Source.Concerned(ctx)
	if err != nil {
		return nil, err
	}
	people := NewPeople(users, delegations, today).Apart(concerned)
	var made []Message
	for i := range waits {
		made = append(made, Due(&waits[i], people, today)...)
	}
	if now.Hour() >= digestHour {
		standings, err := s.Source.Standings(ctx, today, slices.Sorted(maps.Keys(concerned)))
		if err != nil {
			return nil, err
		}
		made = append(made, Digests(standings, people, today)...)
	}
	out := make([]*Message, len(made))
	for i := range made {
		out[i] = &made[i]
	}
	s.stamp(out)
	return out, nil
}

// stamp says of new messages when they were made and whether they leave the house.
func (s *Service) stamp(messages []*Message) {
	now, today := s.Now(), s.today()
	for _, m := range messages {
		m.Day, m.At = today, now
		if s.Carrier != nil {
			m.Carriage = Carriage{Carried: ToCarry, NotBefore: awake(now, m.Urgent)}
		}
	}
}

// Send keeps messages that no tick makes; in a transaction they are kept with it.
func (s *Service) Send(ctx context.Context, messages []*Message) error {
	s.stamp(messages)
	return s.Store.AddMessages(ctx, messages)
}

// unknown leaves out messages whose key has one.
func (s *Service) unknown(ctx context.Context, messages []*Message) ([]*Message, error) {
	keys := make([]string, len(messages))
	for i, m := range messages {
		keys[i] = m.Key
	}
	known, err := s.Store.KnownMessages(ctx, keys)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(messages, func(m *Message) bool { return known[m.Key] }), nil
}

// every is how soon somebody is told of what has come about.
const every = time.Minute

// Keep ticks and carries until the context ends; failed is told of an error, and
// the next tick tries again.
func (s *Service) Keep(ctx context.Context, failed func(error)) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		_, err := s.Tick(ctx)
		if err = errors.Join(err, s.Carry(ctx)); err != nil && ctx.Err() == nil {
			failed(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Messages lists a person's, newest first.
func (s *Service) Messages(ctx context.Context, f Filter) ([]*Message, error) {
	return s.Store.Messages(ctx, f)
}

// Unread counts a person's messages that are not read.
func (s *Service) Unread(ctx context.Context, login string) (int, error) {
	return s.Store.CountUnread(ctx, login)
}

// Read marks a person's messages as read; no numbers: all of them.
func (s *Service) Read(ctx context.Context, login string, ids []int64) error {
	return s.Store.ReadMessages(ctx, login, ids, s.Now())
}
