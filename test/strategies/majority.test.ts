import { describe, expect, test } from "vitest";
import { goByMajority, hardGoByMajority } from "../../src/strategies/majority.ts";
import { respond } from "./play.ts";

describe("go by majority", () => {
  test("breaks ties with C if soft and with D if hard", () => {
    expect(respond(goByMajority.create(), "DCCDD")).toBe("CDCCC");
    expect(respond(goByMajority.create({ soft: false }), "DCCDD")).toBe("DDDCD");
    expect(respond(hardGoByMajority.create(), "DCCDD")).toBe("DDDCD");
  });

  test("forgets what lies before its window", () => {
    expect(respond(goByMajority.create({ memory: 3 }), "DDDCCC")).toBe("CDDDDC");
    expect(respond(goByMajority.create(), "DDDCCC")).toBe("CDDDDD");
  });

  test("has the memory that its parameter says, and an unbounded one at 0", () => {
    expect(goByMajority.create({ memory: 7 }).memory).toBe(7);
    expect(goByMajority.create().memory).toBe(Infinity);
  });
});
