package server

import "dixian/registry"

// changeLabel is what a kind of change is called; what is none stands as it is.
func changeLabel(kind string) string {
	for _, k := range registry.Kinds {
		if k.Key == kind {
			return k.Label
		}
	}
	return kind
}
