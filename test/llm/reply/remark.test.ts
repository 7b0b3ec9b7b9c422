import { expect, test } from "vitest";
import { remarkOf } from "../../../src/llm/reply/remark.ts";

test.each([
  ["  Let us\n\nboth\tgain. ", "Let us both gain."],
  ["\u001b[2J\u0007red\u202e\u2066", "[2Jred"],
  ["می\u200cخواهم 👩\u200d🚀", "می\u200cخواهم 👩\u200d🚀"],
  ["a\ud800b", "ab"],
  ["", ""],
  ["\n \u200b", ""],
])("a remark is one line of what can be seen: %j", (text, remark) =>
  expect(remarkOf(text, 280)).toBe(remark),
);

test("a remark is cut between characters, not within", () => {
  expect(remarkOf("👋👋👋", 2)).toBe("👋👋");
  expect(remarkOf("one two", 4)).toBe("one");
});
