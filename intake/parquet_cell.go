package intake

import (
	"bytes"
	"math/big"
	"slices"
	"strconv"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// cellReader returns the function that appends a known value of a Parquet type as
// the text of a cell: dates and times as 2025-06-30T08:00:00, numbers as their
// shortest decimal, truths as TRUE and FALSE, bytes as they are. Instants (times
// adjusted to UTC) are shown in China's time, in which the departments meant them.
//
// Source: data contract, "A number cell of XLSX or Parquet"; Parquet's logical
// types.
func cellReader(t parquet.Type) func(v parquet.Value, into []byte) ([]byte, form) {
	if logical := t.LogicalType(); logical != nil {
		switch is := logical.Value.(type) {
		case *format.DateType:
			return func(v parquet.Value, into []byte) ([]byte, form) {
				return time.Unix(int64(v.Int32())*86400, 0).UTC().AppendFormat(into, time.DateOnly), written
			}
		case *format.TimestampType:
			if is.Unit.Value == nil {
				break
			}
			unit, zone := is.Unit.Value.Duration(), time.UTC
			if is.IsAdjustedToUTC {
				zone = china
			}
			perSecond := int64(time.Second / unit)
			return func(v parquet.Value, into []byte) ([]byte, form) {
				return appendTime(into, time.Unix(v.Int64()/perSecond, v.Int64()%perSecond*int64(unit)).In(zone)), written
			}
		case *format.DecimalType:
			return decimalReader(t.Kind(), int(is.Scale))
		case *format.IntType:
			if !is.IsSigned {
				return unsignedReader(t.Kind())
			}
		}
	}
	return plainReader(t.Kind())
}

var china = time.FixedZone("+08:00", 8*3600)

func appendTime(into []byte, t time.Time) []byte {
	return t.AppendFormat(into, "2006-01-02T15:04:05")
}

// plainReader reads values of a type that says no more than how it is stored.
func plainReader(kind parquet.Kind) func(v parquet.Value, into []byte) ([]byte, form) {
	switch kind {
	case parquet.Boolean:
		return func(v parquet.Value, into []byte) ([]byte, form) {
			if v.Boolean() {
				return append(into, "TRUE"...), written
			}
			return append(into, "FALSE"...), written
		}
	case parquet.Int32:
		return func(v parquet.Value, into []byte) ([]byte, form) {
			return strconv.AppendInt(into, int64(v.Int32()), 10), number
		}
	case parquet.Int64:
		return func(v parquet.Value, into []byte) ([]byte, form) {
			start := len(into)
			into = strconv.AppendInt(into, v.Int64(), 10)
			return into, formOfDigits(into[start:])
		}
	case parquet.Int96: // days by the Julian count and nanoseconds, as old Spark writes instants
		return func(v parquet.Value, into []byte) ([]byte, form) {
			n := v.Int96()
			const epoch = 2440588 // 1970-01-01
			nanos := int64(n[1])<<32 | int64(n[0])
			return appendTime(into, time.Unix((int64(int32(n[2]))-epoch)*86400, nanos).In(china)), written
		}
	case parquet.Float:
		return func(v parquet.Value, into []byte) ([]byte, form) {
			return appendDecimal(into, float64(v.Float()), 32)
		}
	case parquet.Double:
		return func(v parquet.Value, into []byte) ([]byte, form) {
			return appendDecimal(into, v.Double(), 64)
		}
	}
	return func(v parquet.Value, into []byte) ([]byte, form) {
		return append(into, v.ByteArray()...), written
	}
}

func unsignedReader(kind parquet.Kind) func(v parquet.Value, into []byte) ([]byte, form) {
	return func(v parquet.Value, into []byte) ([]byte, form) {
		start, n := len(into), v.Uint64()
		if kind == parquet.Int32 {
			n = uint64(v.Uint32())
		}
		into = strconv.AppendUint(into, n, 10)
		return into, formOfDigits(into[start:])
	}
}

// decimalReader reads whole numbers of 1/10^scale, which are exact.
func decimalReader(kind parquet.Kind, scale int) func(v parquet.Value, into []byte) ([]byte, form) {
	return func(v parquet.Value, into []byte) ([]byte, form) {
		var digits []byte
		switch kind {
		case parquet.Int32:
			digits = strconv.AppendInt(nil, int64(v.Int32()), 10)
		case parquet.Int64:
			digits = strconv.AppendInt(nil, v.Int64(), 10)
		default:
			digits = bigEndian(v.ByteArray()).Append(nil, 10)
		}
		if digits[0] == '-' {
			into, digits = append(into, '-'), digits[1:]
		}
		if scale < 0 || scale > 1000 {
			return append(into, digits...), roundedNumber
		}
		if zeros := scale + 1 - len(digits); zeros > 0 {
			digits = slices.Concat(bytes.Repeat([]byte{'0'}, zeros), digits)
		}
		whole, fraction := digits[:len(digits)-scale], bytes.TrimRight(digits[len(digits)-scale:], "0")
		into = append(into, whole...)
		if len(fraction) > 0 {
			into = append(append(into, '.'), fraction...)
		}
		return into, formOfDigits(whole)
	}
}

// bigEndian reads a two's complement number of any length, the highest byte first.
func bigEndian(b []byte) *big.Int {
	n := new(big.Int).SetBytes(b)
	if len(b) > 0 && b[0]&0x80 != 0 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
	}
	return n
}
