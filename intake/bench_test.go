package intake

import (
	"bytes"
	"fmt"
	"testing"
)

// Settlements as a county sends them: 200 000 rows of five cells, an ID in each.
func BenchmarkCSV(b *testing.B) {
	var content bytes.Buffer
	content.WriteString("record_no,id_number,settle_date,hospital_level,self_paid\n")
	const rows = 200_000
	for i := range rows {
		fmt.Fprintf(&content, "R%08d,%s,2025-%02d-%02d,三级,%d.%02d\n", i, idOf("1990-01-01", i%1000), i%12+1, i%28+1, i%5000, i%100)
	}
	b.SetBytes(int64(content.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if l, err := loadBytes(medical(), content.Bytes(), Options{Today: today}); err != nil || l.Accepted != rows {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkXLSX(b *testing.B) {
	rows := [][]string{{"record_no", "id_number", "settle_date", "hospital_level", "self_paid"}}
	const n = 20_000
	for i := range n {
		rows = append(rows, []string{fmt.Sprintf("R%08d", i), idOf("1990-01-01", i%1000), "2025-01-01", "三级", fmt.Sprint(i)})
	}
	content := xlsxBytes(b, rows, 1)
	b.ReportAllocs()
	for b.Loop() {
		if l, err := loadBytes(medical(), content, Options{Today: today}); err != nil || l.Accepted != n {
			b.Fatal(err)
		}
	}
	b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkParquet(b *testing.B) {
	rows := [][]string{{"record_no", "id_number", "settle_date", "hospital_level", "self_paid"}}
	const n = 20_000
	for i := range n {
		rows = append(rows, []string{fmt.Sprintf("R%08d", i), idOf("1990-01-01", i%1000), "2025-01-01", "三级", fmt.Sprint(i)})
	}
	content := parquetBytes(b, rows, n)
	b.ReportAllocs()
	for b.Loop() {
		if l, err := loadBytes(medical(), content, Options{Today: today}); err != nil || l.Accepted != n {
			b.Fatal(err)
		}
	}
	b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
