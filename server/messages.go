package server

import (
	"context"
	"net/http"
	"time"

	"dixian/access"
	"dixian/inbox"
)

// messageView is a message as its person reads it. Nothing of a family stands in
// it.
type messageView struct {
	ID           int64       `json:"id"`
	Kind         string      `json:"kind" enum:"dispatched,asked,supervised,reopened,hit_said,half_gone,overdue,below_late,digest,handed_over,taken_over"`
	Case         int64       `json:"case" doc:"0: about no case"`
	DivisionName string      `json:"division_name"`
	State        string      `json:"state" doc:"of the case when it was told; of a handover the role"`
	StateLabel   string      `json:"state_label"`
	DueOn        string      `json:"due_on"`
	Urgent       bool        `json:"urgent"`
	Tally        inbox.Tally `json:"tally" doc:"of a digest or a handover"`
	At           time.Time   `json:"at"`
	Read         bool        `json:"read"`
	Carried      string      `json:"carried" enum:",waiting,handing,taken,not_taken" doc:"how far it has come outside; empty: it stays inside"`
}

type messageList struct {
	Messages []messageView `json:"messages" doc:"newest first"`
	Unread   int           `json:"unread" doc:"of all"`
	Next     int64         `json:"next" doc:"for before; 0 on the last page"`
}

type unreadView struct {
	Unread int `json:"unread"`
}

func (s *Server) messageRoutes() {
	route(s, operation{id: "messages", method: http.MethodGet, path: "/api/messages", summary: "给我的消息：派单、过半、超期、每日汇总", tag: "inbox", may: anybody}, s.messages)
	route(s, operation{id: "unread", method: http.MethodGet, path: "/api/messages/unread", summary: "还有几条没看", tag: "inbox", may: anybody}, s.unread)
	route(s, operation{id: "read-messages", method: http.MethodPost, path: "/api/messages/read", summary: "标为已看", tag: "inbox", may: anybody}, s.readMessages)
}

func (s *Server) messages(ctx context.Context, u *access.User, in *struct {
	Unread int   `query:"unread" minimum:"0" maximum:"1" doc:"1: only those that are not read"`
	Before int64 `query:"before" minimum:"0" doc:"next of the page before"`
	Limit  int   `query:"limit" minimum:"1" maximum:"200" default:"50"`
}) (*body[messageList], error) {
	held, err := s.Inbox.Messages(ctx, inbox.Filter{To: u.Login, Unread: in.Unread == 1, Before: in.Before, Limit: in.Limit + 1})
	if err != nil {
		return nil, err
	}
	out := messageList{Messages: []messageView{}}
	if len(held) > in.Limit {
		held = held[:in.Limit]
		out.Next = held[in.Limit-1].ID
	}
	for _, m := range held {
		out.Messages = append(out.Messages, s.messageView(m))
	}
	out.Unread, err = s.Inbox.Unread(ctx, u.Login)
	return answer(out, err)
}

func (s *Server) messageView(m *inbox.Message) messageView {
	v := messageView{
		ID: m.ID, Kind: string(m.Kind), Case: m.Case, State: m.State, DueOn: dated(m.DueOn), Urgent: m.Urgent, Tally: m.Tally,
		At: m.At, Read: !m.ReadAt.IsZero(), Carried: string(m.Carried),
	}
	switch m.Kind {
	case inbox.Digest:
	case inbox.HandedOver, inbox.TakenOver:
		v.DivisionName, v.StateLabel = s.placeName(m.Division), s.Inbox.Source.Label(m.State)
	default:
		v.DivisionName, v.StateLabel = s.shortName(m.Division), s.Inbox.Source.Label(m.State)
	}
	return v
}

func (s *Server) unread(ctx context.Context, u *access.User, _ *struct{}) (*body[unreadView], error) {
	n, err := s.Inbox.Unread(ctx, u.Login)
	return answer(unreadView{n}, err)
}

// readMessages marks messages of the user as read, and of nobody else.
func (s *Server) readMessages(ctx context.Context, u *access.User, in *struct {
	Body struct {
		IDs []int64 `json:"ids" maxItems:"200" doc:"none: all"`
	}
}) (*body[unreadView], error) {
	if err := s.Inbox.Read(ctx, u.Login, in.Body.IDs); err != nil {
		return nil, err
	}
	return s.unread(ctx, u, nil)
}
