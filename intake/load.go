package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"sync/atomic"

	"dixian/rule"
)

// Load reads the files of one table as one batch, in the given order. A file that
// is refused ends it with a *FileError, and nothing of the table counts; a row that
// is bad is set aside, and the rest goes on (see Options). The same file again, by
// its bytes, changes nothing. Loads of several tables may run at once.
//
// A cancelled ctx ends it with ctx's error.
func Load(ctx context.Context, t *rule.Table, files []string, opt Options) (*Loaded, error) {
	b, err := newBuilder(t, opt)
	if err != nil {
		return nil, err
	}
	if err := b.files(ctx, files); err != nil {
		return nil, err
	}
	return b.finish(), nil
}

// files reads files in the given order.
func (b *builder) files(ctx context.Context, files []string) error {
	l := loader{builder: b, seen: map[[sha256.Size]byte]string{}}
	for _, path := range files {
		if err := l.read(ctx, path); err != nil {
			var refused *FileError
			if errors.As(err, &refused) && refused.File == "" {
				refused.File = base(path)
			}
			return err
		}
	}
	return nil
}

// loader brings files to a builder and counts the bytes.
type loader struct {
	*builder
	seen map[[sha256.Size]byte]string // names of the files by hash
	done int64                        // bytes of the files before
}

func (l *loader) read(ctx context.Context, path string) error {
	f, before, s, err := l.survey(ctx, path)
	if err != nil {
		return err
	}
	defer f.Close()
	report := FileReport{Path: path, SHA256: hex.EncodeToString(s.sha[:]), Format: s.format, Encoding: s.encoding, SameAs: l.seen[s.sha]}
	if err := l.begin(report); err != nil {
		return err
	}
	if report.SameAs == "" {
		l.seen[s.sha] = base(path)
		if err := l.rows(ctx, f, s); err != nil {
			return err
		}
		after, err := f.Stat()
		if err != nil || after.Size() != before.Size() || after.Size() != s.size || !after.ModTime().Equal(before.ModTime()) {
			return changedMeanwhile().becauseOf(err)
		}
	}
	l.done += s.size
	l.tell(0)
	return nil
}

// survey opens a file and reads it for the first time, unless that was done ahead.
func (l *loader) survey(ctx context.Context, path string) (*os.File, fs.FileInfo, survey, error) {
	if l.opt.Ahead != nil {
		if s, done := l.opt.Ahead.take(path); done {
			return s.file, s.before, s.survey, s.err
		}
	}
	return openAndSurvey(ctx, path, l.opt.Limits)
}

func changedMeanwhile() *FileError {
	return refuse("the file changed while it was read; load it again when whoever writes it has finished")
}

// rows reads the file for the second time.
func (l *loader) rows(ctx context.Context, f *os.File, s survey) error {
	count := &counter{src: f}
	l.whole += s.size
	tick := func() { l.tell(min(count.bytes.Load(), s.size)) }
	switch s.format {
	case formatXLSX:
		return l.loadXLSX(ctx, count, s.size, tick)
	case formatParquet:
		return l.loadParquet(ctx, count, s.size, tick)
	}
	return l.loadCSV(ctx, io.NewSectionReader(count, 0, s.size), s, tick)
}

// tell reports how far the table is, with some bytes of the file being read.
func (l *loader) tell(bytes int64) {
	if l.opt.Progress != nil {
		l.opt.Progress(l.t.Name, int64(l.out.Read), l.done+bytes)
	}
}

// counter counts the bytes read from a file.
type counter struct {
	src   io.ReaderAt
	bytes atomic.Int64
}

func (c *counter) ReadAt(b []byte, at int64) (int, error) {
	n, err := c.src.ReadAt(b, at)
	c.bytes.Add(int64(n))
	return n, err
}
