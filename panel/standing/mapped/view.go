package mapped

import (
	"encoding/binary"
	"fmt"
	"unsafe"
)

// Number is what a file may hold.
type Number interface {
	uint8 | uint16 | uint32 | uint64 | int32 | int64
}

// Slice is memory seen as numbers. It is refused if its length is no whole number
// of them, or if it does not begin where such a number may.
func Slice[T Number](b []byte) ([]T, error) {
	var one T
	size := int(unsafe.Sizeof(one))
	if len(b)%size != 0 {
		return nil, fmt.Errorf("%d bytes are not a whole number of values of %d bytes", len(b), size)
	}
	if len(b) == 0 {
		return nil, nil
	}
	at := unsafe.Pointer(unsafe.SliceData(b))
	if uintptr(at)%unsafe.Alignof(one) != 0 {
		return nil, fmt.Errorf("values of %d bytes begin at an odd place", size)
	}
	return unsafe.Slice((*T)(at), len(b)/size), nil
}

// Bytes is a slice of numbers seen as bytes.
func Bytes[T Number](s []T) []byte {
	if len(s) == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(s))), len(s)*int(unsafe.Sizeof(s[0])))
}

// LittleEndian says whether the machine's order of bytes is the one of files.
func LittleEndian() bool { return binary.NativeEndian.Uint16([]byte{1, 0}) == 1 }
