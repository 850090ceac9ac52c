package server

import (
	"context"

	"dixian/access"
)

// tileView is a county's hexagon on the schematic map.
type tileView struct {
	Code       string `json:"code" doc:"county, 12 digits"`
	Name       string `json:"name"`
	Prefecture string `json:"prefecture" doc:"12 digits"`
	Column     int    `json:"column"`
	Row        int    `json:"row" doc:"0 in the north; odd rows stand half a tile further right"`
}

type tileMap struct {
	Tiles []tileView `json:"tiles"`
}

// tiles is the map without numbers; it holds every county, whoever looks.
func (s *Server) tiles(context.Context, *access.User, *struct{}) (*body[tileMap], error) {
	out := tileMap{Tiles: []tileView{}}
	for _, t := range s.divisions.Tiles() {
		out.Tiles = append(out.Tiles, tileView{t.County.String(), s.placeName(t.County), t.County.Prefecture().String(), t.Column, t.Row})
	}
	return answer(out, nil)
}
