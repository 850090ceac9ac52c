import { expect, it } from "vitest";
import { mapPlace, nearPlace, shortPlace } from "./place";

it.each([
  ["a town is left as it is", "德凤街道", "德凤街道"],
  ["a village keeps one 村", "黎平所村村民委员会", "黎平所村"],
  ["a village without 村 in its name gets it", "岩洞村民委员会", "岩洞村"],
  ["a community keeps one 社区", "双凤社区居民委员会", "双凤社区"],
  ["a name in a sentence is shortened too", "黎平所村村民委员会在办 15 件", "黎平所村在办 15 件"],
  ["an autonomous county is a county", "威宁彝族回族苗族自治县有 3 件超期", "威宁县有 3 件超期"],
  ["an autonomous prefecture is one", "黔东南苗族侗族自治州", "黔东南州"],
  ["a neighbourhood becomes a community", "城关居民委员会", "城关社区"],
])("%s", (_, long, short) => {
  expect(shortPlace(long)).toBe(short);
});

it.each([
  ["务川仡佬族苗族自治县", "务川"],
  ["六枝特区", "六枝"],
  ["凯里市", "凯里"],
  ["黔南布依族苗族自治州", "黔南"],
  ["德江县", "德江"],
])("%s is %s on a map", (long, short) => {
  expect(mapPlace(long)).toBe(short);
});

it.each([
  ["贵州省黔东南苗族侗族自治州黎平县德凤街道黎平所村村民委员会", "黎平所村"],
  ["德凤街道双凤社区居民委员会", "双凤社区"],
  ["贵州省贵阳市南明区新华路街道某某社区居民委员会", "某某社区"],
  ["贵州省黔东南苗族侗族自治州镇远县", "贵州省黔东南州镇远县"],
  ["黎平县", "黎平县"],
])("%s is near at hand %s", (long, near) => {
  expect(nearPlace(long)).toBe(near);
});
