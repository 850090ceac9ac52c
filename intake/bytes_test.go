package intake

import (
	"bytes"
	"context"

	"dixian/rule"
)

// loadBytes loads a file that stands in memory, as Load does.
func loadBytes(t *rule.Table, content []byte, opt Options) (*Loaded, error) {
	b, err := newBuilder(t, opt)
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	s, err := surveyFile(ctx, bytes.NewReader(content), bytes.NewReader(content), "", b.opt.Limits)
	if err != nil {
		return nil, err
	}
	if err := b.begin(FileReport{Format: s.format}); err != nil {
		return nil, err
	}
	idle := func() {}
	switch s.format {
	case formatXLSX:
		err = b.loadXLSX(ctx, bytes.NewReader(content), s.size, idle)
	case formatParquet:
		err = b.loadParquet(ctx, bytes.NewReader(content), s.size, idle)
	default:
		err = b.loadCSV(ctx, bytes.NewReader(content), s, idle)
	}
	if err != nil {
		return nil, err
	}
	return b.finish(), nil
}
