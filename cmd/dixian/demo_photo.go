package main

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"

	"dixian/access"
	"dixian/casework"
)

// photographed lays a photo of the notice board into the story: a drawing of a
// sheet on a board, which nobody takes for a real place.
func photographed(day int, of string) step {
	return step{day, func(t *teller) error {
		data, err := drawnBoard()
		if err != nil {
			return err
		}
		return t.act("village_cadre", func(u *access.User, c *casework.Case) error {
			return t.casework.AddPhoto(t.ctx, u, c.ID, &casework.Photo{Of: of, Once: casework.NewOnce(), TakenAt: t.clock.now(), Data: data})
		})
	}}
}

func drawnBoard() ([]byte, error) {
	board := image.NewRGBA(image.Rect(0, 0, 480, 320))
	fill := func(x0, y0, x1, y1 int, c color.Color) {
		draw.Draw(board, image.Rect(x0, y0, x1, y1), image.NewUniform(c), image.Point{}, draw.Src)
	}
	fill(0, 0, 480, 320, color.RGBA{0x9a, 0xa5, 0x98, 0xff})
	fill(40, 30, 440, 290, color.RGBA{0x6d, 0x4f, 0x35, 0xff})
	fill(150, 50, 330, 270, color.White)
	for y := 90; y < 250; y += 20 {
		fill(170, y, 310, y+6, color.Gray{0x90})
	}
	var out bytes.Buffer
	err := jpeg.Encode(&out, board, nil)
	return out.Bytes(), err
}
