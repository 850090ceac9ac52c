package store

// What is sealed of the registry's past and of requests.
const (
	stayPlace   = "stays.number"
	beforePlace = "revisions.before"
	afterPlace  = "revisions.after"
	formPlace   = "change_requests.form"
)

func init() {
	sealedColumns = append(sealedColumns,
		sealedColumn{stayPlace, "stays", []string{"id"}, "number_sealed", "number_blind"},
		sealedColumn{beforePlace, "revisions", []string{"id"}, "before_sealed", ""},
		sealedColumn{afterPlace, "revisions", []string{"id"}, "after_sealed", ""},
		sealedColumn{formPlace, "change_requests", []string{"id"}, "form_sealed", ""},
	)
}
