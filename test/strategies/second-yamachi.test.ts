import { expect, test } from "vitest";
import { secondYamachi } from "../../src/strategies/second-yamachi.ts";
import { respond } from "./play.ts";

test("Yamachi's balance is of moves meant, so that noise on its own does not change its play", () => {
  const word = "CDDCDCCDDDCCDCDDDDCD";
  const undisturbed = respond(secondYamachi.create(), word);
  const disturbed = respond(secondYamachi.create(), word, { flips: [0, 3, 4, 9] });
  expect(disturbed.slice(10)).toBe(undisturbed.slice(10));
});
