// Package mapped looks at files as numbers without copying them.
//
// A file is opened by memory map where the system has one, and read into memory
// where it has not: Open and Read are twins, and TestTwins holds them together.
// Bytes of a file and slices of numbers are views of the same memory (Slice,
// Bytes). This is the only package of the house that uses unsafe. It is sound
// because
//
//   - the element types are fixed-size numbers without padding or pointers, for
//     which every pattern of bits is a value;
//   - a view is made only of memory that is aligned for its element and as long as
//     a whole number of elements, and is refused otherwise;
//   - a view keeps the memory it looks at alive: Go memory by the pointer itself;
//     mapped memory stays until Close, after which no view may be read;
//   - mapped pages are read-only, so a view of them cannot be written to by mistake
//     without a fault, and files of a saved panel are never changed in place: a new
//     version is a new file, and a file that is removed keeps its pages while it is
//     mapped.
//
// The order of bytes is the machine's. Little is true of every machine this runs
// on; LittleEndian says so, and who writes files refuses to work elsewhere.
package mapped
