package intake

import (
	"errors"
	"io"
	"strings"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// pageValues is how many values a page may have. Writers put some tens of
// thousands into a page; of one value repeated, a whole row group.
const pageValues = 64 << 20

// checkPages walks through the headers of a column chunk's pages and refuses those
// that would unpack to more than a page holds, before the library makes room for
// what they claim.
func checkPages(src io.ReaderAt, chunk *format.ColumnMetaData, limits Limits) (err error) {
	defer catch(&err)
	column := strings.Join(chunk.PathInSchema, ".")
	at := chunk.DataPageOffset
	if chunk.DictionaryPageOffset != 0 {
		at = chunk.DictionaryPageOffset
	}
	end := at + chunk.TotalCompressedSize
	buf := make([]byte, 16<<10)
	unpacked := int64(0)
	for at >= 0 && at < end {
		var header format.PageHeader
		length, err := pageHeader(src, at, &buf, &header)
		if err != nil {
			return damaged("the Parquet file is cut off or damaged in column "+column, err)
		}
		values := max(header.DataPageHeader.V.NumValues, header.DataPageHeaderV2.V.NumValues, header.DictionaryPageHeader.V.NumValues)
		unpacked += int64(header.UncompressedPageSize)
		switch {
		case header.UncompressedPageSize < 0 || header.CompressedPageSize < 0 || values < 0:
			return damaged("the Parquet file is damaged in column "+column, nil)
		case int64(header.UncompressedPageSize) > limits.Page, int64(header.CompressedPageSize) > limits.Page, values > pageValues, unpacked > limits.Unzipped:
			return refuse("column %s of the Parquet file unpacks to far more than a table holds; it is not read", column)
		}
		at += int64(length) + int64(header.CompressedPageSize)
	}
	return nil
}

// longestPageHeader is more than any header has; its statistics may repeat values.
const longestPageHeader = 16 << 20

// pageHeader reads the header at an offset and returns its length in bytes. buf
// grows as needed.
func pageHeader(src io.ReaderAt, at int64, buf *[]byte, header *format.PageHeader) (int, error) {
	for {
		n, err := src.ReadAt(*buf, at)
		if n == 0 {
			return 0, err
		}
		r := new(thrift.CompactProtocol).NewReaderFromBytes((*buf)[:n])
		*header = format.PageHeader{}
		failed := thrift.NewDecoder(r).Decode(header)
		switch {
		case failed == nil:
			return r.BytesRead(), nil
		case n < len(*buf) || len(*buf) >= longestPageHeader:
			return 0, errors.Join(failed, err)
		}
		*buf = make([]byte, 4*len(*buf))
	}
}
