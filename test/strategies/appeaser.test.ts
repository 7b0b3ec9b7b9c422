import { expect, test } from "vitest";
import { appeaser } from "../../src/strategies/appeaser.ts";
import { respond } from "./play.ts";

test("appeaser switches from its move as played, not as meant", () => {
  expect(respond(appeaser.create(), "CDDC")).toBe("CCDC");
  expect(respond(appeaser.create(), "CCDC", { flips: [1] })).toBe("CdDC");
});
