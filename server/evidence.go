package server

import (
	"encoding/json"
	"fmt"
	"strings"
)

// member is one key of a JSON object with its value: nil, bool, json.Number,
// string, object or []any.
type member struct {
	key   string
	value any
}

// object is a JSON object whose keys keep their order, as evidence needs it.
type object []member

// get is the value of a key.
func (o object) get(key string) (any, bool) {
	for _, m := range o {
		if m.key == key {
			return m.value, true
		}
	}
	return nil, false
}

// parseEvidence reads the evidence of an alert or a hit.
func parseEvidence(text string) (object, error) {
	if text == "" {
		return nil, nil
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	v, err := readValue(d)
	if err != nil {
		return nil, fmt.Errorf("evidence cannot be read: %w", err)
	}
	o, ok := v.(object)
	if !ok {
		return nil, fmt.Errorf("evidence is a %T, not an object", v)
	}
	return o, nil
}

func readValue(d *json.Decoder) (any, error) {
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t {
	case json.Delim('{'):
		o := object{}
		for d.More() {
			key, err := d.Token()
			if err != nil {
				return nil, err
			}
			v, err := readValue(d)
			if err != nil {
				return nil, err
			}
			o = append(o, member{key.(string), v})
		}
		_, err := d.Token()
		return o, err
	case json.Delim('['):
		list := []any{}
		for d.More() {
			v, err := readValue(d)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err := d.Token()
		return list, err
	}
	return t, nil
}
