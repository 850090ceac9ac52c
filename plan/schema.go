package plan

import (
	_ "embed"
	"slices"
)

//go:embed schema.json
var schema []byte

// Schema is the JSON Schema (2020-12) of a package file, for editors. It accepts
// a file whether an editor reads its scalars as strings or by YAML's own types.
// It is looser than Load, which also holds items against each other.
func Schema() []byte { return slices.Clone(schema) }
