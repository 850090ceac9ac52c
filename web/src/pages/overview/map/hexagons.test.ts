import { describe, expect, it } from "vitest";
import type { Tile } from "@/api/types";
import { bounds, centre, outlines, prefectureEdges } from "./hexagons";

const tile = (code: string, prefecture: string, column: number, row: number): Tile => ({
  code,
  name: code,
  prefecture,
  column,
  row,
});

describe("hexagons", () => {
  it("of one row stand side by side, those of the next fit between them", () => {
    const [a, b] = [centre({ column: 0, row: 0 }), centre({ column: 1, row: 0 })];
    const below = centre({ column: 0, row: 1 });
    expect(b[0] - a[0]).toBeCloseTo(Math.sqrt(3));
    for (const above of [a, b])
      expect(Math.hypot(above[0] - below[0], above[1] - below[1])).toBeCloseTo(Math.sqrt(3));
  });
  it("are closed outlines by the county's code", () => {
    const [f] = outlines([tile("520102000000", "520100000000", 6, 6)]).features;
    expect(f?.properties.name).toBe("520102000000");
    expect(f?.geometry.coordinates[0]).toHaveLength(7);
    expect(f?.geometry.coordinates[0]?.[6]).toEqual(f?.geometry.coordinates[0]?.[0]);
  });
  it("have an edge where a prefecture ends and none between its counties", () => {
    expect(prefectureEdges([tile("1", "A", 0, 0)])).toHaveLength(6);
    expect(prefectureEdges([tile("1", "A", 0, 0), tile("2", "A", 1, 0)])).toHaveLength(10);
    // The side between two prefectures is one of eleven, not two.
    expect(prefectureEdges([tile("1", "A", 0, 0), tile("2", "B", 0, 1)])).toHaveLength(11);
  });
  it("lie within their bounds", () => {
    const tiles = [tile("1", "A", 0, 0), tile("2", "A", 3, 2)];
    const [[west, north], [east, south]] = bounds(tiles);
    for (const f of outlines(tiles).features)
      for (const [x = 0, y = 0] of f.geometry.coordinates[0] ?? []) {
        expect(x).toBeGreaterThanOrEqual(west - 1e-9);
        expect(x).toBeLessThanOrEqual(east + 1e-9);
        expect(y).toBeGreaterThanOrEqual(south - 1e-9);
        expect(y).toBeLessThanOrEqual(north + 1e-9);
      }
  });
});
