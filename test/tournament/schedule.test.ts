import { describe, expect, test } from "vitest";
import { catalogue } from "../../src/registry.ts";
import { matchesOf, pairings } from "../../src/tournament/schedule.ts";
import { createTournament } from "../../src/tournament/spec.ts";

const make = (data: object) => createTournament({ turns: 10, ...data }, catalogue, "test");
const meetings = (data: object): string[] =>
  pairings(make(data))
    .map(({ row, column }) => `${row.id} ${column.id}`)
    .sort();

describe("a round-robin", () => {
  test("has each pair once, and with self-play each player against itself", () => {
    const players = ["random", "tit-for-tat", "grudger"];
    const pairs = ["grudger random", "grudger tit-for-tat", "random tit-for-tat"];
    expect(meetings({ players })).toEqual(pairs);
    const twins = players.map((id) => `${id} ${id}`);
    expect(meetings({ players, "self-play": true })).toEqual([...pairs, ...twins].sort());
  });

  test("is the same in whatever order the players are listed", () => {
    const players = ["random", "tit-for-tat", "grudger", "cooperator"];
    expect(meetings({ players })).toEqual(meetings({ players: [...players].reverse() }));
  });

  test("has both seat orders where the game is asymmetric, and self-play once", () => {
    const data = { players: ["random", "tit-for-tat"], game: "matching-pennies", "self-play": true };
    expect(meetings(data)).toEqual([
      "random random",
      "random tit-for-tat",
      "tit-for-tat random",
      "tit-for-tat tit-for-tat",
    ]);
  });
});

describe("a focal set", () => {
  test("meets the rest, and nobody else meets anybody", () => {
    const data = { players: ["random", "tit-for-tat", "grudger"], versus: ["tit-for-tat", "defector"] };
    expect(meetings(data)).toEqual([
      "defector grudger",
      "defector random",
      "grudger tit-for-tat",
      "random tit-for-tat",
    ]);
  });
});

describe("the matches of a pairing", () => {
  test("have their random lengths drawn beforehand, each from its own key", () => {
    const tournament = make({
      players: ["random", "grudger"],
      turns: undefined,
      continuation: 0.95,
      repetitions: 50,
    });
    const [pairing] = pairings(tournament);
    const lengths = matchesOf(tournament, pairing!).map(({ turns }) => turns);
    expect(new Set(lengths).size).toBeGreaterThan(10);
    expect(matchesOf(tournament, pairing!).map(({ turns }) => turns)).toEqual(lengths);
    for (const match of matchesOf(tournament, pairing!))
      expect(match.told.horizon).toEqual({ continuation: 0.95 });
  });
});
