//go:build !unix

package mapped

// Open reads the file: there is no memory map here.
func Open(path string) (*File, error) { return Read(path) }
