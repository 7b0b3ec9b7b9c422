import { expect, test } from "vitest";
import { trickyCooperator, trickyDefector } from "../../src/strategies/tricky.ts";
import { respond } from "./play.ts";

test("tricky cooperator defects from turn four on, and waits ten turns after a defection", () => {
  expect(respond(trickyCooperator.create(), "CCCCDCCCCCCCCCCC")).toBe("CCCDDCCCCCCCCCCD");
});

test("tricky defector offers peace after three defections by one that once cooperated", () => {
  expect(respond(trickyDefector.create(), "DDDDCDDDDC")).toBe("DDDDDDDDCC");
});
