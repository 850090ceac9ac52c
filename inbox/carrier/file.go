package carrier

import (
	"context"
	"encoding/json"
	"os"
	"sync"
)

// line is a message as the file keeps it.
type line struct {
	To   string `json:"to"`
	Text string `json:"text"`
}

// file appends messages to a file.
type file struct {
	mu   sync.Mutex
	path string
}

func (f *file) Carry(_ context.Context, login, sentence string) error {
	text, err := json.Marshal(line{login, sentence})
	if err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	out, err := os.OpenFile(f.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = out.Write(append(text, '\n'))
	if closed := out.Close(); err == nil {
		err = closed
	}
	return err
}
