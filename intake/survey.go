package intake

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io"
	"strings"
)

// The formats and encodings that are read.
const (
	formatCSV     = "csv"
	formatXLSX    = "xlsx"
	formatParquet = "parquet"

	encodingUTF8    = "UTF-8"
	encodingGB18030 = "GB18030"
)

// survey is what the first reading of a file finds out.
type survey struct {
	sha      [sha256.Size]byte
	format   string
	encoding string // of CSV
	bom      bool
	size     int64
}

const chunkSize = 256 << 10

// surveyFile reads all of r once, in chunks, for its hash and its form. What no
// CSV may hold ends it early: a NUL byte, a line longer than any row, bytes that
// are text in no encoding. again reads the same file where that takes a second look.
//
// Source: data contract, "A CSV without BOM".
func surveyFile(ctx context.Context, r io.Reader, again io.ReaderAt, name string, limits Limits) (survey, error) {
	var s survey
	hash := sha256.New()
	buf := make([]byte, chunkSize)
	var text *textCheck
	for {
		if err := ctx.Err(); err != nil {
			return s, err
		}
		n, err := io.ReadFull(r, buf)
		chunk := buf[:n]
		end := err == io.EOF || err == io.ErrUnexpectedEOF
		if err != nil && !end {
			return s, refuse("cannot be read").becauseOf(err)
		}
		if s.size == 0 && n == 0 {
			return s, refuse("the file is empty: it has not even a header; ask for it again")
		}
		if s.size == 0 {
			var err error
			if s.format, err = formatOf(chunk, name); err != nil {
				return s, err
			}
			if s.format == formatCSV {
				s.bom = bytes.HasPrefix(chunk, utf8BOM)
				text = &textCheck{file: again, line: 1, limit: int64(limits.Row), bom: s.bom, utf8OK: true}
			}
		}
		s.size += int64(n)
		hash.Write(chunk)
		if text != nil {
			if err := text.chunk(chunk, end); err != nil {
				return s, err
			}
		}
		if end {
			break
		}
	}
	hash.Sum(s.sha[:0])
	if text != nil {
		s.encoding = encodingUTF8
		if !text.utf8OK {
			s.encoding = encodingGB18030
		}
	}
	return s, nil
}

var utf8BOM = []byte("\xEF\xBB\xBF")

// formatOf tells the format by what the file begins with. The ending of its name
// only demands: a workbook that does not look like one is damaged.
func formatOf(first []byte, name string) (string, error) {
	name = strings.ToLower(name)
	switch {
	case bytes.HasPrefix(first, []byte("PK\x03\x04")), bytes.HasPrefix(first, []byte("PK\x05\x06")):
		return formatXLSX, nil
	case bytes.HasPrefix(first, []byte("PAR1")):
		return formatParquet, nil
	case bytes.HasPrefix(first, []byte("PARE")):
		return "", refuse("an encrypted Parquet file; ask for one without encryption")
	case bytes.HasPrefix(first, []byte("\xD0\xCF\x11\xE0")):
		return "", refuse("an old .xls workbook or one with a password; open it in Excel and save it as .xlsx without a password")
	case bytes.HasPrefix(first, []byte("\xFF\xFE")), bytes.HasPrefix(first, []byte("\xFE\xFF")):
		return "", refuse("text in UTF-16 (Excel's \"Unicode text\"); save it as \"CSV UTF-8\"")
	case strings.HasSuffix(name, ".xlsx"):
		return "", refuse("not an XLSX workbook in spite of its name: it is damaged, cut off, or of another kind; open it in Excel and save it as .xlsx")
	case strings.HasSuffix(name, ".parquet"):
		return "", refuse("not a Parquet file in spite of its name: it is damaged or of another kind; ask for it again")
	}
	return formatCSV, nil
}
