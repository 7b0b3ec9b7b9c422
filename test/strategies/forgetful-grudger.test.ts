import { expect, test } from "vitest";
import { forgetfulGrudgers } from "../../src/strategies/forgetful-grudger.ts";
import { respond } from "./play.ts";

const grudge = (id: string, word: string): string =>
  respond(forgetfulGrudgers.find((entry) => entry.id === id)!.create(), word);

test("forgetful grudger answers a defection with ten", () => {
  expect(grudge("forgetful-grudger", "DCCCCCCCCCCCC")).toBe("CDDDDDDDDDDCC");
});

test("once bitten answers two defections in a row with eleven", () => {
  expect(grudge("once-bitten", "DCDDCCCCCCCCCCCCC")).toBe("CCCCDDDDDDDDDDDCC");
});

test("punisher answers the more the more often it met defection", () => {
  expect(grudge("punisher", "CCCCDCCCCCC")).toBe("CCCCCDDDDDC"); // 1 in 5: one and four
  expect(grudge("inverse-punisher", "DCCC")).toBe("CDDC"); // 1 in 1: one and one
});
