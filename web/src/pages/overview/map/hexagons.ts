import type { Tile } from "@/api/types";

/** A point of the map: x to the east, y to the north. */
export type Point = [number, number];

/** Width of a hexagon that stands on a corner and has sides of 1. */
const wide = Math.sqrt(3);

/** The middle of a tile; odd rows stand half a tile further right. */
export const centre = (t: Pick<Tile, "column" | "row">): Point => [
  wide * (t.column + (t.row % 2) / 2),
  -1.5 * t.row,
];

const around = ([x, y]: Point, radius: number, degrees: number): Point => [
  x + radius * Math.cos((degrees * Math.PI) / 180),
  y + radius * Math.sin((degrees * Math.PI) / 180),
];

const corner = (c: Point, i: number) => around(c, 1, 30 + 60 * i);

/** The tiles as an outline map: each a county by its code, so that a reviewed base map fits the same place. */
export const outlines = (tiles: Tile[]) => ({
  type: "FeatureCollection" as const,
  features: tiles.map((t) => ({
    type: "Feature" as const,
    properties: { name: t.code },
    geometry: {
      type: "Polygon" as const,
      coordinates: [Array.from({ length: 7 }, (_, i) => corner(centre(t), i % 6))],
    },
  })),
});

const key = ([x, y]: Point) => `${Math.round(x / (wide / 2))},${Math.round(y / 1.5)}`;

/** The sides of tiles on which a prefecture ends. */
export function prefectureEdges(tiles: Tile[]): [Point, Point][] {
  const of = new Map(tiles.map((t) => [key(centre(t)), t.prefecture]));
  const out: [Point, Point][] = [];
  for (const t of tiles) {
    const c = centre(t);
    for (let i = 0; i < 6; i++) {
      const beyond = of.get(key(around(c, wide, 60 + 60 * i)));
      // A side between two prefectures is drawn once.
      if (beyond === undefined || beyond > t.prefecture) out.push([corner(c, i), corner(c, i + 1)]);
    }
  }
  return out;
}

/** The corners of the smallest upright box around tiles, north-west and south-east. */
export function bounds(tiles: Tile[]): [Point, Point] {
  const points = tiles.map(centre);
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [
    [Math.min(...xs) - wide / 2, Math.max(...ys) + 1],
    [Math.max(...xs) + wide / 2, Math.min(...ys) - 1],
  ];
}
