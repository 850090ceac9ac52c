import { expect, it } from "vitest";
import { shortPlace } from "./place";

it.each([
  ["a town is left as it is", "德凤街道", "德凤街道"],
  ["a village keeps one 村", "黎平所村村民委员会", "黎平所村"],
  ["a village without 村 in its name gets it", "岩洞村民委员会", "岩洞村"],
  ["a community keeps one 社区", "双凤社区居民委员会", "双凤社区"],
  ["a name in a sentence is shortened too", "黎平所村村民委员会在办 15 件", "黎平所村在办 15 件"],
  ["a neighbourhood becomes a community", "城关居民委员会", "城关社区"],
])("%s", (_, long, short) => {
  expect(shortPlace(long)).toBe(short);
});
