import { describe, expect, test } from "vitest";
import { gladstein, tester } from "../../src/strategies/gladstein.ts";
import { respond } from "./play.ts";

describe("Gladstein's entry", () => {
  test("defects every other turn against a cooperator, by its code as by its description", () => {
    expect(respond(gladstein.create(), "CCCCCCCC")).toBe("DCCDCDCD");
    expect(respond(tester.create(), "CCCCCCCC")).toBe("DCCDCDCD");
  });

  test("apologises for the first defection it sees and then plays tit for tat", () => {
    expect(respond(gladstein.create(), "CCDDCC")).toBe("DCCCDC");
    expect(respond(tester.create(), "CCDDCC")).toBe("DCCCDC");
  });

  test("counts its moves by the code, and alternates by the description", () => {
    expect(respond(gladstein.create(), "CCCCCC", { flips: [1] })).toBe("DdCCCD");
    expect(respond(tester.create(), "CCCCCC", { flips: [1] })).toBe("DdCDCD");
  });
});
