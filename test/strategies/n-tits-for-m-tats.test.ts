import { describe, expect, test } from "vitest";
import { nTitsForMTats } from "../../src/strategies/n-tits-for-m-tats.ts";
import { titForTat, titForTwoTats } from "../../src/strategies/tit-for-tat.ts";
import { respond } from "./play.ts";

const word = "CDCDDCDDDCCCDC";
const tits = (n: number, m: number) => nTitsForMTats.create({ n, m });

describe("n tits for m tats", () => {
  test("is tit for tat at 1 and 1, tit for two tats at 1 and 2", () => {
    expect(respond(tits(1, 1), word)).toBe(respond(titForTat.create(), word));
    expect(respond(tits(1, 2), word)).toBe(respond(titForTwoTats.create(), word));
  });

  test("cooperates always at n = 0 and defects always at m = 0", () => {
    expect(respond(tits(0, 1), "DDDD")).toBe("CCCC");
    expect(respond(tits(2, 0), "CCCC")).toBe("DDDD");
  });

  test("begins its answer anew with every further tat", () => {
    expect(respond(tits(3, 2), "DDDCCCCC")).toBe("CCDDDDCC");
  });

  test("looks back from the last answer to the first tat", () => {
    expect(tits(3, 2).memory).toBe(4);
    expect(tits(0, 2).memory).toBe(0);
  });
});
