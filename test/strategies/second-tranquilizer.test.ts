import { expect, test } from "vitest";
import { secondTranquilizer } from "../../src/strategies/second-tranquilizer.ts";
import { respond } from "./play.ts";

test("Tranquilizer springs surprises on a cooperator, but never two in a row", () => {
  const own = respond(secondTranquilizer.create(), "C".repeat(2000));
  expect(own).toContain("D");
  expect(own).not.toMatch(/DD/);
});
