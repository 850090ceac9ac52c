package store

import (
	"dixian/access"
	"dixian/audit"
	"dixian/casework"
	"dixian/casework/exchange"
	"dixian/casework/period"
	"dixian/export"
	"dixian/inbox"
	"dixian/registry"
	"dixian/setting"
)

// A DB is the store of all of them.
var (
	_ access.Store   = (*DB)(nil)
	_ audit.Store    = (*DB)(nil)
	_ registry.Store = (*DB)(nil)
	_ casework.Store = (*DB)(nil)
	_ setting.Store  = (*DB)(nil)
	_ inbox.Store    = (*DB)(nil)
	_ export.Store   = (*DB)(nil)
	_ exchange.Store = (*DB)(nil)
	_ period.Store   = (*DB)(nil)
)
