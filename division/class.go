package division

import (
	"fmt"
	"io"
)

// Class is what the plan expects of a county's villages.
//
// Source: plan 2021–2025, section 6-1, box 12.
type Class uint8

// The classes. Two wholly urban districts, 南明 and 云岩, are Unclassed.
const (
	Unclassed   Class = iota
	Exemplary         // 引领示范: leads, 36 counties
	Advancing         // 重点推进: both consolidates and advances, 30 counties
	Foundations       // 夯实基础: consolidates first, 20 counties; also the national key counties
)

func (c Class) String() string {
	switch c {
	case Exemplary:
		return "exemplary"
	case Advancing:
		return "advancing"
	case Foundations:
		return "foundations"
	}
	return "unclassed"
}

// ClassOf returns the class of the county that c lies in, or is.
func (t *Table) ClassOf(c Code) Class { return t.class[c.County()] }

// readClasses reads lines of code, class.
func (t *Table) readClasses(r io.Reader) error {
	return readLines(r, func(cell []string) error {
		county, err := pad(cell[0])
		if err != nil {
			return err
		}
		if !t.Known(county) {
			return fmt.Errorf("no county %s", county)
		}
		for class := Exemplary; class <= Foundations; class++ {
			if class.String() == cell[1] {
				t.class[county] = class
				return nil
			}
		}
		return fmt.Errorf("no class %q", cell[1])
	})
}
