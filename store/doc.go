// Package store keeps what the house knows in one database: users and sessions,
// the audit log, the registry, the cases.
//
// A DB is the store of every upper floor at once (access.Store, audit.Store,
// registry.Store, casework.Store), so that one transaction holds an act and the
// entry that tells of it. Atomically opens the transaction and hands it on in
// the context; every call with that context belongs to it. Calls without one are
// transactions of their own.
//
// One data directory holds everything: dixian.db with SQLite's -wal and -shm
// beside it, and keys.json. Or the database is PostgreSQL's, and the directory
// holds the keys (engine.go says what the two do differently). ID numbers, phones and the evidence of alerts are
// sealed with the keys (package keyring) before they reach the database, and
// found by their blind index.
//
// SQL here is what SQLite and PostgreSQL both speak. Scope is applied in one
// place (within.go): a division's subtree is a range of codes.
package store
