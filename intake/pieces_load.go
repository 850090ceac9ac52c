package intake

import (
	"bytes"
	"context"
	"io"
	"runtime"
	"sync"
)

// loadPieces reads the rows behind a header that r has read: pieces are cut off
// the file in order, read by several workers at once, and put together in order.
// What cannot be cut is read by r, row by row, as loadRows would all of it.
//
// Twin: loadRows; TestPiecesTwin and FuzzPieces hold them together.
func (b *builder) loadPieces(ctx context.Context, r *csvReader, tick func()) error {
	c := &cutter{
		src: io.MultiReader(bytes.NewReader(bytes.Clone(r.buf[r.from:r.to])), r.src), separator: r.separator,
		size: b.pieceSize(), limit: max(b.opt.Limits.Row, chunkSize), line: r.line,
	}
	if err := b.inPieces(ctx, c, tick); err != nil {
		return err
	}
	if c.err == nil && len(c.rest) == 0 {
		return nil
	}
	r.src, r.buf, r.from, r.to, r.end, r.line = c.src, c.rest, 0, len(c.rest), c.end, c.line
	if c.err != nil {
		r.src = brokenSource{c.err}
	}
	return b.loadRows(ctx, r, tick)
}

// brokenSource is a source that could not be read on.
type brokenSource struct{ err error }

func (f brokenSource) Read([]byte) (int, error) { return 0, f.err }

func (b *builder) pieceSize() int {
	if b.opt.piece > 0 {
		return b.opt.piece
	}
	return chunkSize
}

// inPieces reads what c cuts off and merges it.
func (b *builder) inPieces(ctx context.Context, c *cutter, tick func()) error {
	workers := b.opt.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	pieces := workers + 2 // one being read by each, one being cut, one being merged
	free, todo, order := make(chan *piece, pieces), make(chan *piece, pieces), make(chan *piece, pieces)
	for range pieces {
		free <- &piece{done: make(chan struct{}, 1)}
	}
	// Nobody reads the file any more once this returns.
	var g sync.WaitGroup
	defer g.Wait()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	g.Go(func() {
		defer close(order)
		defer close(todo)
		for {
			select {
			case <-ctx.Done():
				return
			case p := <-free:
				if !c.next(p) {
					return
				}
				todo <- p
				order <- p
			}
		}
	})
	for range workers {
		w := newPieceReader(b, c.separator) // here: what it copies of b changes with the first merge
		g.Go(func() {
			for p := range todo {
				w.read(p)
				p.done <- struct{}{}
			}
		})
	}
	for p := range order {
		<-p.done
		if err := b.merge(p); err != nil {
			return err
		}
		tick()
		free <- p
	}
	return ctx.Err()
}
