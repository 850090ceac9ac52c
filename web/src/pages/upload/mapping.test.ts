import { describe, expect, it } from "vitest";
import type { Mapping, Preview } from "@/api/deliveries";
import { differs, firstChoices, headersToSave, mappingFor, samples, twice } from "./mapping";

const preview = {
  batch: { table: "medical_settlement" },
  header: [
    { header: "结算编号", key: "", label: "", how: "none" },
    { header: "证件号码", key: "id_number", label: "证件号码", how: "name" },
    { header: "总费用（元）", key: "total_cost", label: "总费用", how: "guess" },
  ],
  columns: [
    { key: "record_no", label: "结算单号" },
    { key: "id_number", label: "证件号码" },
    { key: "total_cost", label: "总费用" },
  ],
  rows: [
    ["J1", "5226************01", "100"],
    ["J1", "", "200"],
  ],
} as unknown as Preview;

const mapping = (headers: Record<string, string>, table = "medical_settlement") =>
  ({ source: "医保局", table, headers, codes: {} }) as Mapping;

describe("a mapping", () => {
  it("is not needed where every header has its own name", () => {
    const plain = { ...preview, header: preview.header.slice(1, 2) };
    expect(differs(plain, firstChoices(plain))).toBe(false);
  });
  it("is needed for a guess: a guess is not read before it is saved", () => {
    expect(differs(preview, firstChoices(preview))).toBe(true);
  });
  it("says only what the names do not", () => {
    const choices = { ...firstChoices(preview), 结算编号: "record_no" };
    expect(headersToSave(preview, choices)).toEqual({ 结算编号: "record_no", "总费用（元）": "total_cost" });
  });
  it("says that a header which could be read is left alone", () => {
    expect(headersToSave(preview, { ...firstChoices(preview), 证件号码: "" })).toMatchObject({
      证件号码: "",
    });
  });
  it("is refused where two headers are read as one column", () => {
    expect(twice({ a: "x", b: "", c: "" })).toEqual([]);
    expect(twice({ a: "x", b: "x", c: "y" })).toEqual(["a", "b"]);
  });
  it("is chosen where all its headers stand in the file", () => {
    const fits = mapping({ 结算编号: "record_no" });
    expect(
      mappingFor(preview, [mapping({ 单号: "record_no" }), mapping({ 结算编号: "x" }, "income"), fits]),
    ).toBe(fits);
    expect(mappingFor(preview, [mapping({})])).toBeUndefined();
    const words = { ...mapping({}), codes: { hospital_level: { 县级: "二级" } } };
    expect(mappingFor(preview, [words])).toBe(words);
    expect(mappingFor(preview, [words, fits])).toBe(fits);
  });
});

it("shows different words of a column only", () => {
  expect(samples(preview, 0)).toEqual(["J1"]);
  expect(samples(preview, 1)).toEqual(["5226************01"]);
});
