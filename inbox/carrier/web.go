package carrier

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// bodies are what each kind of system is sent.
//
// Source: the robots' published interfaces ("text" messages that name persons).
var bodies = map[string]func(login, sentence string) any{
	"sms": func(login, sentence string) any { return line{login, sentence} },
	"wecom": func(login, sentence string) any {
		return map[string]any{"msgtype": "text", "text": map[string]any{"content": sentence, "mentioned_list": []string{login}}}
	},
	"dingtalk": func(login, sentence string) any {
		return map[string]any{"msgtype": "text", "text": map[string]any{"content": sentence}, "at": map[string]any{"atUserIds": []string{login}, "isAtAll": false}}
	},
}

// web posts messages to another system.
type web struct {
	address string
	body    func(login, sentence string) any
	client  *http.Client
}

// maxAnswer is how much of an answer is read.
const maxAnswer = 64 << 10

func (w *web) Carry(ctx context.Context, login, sentence string) error {
	text, err := json.Marshal(w.body(login, sentence))
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.address, bytes.NewReader(text))
	if err != nil {
		return errors.New("the carrier's address cannot be used")
	}
	r.Header.Set("Content-Type", "application/json")
	resp, err := w.client.Do(r)
	if err != nil {
		return errors.New("the carrier's system did not answer") // the error itself repeats the address
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return errors.New("the carrier's system broke off its answer")
	}
	if resp.StatusCode >= http.StatusMultipleChoices {
		return fmt.Errorf("the carrier's system answered %d", resp.StatusCode)
	}
	// The robots answer 200 to what they refuse, with a code of their own.
	var said struct {
		Code int `json:"errcode"`
	}
	if json.Unmarshal(answer, &said) == nil && said.Code != 0 {
		return fmt.Errorf("the carrier's system refused with its code %d", said.Code)
	}
	return nil
}
