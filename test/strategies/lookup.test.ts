import { describe, expect, test } from "vitest";
import { findGame } from "../../src/registry.ts";
import { lookup } from "../../src/strategies/lookup.ts";
import { sequence } from "../../src/strategies/sequence.ts";
import { namedTables } from "../../src/strategies/tables.ts";
import { titForTat } from "../../src/strategies/tit-for-tat.ts";
import { respond } from "./play.ts";

const word = "CDDCDCCCDDDCDCDDCC";

describe("look-up tables", () => {
  test("play tit for tat by default", () => {
    expect(respond(lookup.create(), word)).toBe(respond(titForTat.create(), word));
  });

  test("read own moves before the co-player's, and its first moves last", () => {
    const own = lookup.create({ table: "DC", own: 1, other: 0 });
    expect(respond(own, "CCCC")).toBe("CDCD");
    const opening = lookup.create({ table: "CD", other: 0, opening: 1 });
    expect(respond(opening, "DCCC")).toBe("CDDD");
    expect(opening.memory).toBe(Infinity);
  });

  test("take the oldest move of a past as its first letter", () => {
    const player = lookup.create({ table: "CCDC", other: 2, first: "CC" });
    expect(respond(player, "CDCDDC")).toBe("CCCDCC");
  });

  test("refuse a table of the wrong length", () => {
    expect(() => lookup.create({ table: "CDC", own: 1 })).toThrow(
      "table must have 4 entries, got 3 for lookup",
    );
  });

  test("take probabilities too, and say so", () => {
    expect(lookup.create({ table: [1, 0.5] }).stochastic).toBe(true);
    expect(lookup.create({ table: [1, 0] }).id).toBe("lookup");
  });

  test.each(namedTables)("$id has an entry for each past and is not stochastic without need", (entry) => {
    const { stochastic } = entry.create();
    const runs = [1, 2, 3].map((seed) => respond(entry.create(), "CDDDCCDC".repeat(60), { seed }));
    expect(new Set(runs).size > 1).toBe(stochastic);
  });
});

describe("sequence", () => {
  const game = findGame("rock-paper-scissors");

  test("starts again at the end of its word", () => {
    expect(respond(sequence.create({ moves: "CCD" }), "DDDDDDD")).toBe("CCDCCDC");
  });

  test("plays any game by its symbols", () => {
    expect(respond(sequence.create({ moves: "SSP" }), "RRRRR", { game })).toBe("SSPSS");
    expect(respond(sequence.create(), "RRRRR", { game })).toBe("RPSRP");
  });

  test("says which move the game lacks", () => {
    expect(() => respond(sequence.create({ moves: "CD" }), "RR", { game })).toThrow(
      "sequence(moves=CD) cannot play rock-paper-scissors: it has no action C",
    );
  });
});
