import { describe, expect, test } from "vitest";
import { gradual, gradualKiller, originalGradual } from "../../src/strategies/gradual.ts";
import { respond } from "./play.ts";

describe("gradual", () => {
  const word = "DCCCDDCCCDCCCCCC"; // a defection, two in a row, one more

  test("counts defections made during its own punishments", () => {
    expect(respond(gradual.create(), word)).toBe("CDCCCDDCCCDDDDCC");
  });

  test("in its original form counts its punishments", () => {
    expect(respond(originalGradual.create(), word)).toBe("CDCCCDDCCCDDDCCC");
  });
});

test("gradual killer defects for ever only if both its Cs met a D", () => {
  expect(respond(gradualKiller.create(), "CCCCCDDCC")).toBe("DDDDDCCDD");
  expect(respond(gradualKiller.create(), "DDDDDCDDD")).toBe("DDDDDCCCC");
});
