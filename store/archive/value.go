package archive

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// oddText is a text that is no UTF-8, which JSON cannot say.
type oddText struct {
	Base64 string `json:"base64"`
}

// written is a value as JSON has it. A boolean may come as a number and a text as
// bytes, as drivers have it.
func written(kind Kind, v any) (any, error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case int64:
		if kind == Boolean {
			return v != 0, nil
		}
		if kind == Integer {
			return v, nil
		}
	case bool:
		if kind == Boolean {
			return v, nil
		}
	case []byte:
		return written(kind, string(v))
	case string:
		if kind == Text && utf8.ValidString(v) {
			return v, nil
		}
		if kind == Text {
			return oddText{base64.StdEncoding.EncodeToString([]byte(v))}, nil
		}
	}
	return nil, fmt.Errorf("a %T is no %s", v, kind)
}

// read is written the other way round: nil, int64, bool or string.
func read(kind Kind, raw json.RawMessage) (any, error) {
	if string(raw) == "null" {
		return nil, nil
	}
	switch kind {
	case Integer:
		var n int64
		err := json.Unmarshal(raw, &n)
		return n, err
	case Boolean:
		var b bool
		err := json.Unmarshal(raw, &b)
		return b, err
	case Text:
		if !bytes.HasPrefix(raw, []byte("{")) {
			var s string
			err := json.Unmarshal(raw, &s)
			return s, err
		}
		var odd oddText
		if err := json.Unmarshal(raw, &odd); err != nil {
			return nil, err
		}
		text, err := base64.StdEncoding.DecodeString(odd.Base64)
		return string(text), err
	}
	return nil, fmt.Errorf("this program does not know columns of kind %q", kind)
}
