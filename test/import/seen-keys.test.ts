import { expect, test } from "vitest";
import { seenKeys } from "../../src/import/seen-keys.ts";

test("every key is new once, also when the table has grown", () => {
  const seen = seenKeys();
  const keys = Array.from({ length: 20_000 }, (_, i) => `match ${i}`);
  expect(keys.filter((key) => !seen.add(key))).toEqual([]);
  expect(keys.filter((key) => seen.add(key))).toEqual([]);
  expect(seen.add("")).toBe(true);
  expect(seen.add("")).toBe(false);
});
