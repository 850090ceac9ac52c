package store

import (
	"dixian/access"
	"dixian/audit"
	"dixian/casework"
	"dixian/registry"
)

// A DB is the store of all four.
var (
	_ access.Store   = (*DB)(nil)
	_ audit.Store    = (*DB)(nil)
	_ registry.Store = (*DB)(nil)
	_ casework.Store = (*DB)(nil)
)
