import { describe, expect, test } from "vitest";
import { parsePath, valueAt } from "../../src/import/path.ts";
import { readSequence } from "../../src/import/sequence.ts";

describe("a sequence", () => {
  test.each([
    ["CDC", "letters", ["C", "D", "C"]],
    ["", "letters", []],
    ['["C", 1]', "json", ["C", 1]],
    ['"C"', "json", null],
    ["C", "json", null],
    ["['a', \"it's\", 'it\\'s', 10, -0.5, None]", "python", ["a", "it's", "it's", "10", "-0.5", "None"]],
    ["[]", "python", []],
    ["['a' 'b']", "python", null],
    ["['a", "python", null],
    ["[['a']]", "python", null],
    ["a | b|c", { separator: "|" }, ["a", "b", "c"]],
    ["", { separator: "|" }, []],
    [["C", "D"], "letters", ["C", "D"]],
    [null, "letters", null],
    [5, "letters", null],
  ] as const)("%j as %j is %j", (cell, form, expected) => {
    expect(readSequence(cell, form)).toEqual(expected);
  });
});

describe("a path", () => {
  const value = { "a.b": 1, a: { b: [{ c: 2 }, { c: 3 }] }, d: null };

  test.each([
    ["a.b", 1],
    ["a.b[1].c", 3],
    ["a.b[*].c", [2, 3]],
    ["d", null],
    ["d.e", undefined],
    ["a.b[2].c", undefined],
    ["a.b[*].x", undefined],
    ["a[0]", undefined],
    ["toString", undefined],
    ["__proto__", undefined],
  ])("%s leads to %j", (path, expected) => {
    expect(valueAt(value, parsePath(path), path)).toEqual(expected);
  });

  test("begins at a list where the line is one", () => {
    const turns = [
      [{ m: "C" }, { m: "D" }],
      [{ m: "D" }, { m: "D" }],
    ];
    expect(valueAt(turns, parsePath("[*][0].m"), "[*][0].m")).toEqual(["C", "D"]);
    expect(valueAt(turns, parsePath("[1][1].m"), "[1][1].m")).toBe("D");
  });
});
