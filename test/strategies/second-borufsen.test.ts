import { describe, expect, test } from "vitest";
import { secondBorufsen } from "../../src/strategies/second-borufsen.ts";
import { respond } from "./play.ts";

describe("Borufsen's second entry", () => {
  test("breaks mutual defection with one C after three turns of it", () => {
    expect(respond(secondBorufsen.create(), "DDDDDDDD")).toBe("CDDDCDDD");
  });

  test("breaks an echo of defections by leaving out the next one", () => {
    // D goes to and fro on turns 1 to 4, three echoes; the D due on turn 6 is left out.
    expect(respond(secondBorufsen.create(), "DCDCDCC")).toBe("CDCDCCC");
  });

  test("takes noise on its own moves into account as the moves that they became", () => {
    expect(respond(secondBorufsen.create(), "DDDDCC", { flips: [1] })).toBe("CcDDDC");
  });

  test("defects for 25 turns on a defector, and once more before it tries again", () => {
    const own = respond(secondBorufsen.create(), "D".repeat(26) + "C".repeat(28));
    expect(own.slice(26, 51)).toBe("D".repeat(25));
    expect(own.slice(51)).toBe("DCC");
  });
});
