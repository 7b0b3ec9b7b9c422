import { expect, test } from "vitest";
import { backStabber, doubleCrosser } from "../../src/strategies/back-stabber.ts";
import { respond } from "./play.ts";

test("back stabber forgives three defections and no more", () => {
  expect(respond(backStabber.create(), "DDCDCDCC")).toBe("CCCCCCDD");
});

test("back stabber defects on the last two turns of a length it knows, and only there", () => {
  expect(respond(backStabber.create(), "CCCCCC", { horizon: { turns: 5 } })).toBe("CCCDDC");
  expect(respond(backStabber.create(), "CCCCCC")).toBe("CCCCCC");
});

test("double crosser bears with single defections after seven cooperations", () => {
  expect(respond(doubleCrosser.create(), "CCCCCCCDCDCDCDCDDC")).toBe("CCCCCCCCCCCCCCCCCD");
  expect(respond(doubleCrosser.create(), "DCCCCCCDCDCDCD")).toBe("CCCCCCCCCCCCDD");
});
