import { describe, expect, test } from "vitest";
import stringWidth from "string-width";
import { printable } from "../../src/report/printable.ts";
import { clipped, fitted, widthOf } from "../../src/report/text.ts";

const ESC = "\u001b";
const BEL = "\u0007";
const ST = `${ESC}\\`;

describe("outside text is made safe to print", () => {
  test.each([
    ["colours", `${ESC}[31;1mred${ESC}[0m`, "red"],
    ["moves of the cursor", `a${ESC}[2Jb${ESC}[10;5Hc`, "abc"],
    ["private modes", `${ESC}[?1049hx${ESC}[>4;1my${ESC}[2 qz`, "xyz"],
    ["a link", `${ESC}]8;;http://localhost/a?b=c${ST}text${ESC}]8;;${ST}`, "text"],
    ["a link that ends in BEL", `${ESC}]8;;http://localhost/${BEL}text${ESC}]8;;${BEL}`, "text"],
    ["a link with spaces and quotes", `${ESC}]8;;data:'a b'${ST}text${ESC}]8;;${ST}`, "text"],
    ["a title", `${ESC}]0;another title${BEL}text`, "text"],
    ["a title outside ASCII", `${ESC}]2;été${ST}text`, "text"],
    ["the clipboard", `${ESC}]52;c;aGVsbG8=${BEL}text`, "text"],
    ["a device string", `${ESC}P1$r0m${ST}text`, "text"],
    ["an application string", `${ESC}_Gi=1;AAAA${ST}text`, "text"],
    ["character sets and a reset", `${ESC}(0a${ESC}cb`, "ab"],
    ["sequences opened by C1 controls", "\u009b31mred\u009d0;title\u009c text", "red text"],
  ])("%s are gone", (_, text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  test.each([
    ["a C1 control", "a\u0085b\u0080c", "a b c"],
    ["BEL", `a${BEL}b`, "a b"],
    ["line ends and tabs", "a\r\nb\tc\u2028d\u2029e", "a b c d e"],
    ["NUL, backspace and DEL", "a\u0000b\bc\u007fd", "a b c d"],
    ["a lone escape", `a${ESC}`, "a "],
    ["marks that override the writing direction", "a\u202eb\u202cc\u2066d\u2069e", "a b c d e"],
    ["marks that imply a writing direction", "a\u200eb\u200fc\u061cd", "a b c d"],
  ])("%s becomes a space", (_, text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  test.each([
    ["a title without an end", `${ESC}]0;title`],
    ["a sequence within a sequence", `${ESC}${ESC}[31m[31mx`],
    ["a string within an escape", `${ESC}${ESC}]0;a${BEL}[31mx`],
    ["a sequence that is cut off", `${ESC}[31`],
    ["C1 openings without an end", "\u009d\u009d\u0090x"],
  ])("%s leaves no control behind", (_, text) => {
    expect(printable(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  });

  test("other text is kept as it is", () => {
    for (const text of ["tit-for-tat(p=[0.9, 0.1])", "Nowak & Sigmund", "日本語", "👩‍👩‍👧 é ü –"]) {
      expect(printable(text)).toBe(text);
    }
  });
});

const texts = [
  "",
  "a",
  "abcdef",
  "abcdefgh",
  "日本語",
  "a日b本",
  "👍👍🏽👩‍👩‍👧🇩🇪",
  "❤️❤️❤️❤️",
  "1️⃣2️⃣3️⃣",
  "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301",
];
const widths = [0, 1, 2, 3, 4, 5, 6];

describe.each(texts)("%j in a room of every width", (text) => {
  test.each(widths)("%i columns", (width) => {
    const whole = stringWidth(text) <= width;
    const cut = clipped(text, width);
    expect(stringWidth(cut)).toBeLessThanOrEqual(width);
    expect(cut).toBe(whole ? text : width === 0 ? "" : `${cut.slice(0, -1)}…`);
    expect(text.startsWith(whole ? cut : cut.slice(0, -1))).toBe(true);

    const padding = " ".repeat(width - stringWidth(cut));
    expect(fitted(text, width)).toBe(cut + padding);
    expect(fitted(text, width, "right")).toBe(padding + cut);
  });
});

test("a cut is as long as it can be, and never through what is drawn as one", () => {
  expect(widths.map((width) => clipped("abcdefgh", width))).toEqual([
    "",
    "…",
    "a…",
    "ab…",
    "abc…",
    "abcd…",
    "abcde…",
  ]);
  expect(widths.map((width) => clipped("日本語", width))).toEqual([
    "",
    "…",
    "…",
    "日…",
    "日…",
    "日本…",
    "日本語",
  ]);
  expect(clipped("👩‍👩‍👧👩‍👩‍👧", 3)).toBe("👩‍👩‍👧…");
  expect(clipped("❤️❤️", 3)).toBe("❤️…");
  expect(clipped("🇩🇪🇫🇷", 3)).toBe("🇩🇪…");
});

test("widths are those of a terminal", () => {
  expect(["", "abc", "日本", "👩‍👩‍👧", "❤️", "e\u0301", "–"].map(widthOf)).toEqual([0, 3, 4, 2, 2, 1, 1]);
});
