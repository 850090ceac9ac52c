package store

// What is sealed of declarations.
const (
	receiptPlace        = "declarations.receipt"
	declaredNumberPlace = "declarations.number"
	declaredPhonePlace  = "declarations.phone"
	declaredPlace       = "declarations.content"
	declaredFilePlace   = "declared_files.data"
)

func init() {
	sealedColumns = append(sealedColumns,
		sealedColumn{receiptPlace, "declarations", []string{"id"}, "receipt_sealed", "receipt_blind"},
		sealedColumn{declaredNumberPlace, "declarations", []string{"id"}, "number_sealed", "number_blind"},
		sealedColumn{declaredPhonePlace, "declarations", []string{"id"}, "phone_sealed", "phone_blind"},
		sealedColumn{declaredPlace, "declarations", []string{"id"}, "content_sealed", ""},
		sealedColumn{declaredFilePlace, "declared_files", []string{"declaration", "part"}, "data_sealed", ""},
	)
}
