import { describe, expect, test } from "vitest";
import { collectiveStrategy, detective, handshake, namedProbers } from "../../src/strategies/probers.ts";
import { respond } from "./play.ts";

const prober = (id: string) => namedProbers.find((entry) => entry.id === id)!.create();

describe("probers", () => {
  test("prober exploits whoever lets the opening pass, and plays tit for tat with the rest", () => {
    expect(respond(prober("prober"), "CCCDD")).toBe("DCCDD");
    expect(respond(prober("prober"), "CDCCDC")).toBe("DCCCCD");
  });

  test("prober 2 cooperates for ever with whoever hit back once", () => {
    expect(respond(prober("prober-2"), "CDCDDD")).toBe("DCCCCC");
  });

  test("hard prober judges the second and third moves, not the fourth", () => {
    expect(respond(prober("hard-prober"), "DCCDCC")).toBe("DDCCDD");
    expect(respond(prober("hard-prober"), "DCDCDC")).toBe("DDCCCD");
  });

  test("a prober looks at the co-player's moves alone, so that noise on its own opening changes nothing", () => {
    expect(respond(prober("prober"), "CCCDD", { flips: [0, 1] })).toBe("cdCDD");
  });

  test("detective plays tit for tat after any defection in its opening, however long that is", () => {
    expect(respond(detective.create(), "CCDCDC")).toBe("CDCCCD");
    expect(respond(detective.create(), "CCCCCC")).toBe("CDCCDD");
    expect(respond(detective.create({ opening: "DDD" }), "CCCCC")).toBe("DDDDD");
  });

  test("handshake knows its kin by the opening alone", () => {
    expect(respond(handshake.create(), "CDDDC")).toBe("CDCCC");
    expect(respond(handshake.create(), "CCCCC")).toBe("CDDDD");
    expect(respond(handshake.create({ opening: "DCD" }), "DCDCC")).toBe("DCDCC");
  });

  test("collective strategy gives its kin up at the next defection", () => {
    expect(respond(collectiveStrategy.create(), "CDCDCC")).toBe("CDCCDD");
  });
});
