package store

// What is sealed of the registry's past, of requests and of what was delivered.
const (
	stayPlace       = "stays.number"
	beforePlace     = "revisions.before"
	afterPlace      = "revisions.after"
	formPlace       = "change_requests.form"
	rawPlace        = "batches.raw"
	rowsPlace       = "batches.rows"
	quarantinePlace = "quarantine.cells"
)

func init() {
	sealedColumns = append(sealedColumns,
		sealedColumn{stayPlace, "stays", []string{"id"}, "number_sealed", "number_blind"},
		sealedColumn{beforePlace, "revisions", []string{"id"}, "before_sealed", ""},
		sealedColumn{afterPlace, "revisions", []string{"id"}, "after_sealed", ""},
		sealedColumn{formPlace, "change_requests", []string{"id"}, "form_sealed", ""},
		sealedColumn{rawPlace, "batches", []string{"id"}, "raw_sealed", ""},
		sealedColumn{rowsPlace, "batches", []string{"id"}, "rows_sealed", ""},
		sealedColumn{quarantinePlace, "quarantine", []string{"batch", "line"}, "cells_sealed", ""},
	)
}
