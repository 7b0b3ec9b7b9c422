import { describe, expect, test } from "vitest";
import { secondHarrington } from "../../src/strategies/second-harrington.ts";
import { respond } from "./play.ts";

const play = (word: string): string => respond(secondHarrington.create(), word);

describe("Harrington's second entry", () => {
  test("probes on turn 37 and makes two cooperations after it", () => {
    expect(play("C".repeat(40)).slice(0, 39)).toBe("C".repeat(36) + "DCC");
  });

  test("probes no more once a probe was answered with D", () => {
    const word = "C".repeat(37) + "D" + "C".repeat(162);
    expect(play(word).slice(39)).toBe("C".repeat(161));
  });

  test("takes one that defects first on turn 37 for kind, until it defects again", () => {
    const own = play("C".repeat(36) + "D" + "C".repeat(63));
    expect(own.slice(37)).toBe("C".repeat(63));
  });
});
