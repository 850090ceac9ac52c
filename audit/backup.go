package audit

import (
	"fmt"
	"time"
)

// Actions about the database as a whole, done at the command line.
const (
	BackupAction     = "backup"
	RestoreAction    = "restore"
	RotateKeysAction = "keys.rotate"
)

// Backup is a backup as the log tells of it.
type Backup struct {
	At      time.Time
	Seq     int64 // the last entry of the log that is in it
	WithKey bool  // the keys are in it too
}

const backupDetail = "log up to %d, with key: %t"

// Entry is what is appended once a backup is whole.
func (b Backup) Entry() *Entry {
	return &Entry{At: b.At, User: "-", Action: BackupAction, Subject: "database", Detail: fmt.Sprintf(backupDetail, b.Seq, b.WithKey)}
}

// ReadBackup reads an entry that Entry made; false: it tells of something else.
func ReadBackup(e *Entry) (b Backup, ok bool) {
	b.At = e.At
	n, err := fmt.Sscanf(e.Detail, backupDetail, &b.Seq, &b.WithKey)
	return b, e.Action == BackupAction && err == nil && n == 2
}
