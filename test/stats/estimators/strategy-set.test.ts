import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { COIN, matchCounts, STRATEGY_SET } from "../../../src/stats/estimators/strategy-set.ts";

interface Published {
  readonly strategies: readonly string[];
  readonly matching: readonly (readonly number[])[];
  readonly subjects: readonly { readonly index: number; readonly games: readonly string[] }[];
}

const fixture = new URL("../../fixtures/romero-2018/frequencies.json", import.meta.url);
const published = JSON.parse(readFileSync(fixture, "utf8")) as Published;

const moves = (word: string): Uint8Array => Uint8Array.from(word, (symbol) => (symbol === "C" ? 0 : 1));

/** How many moves match, by the strategy's id. */
function counts(own: string, other: string, counted: Uint8Array | null = null): Record<string, number> {
  const out = new Float64Array(STRATEGY_SET.length);
  matchCounts(moves(own), moves(other), counted, out, 0);
  return Object.fromEntries(STRATEGY_SET.map(({ id }, k) => [id, out[k]!]));
}

/** Ours and the published name of it. */
const names: readonly (readonly [string, string])[] = [
  ["always-cooperate", "allc"],
  ["always-defect", "alld"],
  ["tit-for-tat", "tft"],
  ["suspicious-tit-for-tat", "dtft"],
  ["grim", "grim"],
  ["tit-for-two-tats", "tf2t"],
  ["two-tits-for-tat", "2tft"],
  ["two-turn-punisher", "t2"],
  ["lenient-grim-2", "grim2"],
  ["lenient-grim-3", "grim3"],
];

test.each(names)("%s matches as many moves of ten people as published", (id, theirs) => {
  const at = published.strategies.indexOf(theirs);
  for (const { index, games } of published.subjects) {
    const sum = games
      .map((game) => game.split(" ") as [string, string])
      .reduce((total, [own, other]) => total + counts(own, other)[id]!, 0);
    expect(sum, `subject ${index}`).toBe(published.matching[index]![at]);
  }
});

test("win-stay, lose-shift answers the player's own moves as they were, not those it would have made", () => {
  // After CC, CD, DC, DD and CC it would play C, D, D, C and C.
  expect(counts("CCDDCC", "CDCDCC")["win-stay-lose-shift"]).toBe(1 + 1 + 1 + 1 + 1 + 1);
  expect(counts("DDDD", "CCCC")["win-stay-lose-shift"]).toBe(3);
});

test("grim ones are set off by the co-player alone", () => {
  const { grim, "lenient-grim-2": two, "lenient-grim-3": three } = counts("DCDDDDD", "CCDDCDC");
  expect([grim, two, three]).toEqual([5, 4, 1]);
});

test("a coin tosser owns half of any moves", () => {
  expect(STRATEGY_SET[COIN]!.id).toBe("random");
  expect(counts("CCC", "DDD")["random"]).toBe(1.5);
});

test("moves that are not counted are history all the same", () => {
  const counted = Uint8Array.of(1, 0, 1);
  const out = new Float64Array(STRATEGY_SET.length + 1).fill(7);
  expect(matchCounts(moves("CDD"), moves("DDC"), counted, out, 1)).toBe(2);
  const [before, ...after] = out;
  expect(before).toBe(7);
  const tft = STRATEGY_SET.findIndex(({ id }) => id === "tit-for-tat");
  expect(after[tft]).toBe(2);
  expect(after[COIN]).toBe(1);
});

test("what one match left does not show in the next", () => {
  const first = counts("CDCDDC", "DCCDCD");
  counts("DDDDDDDD", "DDDDDDDD");
  expect(counts("CDCDDC", "DCCDCD")).toEqual(first);
});

test("a match without a turn has nothing to count", () => {
  expect(Object.values(counts("", ""))).toEqual(STRATEGY_SET.map(() => 0));
});
