// Package web carries the pages of the browser, as they were built into dist.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// FS is the folder of built pages; ok is false where none were built and the
// binary carries an empty folder.
func FS() (pages fs.FS, ok bool) {
	pages, err := fs.Sub(dist, "dist")
	if err != nil {
		return nil, false
	}
	_, err = fs.Stat(pages, "index.html")
	return pages, err == nil
}
