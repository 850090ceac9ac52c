package plan

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// maxFile is the largest package file that is read, in bytes, and maxLine its
// longest line, in characters.
const (
	maxFile = 1 << 20
	maxLine = 4000
)

// reader reads one file of a package. It notes every problem and goes on.
type reader struct {
	*loader
	file    string
	lines   []string            // without line breaks
	refused map[*yaml.Node]bool // nodes that a problem already speaks of
}

// pos is where a node begins. YAML puts some empty nodes behind the last line;
// they are said to be at its end.
func (r *reader) pos(n *yaml.Node) Pos {
	if n.Line > len(r.lines) {
		last := len(r.lines)
		return Pos{r.file, last, utf8.RuneCountInString(r.lines[last-1]) + 1}
	}
	return Pos{r.file, n.Line, n.Column}
}

// rest is what stands in the file from a node on, to the end of its line.
func (r *reader) rest(n *yaml.Node) string {
	if n.Line < 1 || n.Line > len(r.lines) {
		return ""
	}
	line := r.lines[n.Line-1]
	for range n.Column - 1 {
		_, size := utf8.DecodeRuneInString(line)
		line = line[size:]
	}
	return line
}

// parse reads the file into the nodes of its items. A file that is no YAML is
// read item by item, so that one broken item does not hide the others' problems.
func (r *reader) parse(data []byte) []*yaml.Node {
	data, ok := r.clean(data)
	if !ok {
		return nil
	}
	root, err := document(data)
	if err == nil {
		return r.list(root)
	}
	before := len(r.problems)
	var items []*yaml.Node
	for _, at := range r.itemLines() {
		// YAML's errors have no line where it is the first: a comment goes before.
		chunk := "#\n" + strings.Join(r.lines[at[0]:at[1]], "\n")
		root, err := document([]byte(chunk))
		if err != nil {
			r.syntax(err, at[0]-1, at[0])
			continue
		}
		shift(root, at[0]-1)
		items = append(items, r.list(root)...)
	}
	if len(r.problems) == before {
		r.syntax(err, 0, 0)
		return nil
	}
	return items
}

// clean refuses bytes that would shift lines and columns or that no text file
// has, and splits the rest into lines.
func (r *reader) clean(data []byte) ([]byte, bool) {
	start := Pos{r.file, 1, 1}
	if len(data) > maxFile {
		r.add(start, fmt.Sprintf("the file has %d bytes, more than the %d that a package file may have", len(data), maxFile), "split it")
		return nil, false
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	r.lines = strings.Split(string(data), "\n")
	for i, line := range r.lines {
		column := 0
		for at, c := range line {
			column++
			pos := Pos{r.file, i + 1, column}
			switch {
			case column > maxLine:
				r.add(pos, "the line has more than "+strconv.Itoa(maxLine)+" characters", "break it")
				return nil, false
			case c == utf8.RuneError && !strings.HasPrefix(line[at:], string(utf8.RuneError)):
				r.add(pos, "the file is not UTF-8", "save it as UTF-8")
				return nil, false
			case c < ' ' && c != '\t', c == 0x7F, c == 0x85, c == 0x2028, c == 0x2029, c == 0xFEFF:
				r.add(pos, fmt.Sprintf("the invisible character %U stands here", c), "delete it")
				return nil, false
			}
		}
	}
	return data, true
}

// document parses one YAML document; a second one is an error.
func document(data []byte) (root *yaml.Node, err error) {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var doc, more yaml.Node
	switch err := decoder.Decode(&doc); {
	case err == io.EOF || err == nil && len(doc.Content) == 0:
		return nil, nil
	case err != nil:
		return nil, err
	}
	switch err := decoder.Decode(&more); {
	case err == io.EOF:
		return doc.Content[0], nil
	case err != nil:
		return nil, err
	}
	return nil, errors.New("yaml: line " + strconv.Itoa(more.Line) + ": a second document begins")
}

// shift moves a node and what is in it down by so many lines.
func shift(n *yaml.Node, lines int) {
	if n == nil {
		return
	}
	n.Line += lines
	for _, c := range n.Content {
		shift(c, lines)
	}
}

// list is the items of a file. Items of which a part is refused stay, without
// that part.
func (r *reader) list(root *yaml.Node) []*yaml.Node {
	const cure = "a package file is a list: begin each item with `- kind: name`"
	switch {
	case root == nil:
		r.add(Pos{r.file, 1, 1}, "the file has no items", cure+", or delete the file")
		return nil
	case root.Kind != yaml.SequenceNode:
		r.add(r.pos(root), "the file is not a list of items", cure)
		return nil
	}
	r.refuseMagic(root)
	return root.Content
}

// refuseMagic refuses anchors, aliases and tags anywhere in a node.
func (r *reader) refuseMagic(n *yaml.Node) {
	switch {
	case n.Kind == yaml.AliasNode:
		r.refused[n] = true
		r.add(r.pos(n), "`*"+n.Value+"` is a YAML alias, which packages do not have", "write the value out, or quote it if the * is part of it")
		return
	case n.Anchor != "":
		r.refused[n] = true
		r.add(r.pos(n), "`&"+n.Anchor+"` is a YAML anchor, which packages do not have", "take it away, or quote the value if the & is part of it")
	case n.Style&yaml.TaggedStyle != 0 || strings.HasPrefix(r.rest(n), "!"):
		r.refused[n] = true
		word, _, _ := strings.Cut(r.rest(n), " ")
		r.add(r.pos(n), "`"+word+"` is read by YAML as a tag", "quote the whole expression that begins with `!`")
		return
	}
	for _, c := range n.Content {
		r.refuseMagic(c)
	}
}
