import { describe, expect, test } from "vitest";
import { findGame } from "../../src/registry.ts";
import { bestResponder, fictitiousPlay, regretMatching } from "../../src/strategies/best-reply.ts";
import { respond } from "./play.ts";

const game = findGame("rock-paper-scissors");

describe("best replies", () => {
  test("beat what the co-player did last", () => {
    expect(respond(bestResponder.create(), "RPSR", { game })).toBe("RPSR");
    expect(respond(bestResponder.create(), "SSRRP", { game })).toBe("RRRPP");
  });

  test("are defections in a prisoner's dilemma, after the first move", () => {
    expect(respond(bestResponder.create(), "CDCD")).toBe("CDDD");
    expect(respond(fictitiousPlay.create(), "CDCD")).toBe("CDDD");
  });

  test("of fictitious play answer all that the co-player did, not only what it did most", () => {
    expect(respond(fictitiousPlay.create(), "PPPRRR", { game })).toBe("RSSSSP");
  });
});

describe("regret matching", () => {
  test("learns to beat a co-player that never changes", () => {
    expect(respond(regretMatching.create(), "R".repeat(200), { game }).slice(100)).toBe("P".repeat(100));
  });

  test("ends at defection in a prisoner's dilemma", () => {
    expect(respond(regretMatching.create(), "CD".repeat(50)).slice(50)).toBe("D".repeat(50));
  });
});
