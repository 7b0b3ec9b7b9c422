import { expect, test } from "vitest";
import { alternatorHunter, constantHunters, randomHunter } from "../../src/strategies/hunters.ts";
import { respond } from "./play.ts";

test("defector hunter hunts from the fifth turn on and stops at the first cooperation", () => {
  expect(respond(constantHunters[0]!.create(), "DDDDDCD")).toBe("CCCCDDC");
});

test("alternator hunter decides once, on either phase", () => {
  expect(respond(alternatorHunter.create(), "DCDCDCCCC")).toBe("CCCCCCDDD");
  expect(respond(alternatorHunter.create(), "CCDCDCDCD")).toBe("CCCCCCCCC");
});

test("random hunter hunts a co-player that pays its cooperation back half of the time", () => {
  expect(respond(randomHunter.create(), "CDCDCDCDCDCDC")).toBe("CCCCCCCCCCCDD");
  expect(respond(randomHunter.create(), "CCCCCCCCCCCCC")).toBe("CCCCCCCCCCCCC");
});
