package division

import (
	"fmt"
	"io"
	"slices"
	"strconv"
)

// Tile is a county's place on the schematic map of hexagons. Row 0 is in the
// north; odd rows stand half a tile further right.
//
// Source: our own layout.
type Tile struct {
	County      Code
	Column, Row int
}

// Tiles returns the map: one tile a county, in order of their codes. The slice is
// the caller's.
func (t *Table) Tiles() []Tile { return slices.Clone(t.tiles) }

// readTiles reads lines of code, name, column, row.
func (t *Table) readTiles(r io.Reader) error {
	return readLines(r, func(cell []string) error {
		county, err := pad(cell[0])
		if err != nil {
			return err
		}
		if name, _ := t.Name(county); name != cell[1] {
			return fmt.Errorf("%s is %q, not %q", county, name, cell[1])
		}
		column, err := strconv.Atoi(cell[2])
		if err != nil {
			return err
		}
		row, err := strconv.Atoi(cell[3])
		if err != nil {
			return err
		}
		t.tiles = append(t.tiles, Tile{county, column, row})
		return nil
	})
}
