import { describe, expect, test } from "vitest";
import { secondGladstein, secondTester } from "../../src/strategies/second-gladstein.ts";
import { respond } from "./play.ts";

describe("Gladstein's entry", () => {
  test("defects every other turn against a cooperator, by its code as by its description", () => {
    expect(respond(secondGladstein.create(), "CCCCCCCC")).toBe("DCCDCDCD");
    expect(respond(secondTester.create(), "CCCCCCCC")).toBe("DCCDCDCD");
  });

  test("apologises for the first defection it sees and then plays tit for tat", () => {
    expect(respond(secondGladstein.create(), "CCDDCC")).toBe("DCCCDC");
    expect(respond(secondTester.create(), "CCDDCC")).toBe("DCCCDC");
  });

  test("counts its moves by the code, and alternates by the description", () => {
    expect(respond(secondGladstein.create(), "CCCCCC", { flips: [1] })).toBe("DdCCCD");
    expect(respond(secondTester.create(), "CCCCCC", { flips: [1] })).toBe("DdCDCD");
  });
});
