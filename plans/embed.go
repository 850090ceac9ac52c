// Package plans holds the plan packages that are part of a release, so that the
// program works from a single file.
package plans

import "embed"

// Guizhou is the folder guizhou, the package of the province's plan for 2021–2025.
//
//go:embed guizhou
var Guizhou embed.FS
