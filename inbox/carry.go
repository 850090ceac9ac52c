package inbox

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Carrier takes messages outside the house: text messages, a work chat, mail.
type Carrier interface {
	// Carry gives a sentence to a person. An error means that it was not taken.
	Carry(ctx context.Context, login, sentence string) error
}

// Carried is how far a message has come outside.
type Carried string

// A message stays inside, waits for the carrier, is being handed over, was taken,
// or was not taken as often as it was tried. One that is being handed over when
// the server dies stays so: whether it went out nobody knows, and it is not sent
// again.
const (
	Inside   Carried = ""
	ToCarry  Carried = "waiting"
	Handing  Carried = "handing"
	Taken    Carried = "taken"
	NotTaken Carried = "not_taken"
)

// Carriage is what became of a message outside.
type Carriage struct {
	Carried   Carried
	Tries     int
	NotBefore time.Time
	CarriedAt time.Time // of the last try
	Fault     string    // of the last try
}

// Quiet hours: from the evening to the morning nobody's phone rings, but for a 红
// clue, whose help is due within a day. No document sets the hours.
const (
	quietFrom = 21
	quietTo   = 7
)

// awake is the moment from which a message of now may be carried.
func awake(now time.Time, urgent bool) time.Time {
	morning := time.Date(now.Year(), now.Month(), now.Day(), quietTo, 0, 0, 0, now.Location())
	switch {
	case urgent:
		return now
	case now.Hour() < quietTo:
		return morning
	case now.Hour() >= quietFrom:
		return morning.AddDate(0, 0, 1)
	}
	return now
}

// A message is tried so often, the first time again after firstWait, then after
// twice as long each time: the last about two and a half hours after the first.
const (
	mostTries = 6
	firstWait = 5 * time.Minute
)

// atOnce is how many messages one Carry takes; carryTimeout is how long one may take.
const (
	atOnce       = 200
	carryTimeout = 20 * time.Second
)

// Carry hands the messages that wait to the carrier, each at most once: it is
// marked before it is handed over. It fails only where the store does; what the
// carrier did not take is tried again later.
func (s *Service) Carry(ctx context.Context) error {
	if s.Carrier == nil {
		return nil
	}
	waiting, err := s.Store.MessagesToCarry(ctx, s.Now(), atOnce)
	for _, m := range waiting {
		err = errors.Join(err, s.carry(ctx, m))
	}
	return err
}

func (s *Service) carry(ctx context.Context, m *Message) error {
	m.Carried, m.CarriedAt, m.Tries = Handing, s.Now(), m.Tries+1
	if mine, err := s.Store.SaveCarriage(ctx, m, ToCarry); err != nil || !mine {
		return err
	}
	try, cancel := context.WithTimeout(ctx, carryTimeout)
	defer cancel()
	err := s.Carrier.Carry(try, m.To, Sentence(m, s.Source.Label(m.State)))
	switch {
	case err == nil:
		m.Carried, m.Fault = Taken, ""
	case m.Tries >= mostTries:
		m.Carried, m.Fault = NotTaken, err.Error()
	default:
		m.Carried, m.Fault = ToCarry, err.Error()
		m.NotBefore = awake(s.Now().Add(firstWait<<(m.Tries-1)), m.Urgent)
	}
	_, saved := s.Store.SaveCarriage(context.WithoutCancel(ctx), m, Handing)
	if saved != nil {
		return fmt.Errorf("message %d was handed over, and that could not be kept: %w", m.ID, saved)
	}
	return nil
}
