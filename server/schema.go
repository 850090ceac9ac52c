package server

import (
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

func init() { huma.DefaultArrayNullable = false } // lists of ours are never null

// schemaName is what a type is called in the OpenAPI document: its own name
// without the word View; a body without a name is called for its operation,
// OpenCaseRequest.
func schemaName(t reflect.Type, hint string) string {
	name := strings.TrimSuffix(huma.DefaultSchemaNamer(t, hint), "View")
	words := strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '.' || r == '/' || r == '[' || r == ']' })
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, "")
}
