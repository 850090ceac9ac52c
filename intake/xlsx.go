package intake

import (
	"archive/zip"
	"errors"
	"io"
	"path"
	"strings"
)

// workbook is what of an XLSX file is read: its first sheet and the texts that the
// sheet refers to by number.
//
// Source: ECMA-376 part 1, SpreadsheetML.
type workbook struct {
	parts    map[string]*zip.File
	limits   Limits
	sheet    string // name of the part
	strings  string // name of the part, "" if there is none
	from1904 bool
}

// openWorkbook reads the directory of the archive and finds the parts.
func openWorkbook(src io.ReaderAt, size int64, limits Limits) (*workbook, error) {
	archive, err := zip.NewReader(src, size)
	if err != nil {
		return nil, damaged("the workbook is cut off or damaged", err)
	}
	w := &workbook{parts: map[string]*zip.File{}, limits: limits}
	for _, part := range archive.File {
		w.parts[strings.TrimPrefix(part.Name, "/")] = part
	}
	return w, w.findParts()
}

// damaged refuses a file that its own form contradicts.
func damaged(what string, err error) *FileError {
	return refuse("%s; open it in its program, save it anew, or ask for it again", what).becauseOf(err)
}

// findParts follows the workbook's relations to its first sheet.
func (w *workbook) findParts() error {
	book := "xl/workbook.xml"
	relations, err := w.relations("_rels/.rels")
	if err != nil {
		return err
	}
	for _, r := range relations {
		if strings.HasSuffix(r.kind, "/officeDocument") {
			book = r.target
		}
	}
	first := ""
	err = w.scan(book, func(x *xmlScanner) error {
		switch {
		case x.kind == xmlStart && string(x.name) == "sheet" && first == "":
			first = string(x.attr("id"))
		case x.kind == xmlStart && string(x.name) == "workbookPr":
			v := string(x.attr("date1904"))
			w.from1904 = v == "1" || v == "true"
		}
		return nil
	})
	if err != nil {
		return err
	}
	relations, err = w.relations(path.Join(path.Dir(book), "_rels", path.Base(book)+".rels"))
	if err != nil {
		return err
	}
	for _, r := range relations {
		switch {
		case r.id == first && strings.HasSuffix(r.kind, "/worksheet"):
			w.sheet = r.target
		case strings.HasSuffix(r.kind, "/sharedStrings"):
			w.strings = r.target
		}
	}
	if w.sheet == "" {
		return refuse("the workbook's first sheet is none with rows; move the sheet with the table to the front and save it")
	}
	return nil
}

// relation leads from one part to another.
type relation struct{ id, kind, target string }

// relations reads a .rels part; a missing one has none.
func (w *workbook) relations(name string) ([]relation, error) {
	if w.parts[name] == nil {
		return nil, nil
	}
	folder := path.Dir(path.Dir(name))
	var found []relation
	err := w.scan(name, func(x *xmlScanner) error {
		if x.kind != xmlStart || string(x.name) != "Relationship" {
			return nil
		}
		target, err := unescape(append([]byte(nil), x.attr("Target")...))
		if err != nil {
			return err
		}
		to := string(target)
		if strings.HasPrefix(to, "/") {
			to = to[1:]
		} else {
			to = path.Join(folder, to)
		}
		found = append(found, relation{string(x.attr("Id")), string(x.attr("Type")), to})
		return nil
	})
	return found, err
}

// scan walks through all of a small part.
func (w *workbook) scan(name string, each func(x *xmlScanner) error) error {
	return w.walk(name, smallPart, each)
}

// smallPart is more bytes than the parts that only say where others are need.
const smallPart = 16 << 20

// walk calls each for every tag and text of a part and refuses the file if the
// part is missing, damaged or bigger than it may be.
func (w *workbook) walk(name string, most int64, each func(x *xmlScanner) error) (err error) {
	part := w.parts[name]
	if part == nil {
		return damaged("the workbook lacks its part "+name, nil)
	}
	packed, err := part.Open()
	if err != nil {
		return damaged("the workbook is damaged in its part "+name, err)
	}
	defer packed.Close()
	limited := &bombGuard{src: packed, packed: int64(part.CompressedSize64), most: most, ratio: w.limits.Ratio}
	x := newXMLScanner(limited, w.limits.Cell)
	for {
		err := x.next()
		if err == io.EOF && len(x.open) == 0 {
			return nil
		}
		if err == nil {
			err = each(x)
		}
		var refused *FileError
		switch {
		case err == nil:
		case limited.exploded:
			return refuse("the part %s of the workbook unpacks to far more than a table holds (a ZIP bomb); it is not read", name)
		case errors.As(err, &refused):
			return err
		case errors.Is(err, errStop):
			return err
		case err == errXMLLong:
			return refuse("part %s of the workbook: a cell has more than %d bytes, which no cell has; the file is damaged", name, w.limits.Cell)
		case err == io.EOF:
			return damaged("the workbook is cut off in its part "+name, nil)
		default:
			return damaged("the workbook is damaged in its part "+name, err)
		}
	}
}

// errStop carries an error of the caller's, not of the file's, out of walk.
var errStop = errors.New("stopped")

// bombGuard ends the unpacking of a part that grows beyond all measure, whatever
// the archive says about its size.
type bombGuard struct {
	src      io.Reader
	packed   int64
	read     int64
	most     int64
	ratio    int64
	exploded bool
}

// unsuspicious is how big a part may grow whatever its packed form.
const unsuspicious = 64 << 20

func (g *bombGuard) Read(b []byte) (int, error) {
	n, err := g.src.Read(b)
	g.read += int64(n)
	if g.read > g.most || g.read > unsuspicious && g.read/g.ratio > g.packed {
		g.exploded = true
		return 0, errors.New("too big")
	}
	return n, err
}
