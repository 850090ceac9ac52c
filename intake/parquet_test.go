package intake

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"dixian/calendar"

	"github.com/parquet-go/parquet-go"
)

// typed writes one row of values of their own Parquet types.
func typed(t testing.TB, columns parquet.Group, rows ...map[string]any) []byte {
	t.Helper()
	var out bytes.Buffer
	w := parquet.NewGenericWriter[map[string]any](&out, parquet.NewSchema("t", columns), parquet.Compression(&parquet.Zstd))
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestTypedParquetColumns(t *testing.T) {
	june := calendar.NewDate(2025, 6, 30)
	instant := time.Date(2025, 6, 29, 16, 30, 0, 0, time.UTC) // half past midnight in China
	for _, c := range []struct {
		says   string
		node   parquet.Node
		value  any
		column string
		want   any // nil: unknown with a warning
	}{
		{"a double as money", parquet.Leaf(parquet.DoubleType), 1204.5, "money", int64(120450)},
		{"a sum of doubles", parquet.Leaf(parquet.DoubleType), math.Nextafter(0.3, 1), "money", int64(30)},
		{"a double of three decimals", parquet.Leaf(parquet.DoubleType), 0.125, "money", nil},
		{"not a number", parquet.Leaf(parquet.DoubleType), math.NaN(), "money", nil},
		{"a float", parquet.Leaf(parquet.FloatType), float32(1.1), "money", int64(110)},
		{"a decimal", parquet.Decimal(2, 9, parquet.Int32Type), int32(-120450), "money", int64(-120450)},
		{"a decimal of four places", parquet.Decimal(4, 18, parquet.Int64Type), int64(5000), "money", int64(50)},
		{"a decimal of four places that are used", parquet.Decimal(4, 18, parquet.Int64Type), int64(5001), "money", nil},
		{"a decimal in bytes", parquet.Decimal(2, 20, parquet.FixedLenByteArrayType(9)), string([]byte{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00}), "money", int64(-256)},
		{"an int", parquet.Int(32), int32(-7), "int", int32(-7)},
		{"an unsigned int", parquet.Uint(32), uint32(4_000_000_000), "int", nil},
		{"a long as a year", parquet.Int(64), int64(2025), "year", int32(2025)},
		{"a long as a month", parquet.Int(64), int64(202506), "month", int32(2025*12 + 5)},
		{"a long as a grade", parquet.Int(64), int64(2), "grade", int32(2)},
		{"a truth", parquet.Leaf(parquet.BooleanType), true, "bool", uint8(1)},
		{"a double as a truth", parquet.Leaf(parquet.DoubleType), 1.0, "bool", uint8(1)},
		{"a date", parquet.Date(), int32(june), "date", int32(june)},
		{"a date as a month", parquet.Date(), int32(june), "month", nil},
		{"a time", parquet.TimestampAdjusted(parquet.Microsecond, false), instant.UnixMicro(), "date", int32(june) - 1},
		{"an instant", parquet.TimestampAdjusted(parquet.Millisecond, true), instant.UnixMilli(), "date", int32(june)},
		{"a time before 1970", parquet.TimestampAdjusted(parquet.Nanosecond, false), int64(-1), "date", int32(-1)},
		{"a number of days", parquet.Int(64), int64(45838), "date", int32(june)},
		{"a number that is spelt like a date", parquet.Int(64), int64(20250630), "date", int32(june)},
		{"an ID as a number", parquet.Int(64), int64(520123199001010012), "id", nil},
		{"an ID as a double", parquet.Leaf(parquet.DoubleType), 5.2012319900101e17, "id", nil},
		{"a long number in a text is exact", parquet.Int(64), int64(520123199001010012), "text", "520123199001010012"},
		{"a long double in a text is not", parquet.Leaf(parquet.DoubleType), 5.2012319900101e17, "text", nil},
		{"bytes that are no text", parquet.Leaf(parquet.ByteArrayType), "\xFFa", "text", nil},
		{"a text", parquet.String(), " 贵州 ", "text", "贵州"},
	} {
		columns := parquet.Group{"no": parquet.String(), c.column: parquet.Optional(c.node)}
		content := typed(t, columns, map[string]any{"no": "1", c.column: c.value}, map[string]any{"no": "2"})
		var h heard
		l, err := loadBytes(everything(), content, h.options())
		if err != nil {
			t.Errorf("%s: %v", c.says, err)
			continue
		}
		if got := at(t, l, c.column, 0); got != c.want || (c.want == nil) != (len(h.warnings) == 1) || at(t, l, c.column, 1) != nil {
			t.Errorf("%s: %v, want %v; %v", c.says, got, c.want, h.warnings)
		}
		if l.Line[0] != 2 || l.Line[1] != 3 {
			t.Errorf("lines %v", l.Line)
		}
	}
}

func TestParquetFilesThatAreRefused(t *testing.T) {
	var rows [][]string
	rows = append(rows, []string{"no", "text"})
	for i := range 3000 {
		rows = append(rows, []string{fmt.Sprint(i), strings.Repeat("x", i%50)})
	}
	good := parquetBytes(t, rows, 1000)
	flip := func(at int) []byte {
		b := bytes.Clone(good)
		b[at] ^= 0xFF
		return b
	}
	for _, c := range []struct {
		says     string
		content  []byte
		sentence string
	}{
		{"cut off in the middle", good[:len(good)/2], "cut off or damaged"},
		{"cut off near the end", good[:len(good)-3], "cut off or damaged"},
		{"cut off at the beginning", []byte("PAR1"), "cut off or damaged"},
		{"no required column", parquetBytes(t, [][]string{{"text"}, {"a"}}, 10), "column no (编号) is missing"},
		{"one column twice", parquetBytes(t, [][]string{{"no", "编号"}, {"a", "b"}}, 10), "column no (编号) stands twice"},
		{"a NUL byte", parquetBytes(t, [][]string{{"no", "text"}, {"1", "a"}, {"2", "b\x00"}}, 10), "line 3: column text has a NUL byte"},
		{"a cell of two megabytes", parquetBytes(t, [][]string{{"no", "text"}, {"1", strings.Repeat("x", 2<<20)}}, 10), "line 2: column text has a cell of more than 1048576 bytes"},
	} {
		l, err := loadBytes(everything(), c.content, Options{Today: today})
		if err == nil || l != nil || !strings.Contains(err.Error(), c.sentence) {
			t.Errorf("%s: %v", c.says, err)
		}
	}
	if _, err := loadBytes(everything(), good, Options{Today: today, Limits: Limits{Page: 1000}}); err == nil || !strings.Contains(err.Error(), "unpacks to far more") {
		t.Errorf("a page that is too big: %v", err)
	}
	// Whatever byte is damaged, the load ends in order.
	for at := 4; at < len(good); at += 211 {
		if l, err := loadBytes(everything(), flip(at), Options{Today: today}); err == nil {
			checkCounts(t, l)
		}
	}
	l, err := loadBytes(everything(), typed(t, parquet.Group{"no": parquet.String(), "list": parquet.Repeated(parquet.String()), "group": parquet.Group{"a": parquet.String()}},
		map[string]any{"no": "1", "list": []string{"a", "b"}, "group": map[string]any{"a": "x"}}), Options{Today: today})
	if err != nil || l.Accepted != 1 || len(l.Files[0].Ignored) != 2 {
		t.Errorf("columns of columns: %v", err)
	}
}
