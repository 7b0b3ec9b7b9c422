import { describe, expect, test } from "vitest";
import { parseMapping } from "../../src/import/mapping.ts";
import { readMapping, shippedMappings } from "../../src/commands/read-mapping.ts";

const GOOD = `format: csv
each-row-is: turn
match: id
row: {player: a, moves: x}
column: {player: b, moves: y}
game: prisoners-dilemma
`;

const faultIn = (text: string): string => {
  try {
    parseMapping(text, "map.yaml");
  } catch (error) {
    const { message, hint } = error as { message: string; hint?: string };
    return hint === undefined ? message : `${message} ${hint}`;
  }
  throw new Error("nothing was wrong with it");
};

test("a mapping fills in what it leaves out", () => {
  expect(parseMapping(GOOD, "map.yaml").mapping).toMatchObject({
    delimiter: ",",
    sorted: true,
    sequence: "letters",
    kind: "agent",
    horizon: "untold",
    noise: 0,
    seed: 0,
  });
});

describe("a mapping that cannot be used says why and where", () => {
  test.each([
    [`${GOOD}delimeter: ;`, 'unknown key "delimeter" (map.yaml:7, delimeter) Did you mean delimiter?'],
    [GOOD.replace("moves: x", "move: x"), 'unknown key "move" (map.yaml:4, row.move) Did you mean moves?'],
    [
      `${GOOD}players:\n  - {name: a, knd: agent}`,
      'unknown key "knd" (map.yaml:8, players[0].knd) Did you mean kind?',
    ],
    [GOOD.replace("csv", "tsv"), 'format must be csv or jsonl, got "tsv" (map.yaml:1, format)'],
    [
      GOOD.replace("game: prisoners-dilemma\n", ""),
      "the game is missing (map.yaml) Say one of game, games and game-column.",
    ],
    [
      `${GOOD}game-column: g`,
      "the game is said more than once (map.yaml:6, game) Say one of game, games and game-column.",
    ],
    [
      GOOD.replace("match: id\n", ""),
      "match is missing: which rows are one match's (map.yaml) Name the columns that differ between matches.",
    ],
    [GOOD.replace("turn", "match") + "turn: t", "a row that is a match has no turn (map.yaml:7, turn)"],
    [`${GOOD.replace("csv", "jsonl")}section: s`, "only CSV files have sections (map.yaml:7, section)"],
    [
      `${GOOD}players: [{pattern: "(", id: a}]`,
      "the pattern is no regular expression (map.yaml:7, players[0].pattern)",
    ],
    [
      `${GOOD}players: [{id: a}]`,
      'players[0] must have name or pattern, and not both, got {"id":"a"} (map.yaml:7, players[0])',
    ],
    [`${GOOD}noise: 2`, "noise must be at most 1, got 2 (map.yaml:7, noise)"],
    [
      `${GOOD}labels: {a: c}`,
      'labels.a must be a game\'s letter, or aborted, got "c" (map.yaml:7, labels.a)',
    ],
    [`${GOOD}payoff-scale: 0`, "payoff-scale must not be 0, got 0 (map.yaml:7, payoff-scale)"],
    [
      "",
      "the file is empty (map.yaml) `coplay list maps` shows the mappings that come with coplay, to copy from.",
    ],
  ])("%#", (text, message) => {
    expect(faultIn(text)).toBe(message);
  });
});

test.each(shippedMappings())("%s can be read", (file) => {
  expect(readMapping(file).mapping.title).toBeDefined();
});

test("what the command line says of game, noise, seed and horizon goes before the mapping", () => {
  const over = { game: "chicken", noise: 0.1, seed: 3, continuation: 0.9 };
  const { mapping } = readMapping("fairgame-2025", over);
  expect(mapping).toMatchObject({ game: "chicken", noise: 0.1, seed: 3, horizon: { continuation: 0.9 } });
  expect(mapping.games).toBeUndefined();
});
