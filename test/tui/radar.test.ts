import { expect, test } from "vitest";
import stringWidth from "string-width";
import { radar, type RadarAxis } from "../../src/tui/radar.ts";

const textOf = (axes: readonly RadarAxis[], columns: number, rows: number): string =>
  radar(axes, { columns, rows })
    .map((spans) =>
      spans
        .map(({ text }) => text)
        .join("")
        .trimEnd(),
    )
    .join("\n");

const four = (...values: readonly (readonly (number | null)[])[]): readonly RadarAxis[] =>
  values.map((own, i) => ({ title: ["north", "east", "south", "west"][i]!, values: own }));

test("values on neighbouring axes are joined around the centre", () => {
  expect(`\n${textOf(four([1], [1], [1], [1]), 34, 11)}\n`).toMatchInlineSnapshot(`
    "
                   north
                    ⡠a⡀
                  ⡠⠊ ⠄⠈⠢⡀
                ⡠⠊   ⠄  ⠈⠢⡀
              ⡠⠊   ⠄ ⠄ ⠄  ⠈⠢⡀
       west a⡎ ⠄ ⢄ ⠄ ⠄ ⠄ ⠦ ⠄⠈a east
             ⠈⠢⡀   ⡀ ⠄ ⠠   ⡠⠊
               ⠈⠢⡀   ⡤   ⡠⠊
                 ⠈⠢⡀ ⠄ ⡠⠊
                   ⠈⠢a⠊
                   south
    "
  `);
});

test("a value that is not known leaves a gap on both of its sides", () => {
  expect(`\n${textOf(four([1], [null], [1], [1]), 34, 11)}\n`).toMatchInlineSnapshot(`
    "
                   north
                    ⡠a
                  ⡠⠊ ⠄ ⠂
                ⡠⠊   ⠄   ⠂
              ⡠⠊   ⠄ ⠄ ⠄   ⠂
       west a⡎ ⠄ ⢄ ⠄ ⠄ ⠄ ⠦ ⠄ ⠦ east
             ⠈⠢⡀   ⡀ ⠄ ⠠   ⠠
               ⠈⠢⡀   ⡤   ⠠
                 ⠈⠢⡀ ⠄ ⠠
                   ⠈⠢a
                   south
    "
  `);
});

test("two players have a letter each, and one of their own where both are", () => {
  expect(`\n${textOf(four([1, 1], [1, 0.5], [0.5, 0], [1, 0.5]), 34, 11)}\n`).toMatchInlineSnapshot(`
    "
                   north
                    ⣠&⡀
                  ⡠⢊⠎⠄⢫⠢⡀
                ⡠⠊⢀⠎ ⠄ ⢣⠈⠢⡀
              ⡠⠊ ⢀⠎⠄ ⠄ ⠄⢣ ⠈⠢⡀
       west a⣎ ⠄ b⠤⠤⠤b⠤⠤⠤b ⠄⢈a east
              ⠉⡒⠤⣀ ⡀ ⠄ ⠠⢀⡠⠔⠪⠁
                 ⡀⠉⠒⠤a⠔⠊⠁⠠
                   ⡀ ⠄ ⠠
                     ⡤
                   south
    "
  `);
});

test("what is nowhere known is a web without values", () => {
  const drawn = textOf(four([null], [null], [null], [null]), 34, 11);
  expect(drawn).not.toMatch(/[ab&](?![a-z])/);
  expect(drawn).toContain("north");
});

test.each([
  ["narrow", 34, 11],
  ["wide", 90, 12],
  ["tall", 34, 40],
])(
  "lines are as wide as the room, with titles in full-width letters, where that is %s",
  (_, columns, rows) => {
    const axes = ["合作合作合作合作", "第一步", "宽容宽容宽容宽容", "报复", "模仿"].map((title, i) => ({
      title,
      values: [i / 4],
    }));
    const lines = radar(axes, { columns, rows });
    expect(lines).toHaveLength(rows);
    for (const spans of lines) expect(stringWidth(spans.map(({ text }) => text).join(""))).toBe(columns);
  },
);
