import { expect, test } from "vitest";
import { jsonOf } from "../../src/report/json.ts";

test("what is no JSON is read as nothing", () => {
  expect([jsonOf('{"a":1}'), jsonOf("{"), jsonOf(null)]).toEqual([{ a: 1 }, null, null]);
});
