import { expect, test } from "vitest";
import { stream } from "../../src/core/random.ts";
import { NO_TREMBLES, type MatchRecord, type MatchSpec } from "../../src/core/trajectory.ts";
import { pack, unpack } from "../../src/match/packed.ts";
import { matchBetween } from "./matches.ts";

/** A record of random moves, and of random trembles where the match is noisy. */
function played(match: MatchSpec): MatchRecord {
  const random = stream("packed", match.turns, match.noise, match.repetition);
  const flags = (): Uint8Array => Uint8Array.from({ length: match.turns }, () => random.below(2));
  const trembles = match.noise > 0 ? { row: flags(), column: flags() } : NO_TREMBLES;
  return { match, row: flags(), column: flags(), trembles, status: "complete" };
}

const batch = (...given: readonly { turns: number; noise: number }[]): MatchSpec[] =>
  given.map((terms, repetition) => matchBetween("a", "b", { ...terms, repetition }));

test.each([
  ["without noise", batch({ turns: 5, noise: 0 }, { turns: 5, noise: 0 })],
  ["with noise", batch({ turns: 5, noise: 0.1 }, { turns: 5, noise: 0.1 })],
  ["of unequal lengths", batch({ turns: 1, noise: 0 }, { turns: 200, noise: 0 }, { turns: 7, noise: 0 })],
  ["of unequal lengths, with noise", batch({ turns: 300, noise: 1 }, { turns: 1, noise: 0.5 })],
  [
    "some with noise and some without",
    batch({ turns: 3, noise: 0.2 }, { turns: 4, noise: 0 }, { turns: 2, noise: 0.2 }),
  ],
  ["none", []],
])("matches come out of the packet as they went in: %s", (_, matches) => {
  const records = matches.map(played);
  expect(unpack(pack(records), matches)).toEqual(records);
});

test("a packet holds moves, and flags only where there was noise", () => {
  expect(pack(batch({ turns: 5, noise: 0 }, { turns: 7, noise: 0 }).map(played)).length).toBe(24);
  expect(pack(batch({ turns: 5, noise: 0.1 }, { turns: 7, noise: 0 }).map(played)).length).toBe(34);
});

test("records are views into the packet, which is what makes it quick", () => {
  const matches = batch({ turns: 5, noise: 0.1 }, { turns: 7, noise: 0 });
  const packet = pack(matches.map(played));
  for (const { row, column, trembles, match } of unpack(packet, matches)) {
    const arrays = match.noise > 0 ? [row, column, trembles.row, trembles.column] : [row, column];
    for (const array of arrays) expect(array.buffer).toBe(packet.buffer);
  }
});
