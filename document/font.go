package document

import (
	"bytes"
	"compress/gzip"
	"embed"
	"errors"
	"fmt"
	"io"
	"sync"

	"golang.org/x/image/font/sfnt"
)

//go:embed font
var fonts embed.FS

// typeface is the font of PDFs: its file, and what characters it has.
type typeface struct {
	file   []byte
	glyphs *sfnt.Font
	buffer sfnt.Buffer
	mu     sync.Mutex
}

// ErrNoFont: the program was built without the font.
var ErrNoFont = errors.New("本程序构建时没有带字体，不能生成 PDF；请改用 DOCX，或请系统管理员运行 make font 再构建")

// songti is the typeface that `make font` put beside this file.
var songti = sync.OnceValues(func() (*typeface, error) {
	packed, err := fonts.ReadFile("font/NotoSerifSC-Regular.ttf.gz")
	if err != nil {
		return nil, ErrNoFont
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("随程序的字体已损坏，请运行 make font 后重新构建：%w", err)
	}
	file, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("随程序的字体已损坏，请运行 make font 后重新构建：%w", err)
	}
	glyphs, err := sfnt.Parse(file)
	if err != nil {
		return nil, fmt.Errorf("随程序的字体已损坏，请运行 make font 后重新构建：%w", err)
	}
	return &typeface{file: file, glyphs: glyphs}, nil
})

// missing stands for a character that the typeface has no shape for, as printers
// have it: a mark to write over by hand.
const missing = '〓'

// has says whether the typeface has a shape for a character. The PDF library
// knows the first plane of Unicode only.
func (t *typeface) has(r rune) bool {
	if r > 0xFFFF {
		return false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	i, err := t.glyphs.GlyphIndex(&t.buffer, r)
	return err == nil && i != 0
}
