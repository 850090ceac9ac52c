package server

import (
	"dixian/panel"
	"dixian/registry"
)

// Households are what a first load of the synthetic counties lays.
func Households(p *panel.Panel) []registry.Household { return registry.FromPanel(p) }
