import { describe, expect, it } from "vitest";
import { did, type Past, redo, undo } from "./past";

const none: Past = { done: [], undone: [] };
const one = (to: string, from?: string) => [{ line: 2, column: "kind", from, to }];

describe("undo and redo", () => {
  it("have nothing to do where nothing was done, and a change to the same is none", () => {
    expect(undo(none)).toBeNull();
    expect(redo(none)).toBeNull();
    expect(did(none, one("a", "a"))).toBe(none);
  });
  it("go back over many steps, and forth", () => {
    const past = did(did(none, one("a")), one("b", "a"));
    const first = undo(past);
    expect(first?.step[0]).toMatchObject({ from: "b", to: "a" });
    const second = undo(first?.past ?? none);
    expect(second?.step[0]).toMatchObject({ from: "a", to: undefined });
    expect(undo(second?.past ?? none)).toBeNull();
    expect(redo(second?.past ?? none)?.step[0]).toMatchObject({ to: "a" });
  });
  it("forget what was undone once something else is written", () => {
    const back = undo(did(none, one("a")));
    expect(did(back?.past ?? none, one("c")).undone).toEqual([]);
  });
});
