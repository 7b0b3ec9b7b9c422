import { describe, expect, test } from "vitest";
import { criticalChiSquared, seemsFair } from "../../src/strategies/chi-squared.ts";
import { davis } from "../../src/strategies/davis.ts";
import { downing } from "../../src/strategies/downing.ts";
import { feld } from "../../src/strategies/feld.ts";
import { graaskamp } from "../../src/strategies/graaskamp.ts";
import { nydegger } from "../../src/strategies/nydegger.ts";
import { shubik } from "../../src/strategies/shubik.ts";
import { steinRapoport } from "../../src/strategies/stein-rapoport.ts";
import { tidemanChieruzzi } from "../../src/strategies/tideman-chieruzzi.ts";
import { tullock } from "../../src/strategies/tullock.ts";
import { respond } from "./play.ts";

describe("Tideman and Chieruzzi", () => {
  test("punishes the third run of defections with three defections", () => {
    expect(respond(tidemanChieruzzi.create(), "DCCDCCCDCCCCC")).toBe("CDCCDDCCDDDCC");
  });

  test("defects on the last two moves of a known length, and only then", () => {
    expect(respond(tidemanChieruzzi.create(), "CCCCCC", { horizon: { turns: 5 } })).toBe("CCCDDC");
    expect(respond(tidemanChieruzzi.create(), "CCCCCC", { horizon: { continuation: 0.9 } })).toBe("CCCCCC");
  });
});

describe("Nydegger", () => {
  test("defects on move 3 after a co-player that opened with D and C", () => {
    expect(respond(nydegger.create(), "DCC")).toBe("CDD");
    expect(respond(nydegger.create(), "CCC")).toBe("CCC");
  });

  test("cooperates after three mutual defections", () => {
    expect(respond(nydegger.create(), "DDDD", { flips: [0] })).toBe("dDDC");
  });
});

describe("Shubik", () => {
  test("punishes each new offence one turn longer", () => {
    expect(respond(shubik.create(), "DCDCCDCCCC")).toBe("CDCDDCDDDC");
  });

  test("does not count defections that meet its punishment", () => {
    expect(respond(shubik.create(), "DDCCDDDCC")).toBe("CDCCCDDCC");
  });
});

describe("Stein and Rapoport", () => {
  test("defects on a co-player whose fourteen moves could be a fair coin's", () => {
    const even = "CDCDCDCDCDCDCD";
    expect(respond(steinRapoport.create(), `${even}CCC`)).toMatch(/^CCCC[CD]{10}DDD$/);
    expect(respond(steinRapoport.create(), "C".repeat(17))).toBe("C".repeat(17));
  });

  test("forgives at the next check if the co-player no longer seems random", () => {
    const moves = respond(steinRapoport.create(), "CDCDCDCDCDCDCD" + "C".repeat(16) + "CC");
    expect(moves.slice(14, 29)).toBe("D".repeat(15));
    expect(moves.slice(29)).toBe("CCC");
  });
});

describe("Davis", () => {
  test("answers an early defection when its ten cooperations are over", () => {
    expect(respond(davis.create(), "CDCCCCCCCCCCC")).toBe("CCCCCCCCCCDDD");
    expect(respond(davis.create({ turns: 2 }), "DCCC")).toBe("CCDD");
  });
});

describe("Downing", () => {
  test("tries one cooperation on a co-player that always cooperates", () => {
    expect(respond(downing.create(), "C".repeat(8))).toBe("DDCDDDDD");
  });

  test("takes the co-player's first move for an answer to a C", () => {
    expect(respond(downing.create(), "CDD")).toBe("DDC");
    expect(respond(downing.create(), "DCD")).toBe("DDD");
  });
});

describe("Graaskamp", () => {
  test("probes on move 51", () => {
    expect(respond(graaskamp.create(), "C".repeat(56))).toBe("C".repeat(50) + "D" + "C".repeat(5));
  });

  test("defects for ever on a co-player that could be a fair coin", () => {
    expect(respond(graaskamp.create(), "CD".repeat(28) + "CCCC").slice(56)).toBe("DDDD");
  });

  test("surprises an unlike co-player once every five to fourteen turns", () => {
    const surprises = respond(graaskamp.create(), "C".repeat(2000)).slice(56);
    const gaps = surprises.split("D").map((run) => run.length + 1);
    expect(Math.min(...gaps.slice(1, -1))).toBe(5);
    expect(Math.max(...gaps.slice(1, -1))).toBe(14);
  });
});

describe("Feld", () => {
  test("answers every defection with a defection", () => {
    expect(respond(feld.create(), "D".repeat(20))).toBe("C" + "D".repeat(19));
  });

  test("draws no random number if both of its chances are certain", () => {
    const certain = feld.create({ start: 1, end: 1 });
    expect(certain.stochastic).toBe(false);
    expect(respond(certain, "CDCC")).toBe("CCDC");
  });
});

describe("Tullock", () => {
  test("cooperates on eleven moves and never after ten defections", () => {
    expect(respond(tullock.create(), "D".repeat(40))).toBe("C".repeat(11) + "D".repeat(29));
  });
});

describe("the chi-squared test of fairness", () => {
  test("has the critical values of the tables", () => {
    // the squares of the normal quantiles at 0.75, 0.975 and 0.9995
    expect(criticalChiSquared(0.5)).toBeCloseTo(0.674489750196082 ** 2, 10);
    expect(criticalChiSquared(0.05)).toBeCloseTo(1.959963984540054 ** 2, 10);
    expect(criticalChiSquared(0.001)).toBeCloseTo(3.290526731491895 ** 2, 10);
  });

  test("finds everything fair at alpha 0, and only an even split at alpha 1", () => {
    expect(seemsFair(0, 50, criticalChiSquared(0))).toBe(true);
    expect(seemsFair(25, 50, criticalChiSquared(1))).toBe(true);
    expect(seemsFair(26, 50, criticalChiSquared(1))).toBe(false);
  });
});
