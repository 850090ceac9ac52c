package standing

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Format is the number of the layout that this program writes. It reads no other.
const Format = 1

// Manifest is panel.json: what a directory holds.
type Manifest struct {
	ID          string // of this panel; what is sealed opens nowhere else
	PackageHash string // SHA-256 of the plan package the rows were read for, hex
	Plan        string // the package's folder when the panel was built
	AsOf, Today string // the date of its results; the day of the first loading
	Households  int
	Counties    []string
	Key         string // id of the key that its sealed files need
	Version     int    // rises with every change
	Next        int    // number of the next batch
	Batches     []Batch
	Tables      []*TableFiles   // by table in the order of the program; nil: no rows ever
	Kept        json.RawMessage // what the screening keeps: coverage, where its results lie
}

// TableFiles says where a table's rows lie.
type TableFiles struct {
	Table   string
	Rows    int
	Hiders  [][]int // sets of batches by which rows are hidden
	Shown   File
	Hidden  *File // nil: none
	Sealed  *File // of the shown rows; nil: nothing of them is sealed
	SealedH *File `json:"SealedHidden"`
}

// File is a file with its sections.
type File struct {
	Name     string
	Size     int64
	Sections []Section
}

// Section is a slice of numbers or bytes in a file.
type Section struct {
	Name     string
	At, Size int64
	CRC      uint32 // CRC-32C
}

// Batch is what was loaded of one table in one go.
type Batch struct {
	Number    int
	Table     string
	Owner     string   // the department
	Divisions []string // that it covers; empty: the whole panel
	Whole     bool     // it replaced all earlier rows of the table there
	Files     []BatchFile
	By        string // who loaded it
	At        time.Time
	Undone    *time.Time // when it was taken back; nil: it counts

	Read, Accepted, Duplicate, Quarantined int
	Unmatched                              int // accepted rows about nobody in the registry: not kept
	Unread                                 int // rows of compared tables about households that have not authorised: not kept
}

// BatchFile is a file of a batch.
type BatchFile struct {
	Name   string
	SHA256 string
	Rows   int
}

// Live says whether the batch counts.
func (b *Batch) Live() bool { return b.Undone == nil }

// Batch finds a batch by its number.
func (m *Manifest) Batch(number int) (*Batch, error) {
	for i := range m.Batches {
		if m.Batches[i].Number == number {
			return &m.Batches[i], nil
		}
	}
	return nil, fmt.Errorf("there is no batch %d; `dixian panel show` lists them", number)
}

// Holding finds a live batch of a table that brought a file of these bytes.
func (m *Manifest) Holding(table, sha256 string) *Batch {
	for i := range m.Batches {
		b := &m.Batches[i]
		if b.Table == table && b.Live() && slices.ContainsFunc(b.Files, func(f BatchFile) bool { return f.SHA256 == sha256 }) {
			return b
		}
	}
	return nil
}

// clone is a copy whose lists can be changed.
func (m *Manifest) clone() *Manifest {
	out := *m
	out.Batches = slices.Clone(m.Batches)
	out.Tables = slices.Clone(m.Tables)
	return &out
}

const (
	manifestName = "panel.json"
	firstWords   = "dixian panel "
)

// text is the manifest as it is written: a line with the format and the SHA-256 of
// the rest, then JSON.
func (m *Manifest) text() ([]byte, error) {
	body, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return nil, err
	}
	body = append(body, '\n')
	sum := sha256.Sum256(body)
	return append([]byte(fmt.Sprintf("%s%d %s\n", firstWords, Format, hex.EncodeToString(sum[:]))), body...), nil
}

// readManifest reads a directory's panel.json, or says in a sentence why it is
// none.
func readManifest(dir string) (*Manifest, error) {
	data, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		return nil, fmt.Errorf("%s is not a saved panel, it has no %s; make one with `dixian panel build`: %w", dir, manifestName, err)
	}
	line, body, _ := bytes.Cut(data, []byte("\n"))
	words, ours := strings.CutPrefix(string(line), firstWords)
	if !ours {
		return nil, fmt.Errorf("%s is not a saved panel: its %s was written by something else", dir, manifestName)
	}
	var format int
	var sum string
	if _, err := fmt.Sscanf(words, "%d %64s", &format, &sum); err != nil {
		return nil, damaged(dir, manifestName, "its first line cannot be read")
	}
	if format != Format {
		return nil, fmt.Errorf("%s is a saved panel of format %d, and this program knows format %d; open it with the program that wrote it, or build it again with `dixian panel build`", dir, format, Format)
	}
	if have := sha256.Sum256(body); hex.EncodeToString(have[:]) != sum {
		return nil, damaged(dir, manifestName, "its checksum is another")
	}
	m := &Manifest{}
	if err := json.Unmarshal(body, m); err != nil {
		return nil, damaged(dir, manifestName, err.Error())
	}
	return m, nil
}

// damaged says that a file of a saved panel is not as it was written.
func damaged(dir, name, why string) error {
	return fmt.Errorf("%s was damaged or cut: %s; put back a copy of %s, or build the panel again with `dixian panel build`", filepath.Join(dir, name), why, dir)
}

// Read reads a directory's panel.json, without opening what it names. It is refused
// as by Open.
func Read(dir string) (*Manifest, error) { return readManifest(dir) }
