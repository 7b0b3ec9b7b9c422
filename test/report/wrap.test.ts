import { expect, test } from "vitest";
import { widthOf } from "../../src/report/text.ts";
import { wrapped } from "../../src/report/wrap.ts";

test.each([
  ["a text that fits", "cooperate", ["cooperate"]],
  ["no text", "", [""]],
  [
    "lines of its own, whichever way they end",
    "a\nb\r\nc\rd\u2028e\n\nf",
    ["a", "b", "c", "d", "e", "", "f"],
  ],
  ["a line longer than the width", "both of us gain from it", ["both of us", "gain from it"]],
  ["a word that ends at the edge", "cooperations again", ["cooperations", "again"]],
  ["a word longer than the width", "no unconditionally so", ["no", "unconditiona", "lly so"]],
  ["an indented line", "    - both cooperate", ["    - both", "cooperate"]],
  ["a script without blanks", "你和另一位玩家各自选择", ["你和另一位玩", "家各自选择"]],
  ["escape sequences", "\u001b[2J\u001b[31mred\u001b[0m\ttab\u0007\u202e end", ["red tab  end"]],
])("%s is wrapped", (_, text, expected) => {
  expect(wrapped(text, 12)).toEqual(expected);
});

test("nothing is wider than asked for, and no word is lost", () => {
  const text = "On ne gagne pas 一起 合作 contre les 👩‍👩‍👧 autres, ".repeat(40);
  for (let width = 2; width <= 60; width += 7) {
    const lines = wrapped(text, width);
    expect(lines.filter((line) => widthOf(line) > width)).toEqual([]);
    expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
  }
});
