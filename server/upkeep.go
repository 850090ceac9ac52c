package server

import (
	"context"
	"net/http"
	"time"

	"dixian/access"
	"dixian/audit"
)

// KeyState says which keys seal what is kept. An id is a hash and opens nothing.
type KeyState struct {
	IDs      []string // the current first
	FromFile bool     // in the data folder's key file; else in the environment
}

// backupEvery is after how many days without a backup one is overdue.
const backupEvery = 7

// upkeepShown bounds how many past backups and rotations are listed.
const upkeepShown = 10

// keysView tells the security administrator of the keys; it holds no secret.
type keysView struct {
	Keys      []keyView     `json:"keys" doc:"the current first"`
	FromFile  bool          `json:"from_file" doc:"they stand in the data folder's key file, where dixian keys rotate adds one; else in the environment"`
	Rotations []upkeepEntry `json:"rotations" doc:"newest first, at most 10; none: never rotated"`
}

type keyView struct {
	ID      string `json:"id" doc:"a hash, not the key"`
	Current bool   `json:"current" doc:"seals what is written now; the others only open what is older"`
}

// backupsView tells the system administrator how old the newest backup is.
type backupsView struct {
	Backups  []backupView  `json:"backups" doc:"newest first, at most 10; none: there never was one"`
	Age      int           `json:"age" doc:"whole days since the newest; -1: there is none"`
	Overdue  bool          `json:"overdue" doc:"none, or none for more than every days"`
	Every    int           `json:"every" doc:"days after which a backup is overdue"`
	Restores []upkeepEntry `json:"restores" doc:"newest first, at most 10"`
}

type backupView struct {
	At      time.Time `json:"at"`
	Seq     int64     `json:"seq" doc:"last entry of the audit log in it"`
	WithKey bool      `json:"with_key" doc:"whoever has the file can read everything in it"`
}

// upkeepEntry is something that was done to the database at the command line.
type upkeepEntry struct {
	At     time.Time `json:"at"`
	Detail string    `json:"detail"`
}

func (s *Server) upkeepRoutes() {
	route(s, operation{id: "keys", method: http.MethodGet, path: "/api/keys", summary: "加密用的密钥：用的是哪一把，什么时候换过；没有密钥本身", tag: "operation", may: secadmins}, s.keys)
	route(s, operation{id: "backups", method: http.MethodGet, path: "/api/backups", summary: "备份：最近一次是什么时候，是不是太久没有备份", tag: "operation", may: sysadmins}, s.backups)
}

func (s *Server) keys(ctx context.Context, _ *access.User, _ *struct{}) (*body[keysView], error) {
	out := keysView{Keys: []keyView{}}
	if s.Keys != nil {
		state := s.Keys()
		out.FromFile = state.FromFile
		for i, id := range state.IDs {
			out.Keys = append(out.Keys, keyView{id, i == 0})
		}
	}
	var err error
	out.Rotations, err = s.upkeep(ctx, audit.RotateKeysAction)
	return answer(out, err)
}

func (s *Server) backups(ctx context.Context, _ *access.User, _ *struct{}) (*body[backupsView], error) {
	entries, err := s.Casework.Audit.Page(ctx, audit.Filter{Action: audit.BackupAction, Limit: upkeepShown})
	if err != nil {
		return nil, err
	}
	out := backupsView{Backups: []backupView{}, Age: -1, Every: backupEvery}
	for _, e := range entries {
		if b, ok := audit.ReadBackup(e); ok {
			out.Backups = append(out.Backups, backupView(b))
		}
	}
	if len(out.Backups) > 0 {
		out.Age = int(s.Desk.Now().Sub(out.Backups[0].At).Hours() / 24)
	}
	out.Overdue = out.Age < 0 || out.Age > backupEvery
	out.Restores, err = s.upkeep(ctx, audit.RestoreAction)
	return answer(out, err)
}

// upkeep are the newest entries of one action.
func (s *Server) upkeep(ctx context.Context, action string) ([]upkeepEntry, error) {
	entries, err := s.Casework.Audit.Page(ctx, audit.Filter{Action: action, Limit: upkeepShown})
	out := []upkeepEntry{}
	for _, e := range entries {
		out = append(out, upkeepEntry{e.At, e.Detail})
	}
	return out, err
}
