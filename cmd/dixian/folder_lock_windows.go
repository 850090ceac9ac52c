package main

import (
	"errors"
	"os"
	"syscall"
)

// sharingViolation is Windows' word for a file that somebody has opened alone.
const sharingViolation = syscall.Errno(32)

// openAlone opens or makes a file that no other process has opened alone; else
// errHeld.
func openAlone(path string) (*os.File, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	const shareRead = syscall.FILE_SHARE_READ // others may see which process it is
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, shareRead, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, sharingViolation) {
		return nil, errHeld
	}
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(h), path), nil
}
