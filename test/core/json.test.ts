import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../src/core/json.ts";

describe("canonical JSON", () => {
  test("does not depend on the order in which keys were written", () => {
    const one = canonicalJson({ b: [1, { d: null, c: "x" }], a: true });
    expect(one).toBe(canonicalJson({ a: true, b: [1, { c: "x", d: null }] }));
    expect(one).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}');
  });

  test("keeps the order of lists", () => {
    expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]));
  });
});
