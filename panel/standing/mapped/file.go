package mapped

import (
	"fmt"
	"io"
	"os"
)

// File is a file's bytes.
type File struct {
	Bytes []byte
	unmap func() error
}

// Close gives mapped memory back; no view of it may be read any more.
func (f *File) Close() error {
	unmap := f.unmap
	f.Bytes, f.unmap = nil, nil
	if unmap == nil {
		return nil
	}
	return unmap()
}

// Read reads a whole file into memory that any number may begin at. It is the
// twin of Open, and what Open does where there are no memory maps.
func Read(path string) (*File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", path)
	}
	words := make([]uint64, (info.Size()+7)/8)
	b := Bytes(words)[:info.Size()]
	if _, err := io.ReadFull(f, b); err != nil {
		return nil, fmt.Errorf("%s ends early: %w", path, err)
	}
	return &File{Bytes: b}, nil
}
