import { describe, expect, test } from "vitest";
import { grudger, grudgerAlternator, namedGrudgers } from "../../src/strategies/grudger.ts";
import { respond } from "./play.ts";

const named = (id: string) => namedGrudgers.find((entry) => entry.id === id)!.create();

describe("grudgers", () => {
  test("grim defects for ever after one defection", () => {
    expect(respond(grudger.create(), "CDCCC")).toBe("CCDDD");
  });

  test("openings hold whatever happens, and are not blind", () => {
    expect(respond(named("aggravater"), "CCCCDC")).toBe("DDDCCD");
    expect(respond(named("aggravater"), "DCCCC")).toBe("DDDDD");
    expect(respond(named("spiteful-cc"), "DCCC")).toBe("CCDD");
  });

  test("opposite grudger is won by a cooperation, easy go by a defection", () => {
    expect(respond(named("opposite-grudger"), "DCDD")).toBe("DDCC");
    expect(respond(named("easy-go"), "CDCC")).toBe("DDCC");
  });

  test("grudger alternator loses its beat to noise", () => {
    expect(respond(grudgerAlternator.create(), "DCCCC")).toBe("CDCDC");
    expect(respond(grudgerAlternator.create(), "DCCCC", { flips: [1] })).toBe("CcDCD");
  });
});
