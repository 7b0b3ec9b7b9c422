import { expect, test } from "vitest";
import { doubleResurrection, resurrection } from "../../src/strategies/resurrection.ts";
import { respond } from "./play.ts";

test("resurrection defects for ever after five defections of its own, unless noise breaks the row", () => {
  expect(respond(resurrection.create(), "DDDDDCCCC")).toBe("CDDDDDDDD");
  expect(respond(resurrection.create(), "DDDDDCCCC", { flips: [6] })).toBe("CDDDDDcCC");
});

test("double resurrection breaks every row of five", () => {
  expect(respond(doubleResurrection.create(), "CCCCCCC")).toBe("CCCCCDC");
  expect(respond(doubleResurrection.create(), "DDDDDDDD")).toBe("CDDDDDCD");
});
