import { describe, expect, test } from "vitest";
import { alexei, eugineNier } from "../../src/strategies/lesswrong.ts";
import { respond } from "./play.ts";

describe("the LessWrong tit for tats", () => {
  test("defect on the last turn where they were told which it is", () => {
    expect(respond(alexei.create(), "CCCC", { horizon: { turns: 4 } })).toBe("CCCD");
    expect(respond(alexei.create(), "C", { horizon: { turns: 1 } })).toBe("D");
    expect(respond(alexei.create(), "CCCC", { horizon: { continuation: 0.75 } })).toBe("CCCC");
    expect(respond(alexei.create(), "CCCC")).toBe("CCCC");
  });

  test("go on as before where the match outlasts what they were told", () => {
    expect(respond(alexei.create(), "CCCC", { horizon: { turns: 3 } })).toBe("CCDC");
  });

  test("Eugine Nier defects for ever after five defections", () => {
    expect(respond(eugineNier.create(), "DCDCDCDCDCC")).toBe("CDCDCDCDCDD");
  });
});
