package store

// What is sealed of the registry's past, of requests and of deliveries.
const (
	stayPlace       = "stays.number"
	beforePlace     = "revisions.before"
	afterPlace      = "revisions.after"
	partPlace       = "batch_parts.data"
	quarantinePlace = "quarantine.cells"
	camePlace       = "quarantine.came"
	formPlace       = "change_requests.form"
)

func init() {
	sealedColumns = append(sealedColumns,
		sealedColumn{stayPlace, "stays", []string{"id"}, "number_sealed", "number_blind"},
		sealedColumn{beforePlace, "revisions", []string{"id"}, "before_sealed", ""},
		sealedColumn{afterPlace, "revisions", []string{"id"}, "after_sealed", ""},
		sealedColumn{partPlace, "batch_parts", []string{"batch", "kind", "part"}, "data_sealed", ""},
		sealedColumn{quarantinePlace, "quarantine", []string{"batch", "line"}, "cells_sealed", ""},
		sealedColumn{camePlace, "quarantine", []string{"batch", "line"}, "came_sealed", ""},
		sealedColumn{formPlace, "change_requests", []string{"id"}, "form_sealed", ""},
	)
}
