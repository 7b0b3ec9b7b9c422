import { describe, expect, test } from "vitest";
import type { RawParameters } from "../../src/core/player-id.ts";
import { retaliators } from "../../src/strategies/retaliate.ts";

import { respond } from "./play.ts";

const retaliator = (id: string, parameters: RawParameters) =>
  retaliators.find((entry) => entry.id === id)!.create(parameters);

describe("retaliators", () => {
  test("stop once they are even by their threshold", () => {
    expect(respond(retaliator("retaliate", { threshold: 0.5 }), "DCCCC")).toBe("CDDCC");
  });

  test("with a limit cooperate once after as many retaliations, and begin again", () => {
    expect(respond(retaliator("limited-retaliate", { limit: 2 }), "DCCCCCC")).toBe("CDDCDDC");
  });
});
