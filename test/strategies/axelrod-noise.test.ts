import { describe, expect, test } from "vitest";
import { dilemma } from "../../src/core/game.ts";
import { outcomeOf, START } from "../../src/core/outcome.ts";
import type { Strategy } from "../../src/core/player.ts";
import { noRandom } from "../../src/core/random.ts";
import { strategies } from "../../src/strategies/index.ts";
import { ownSpelling } from "./axelrod-parameters.ts";
import { noisy, type NoisyRow } from "./axelrod-vectors.ts";

function subject({ strategy, init_kwargs }: NoisyRow): Strategy {
  if (init_kwargs === undefined) {
    const entry = strategies.find(({ axelrodName }) => axelrodName === strategy);
    if (entry === undefined) throw new Error(`no entry has the Axelrod name ${strategy}`);
    return entry.create();
  }
  const spelling = ownSpelling(strategy, init_kwargs);
  if (spelling === undefined) throw new Error(`no spelling for ${strategy}(${JSON.stringify(init_kwargs)})`);
  return strategies.find(({ id }) => id === spelling.id)!.create(spelling.parameters);
}

/** What the strategy means to do each turn, whatever was played in the turns before: those are the row's. */
function intentions(strategy: Strategy, row: NoisyRow): string {
  const [R, S, T, P] = row.payoffs ?? [3, 0, 5, 1];
  const game = dilemma("prisoners-dilemma", { R, S, T, P }, null);
  const horizon = row.told === null ? "unknown" : { turns: row.told };
  const act = strategy.begin({ game, noise: row.noise, horizon }, noRandom(strategy.id));
  const played = row.own.toUpperCase();
  let last = START;
  let word = "";
  for (let turn = 0; turn < played.length; turn++) {
    word += "CD"[act(last)]!;
    last = outcomeOf("CD".indexOf(played[turn]!), "CD".indexOf(row.other[turn]!), 2);
  }
  return word;
}

/** The library's intentions: its moves, but for the flipped ones. */
const wanted = (row: NoisyRow): string =>
  row.own.replace(/[cd]/g, (flipped) => (flipped === "c" ? "D" : "C"));

/** Names the first turn (from 1) at which the intentions part, with what led to it. */
function difference(row: NoisyRow): string | null {
  const ours = intentions(subject(row), row);
  const theirs = wanted(row);
  if (ours === theirs) return null;
  const turn = Array.from(ours).findIndex((move, i) => move !== theirs[i]);
  const from = Math.max(0, turn - 12);
  const kwargs = row.init_kwargs === undefined ? "" : ` with ${JSON.stringify(row.init_kwargs)}`;
  return [
    `against ${row.opponent}${kwargs} at noise ${row.noise}, told ${row.told ?? "no"} turns, on turn ${turn + 1}: meant ${ours[turn]!}, expected ${theirs[turn]!}`,
    `own   …${row.own.slice(from, turn)}`,
    `other …${row.other.slice(from, turn)}`,
  ].join("\n");
}

const byStrategy = new Map<string, NoisyRow[]>();
for (const row of noisy) byStrategy.set(row.strategy, [...(byStrategy.get(row.strategy) ?? []), row]);

describe("under noise, turn for turn as in the Axelrod library", () => {
  test.each([...byStrategy])("%s", (_, rows) => {
    for (const row of rows) expect(difference(row)).toBeNull();
  });

  test("every deterministic strategy that the library has is among them", () => {
    const missing = strategies.filter(
      (entry) =>
        entry.axelrodName !== null && !entry.create().stochastic && !byStrategy.has(entry.axelrodName),
    );
    expect(missing.map(({ id }) => id)).toEqual([]);
  });
});
