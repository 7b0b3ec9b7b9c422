import { describe, expect, test } from "vitest";
import { secondRowsam } from "../../src/strategies/second-rowsam.ts";
import { respond } from "./play.ts";

describe("Rowsam's second entry", () => {
  test("answers a poor score with D, C, D", () => {
    expect(respond(secondRowsam.create(), "DCCCCCCCC")).toBe("CCCCCDCDC");
  });

  test("defects for ever once its distrust is 7", () => {
    expect(respond(secondRowsam.create(), "D".repeat(16))).toBe("CCCCCDCDCCCDDDDD");
  });
});
