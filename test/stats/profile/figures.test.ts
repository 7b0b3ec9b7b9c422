import { describe, expect, test } from "vitest";
import { matrixGame } from "../../../src/core/game.ts";
import { record } from "../records.ts";
import { aRun, profileOf, valueOf } from "./profiles.ts";

const estimate = (figure: string, ...moves: readonly (readonly [string, string])[]) =>
  profileOf(
    moves.map(([a, b], repetition) => record(`a ${a}`, `b ${b}`, { repetition })),
    { resamples: 0 },
  ).estimates[figure]!;

const rate = (figure: string, ...moves: readonly (readonly [string, string])[]) => {
  const { value, n } = estimate(figure, ...moves);
  return { value, n };
};

describe("cooperation", () => {
  test("is the share of all turns, and not the mean of matches", () => {
    expect(rate("cooperation", ["CCCD", "CCCC"], ["DD", "CC"])).toEqual({ value: 0.5, n: 6 });
  });

  test("of first moves counts matches", () => {
    expect(rate("first-move-cooperation", ["CD", "CC"], ["DC", "CC"], ["DD", "CC"])).toEqual({
      value: 1 / 3,
      n: 3,
    });
  });

  test("after an outcome has the outcome's own action first", () => {
    // Outcomes CC, CD, DC, DD, then replies C after CC, D after CD, D after DC, C after DD.
    const match = ["CCDDC", "CDCDC"] as const;
    expect(rate("cooperation-after-cc", match)).toEqual({ value: 1, n: 1 });
    expect(rate("cooperation-after-cd", match)).toEqual({ value: 0, n: 1 });
    expect(rate("cooperation-after-dc", match)).toEqual({ value: 0, n: 1 });
    expect(rate("cooperation-after-dd", match)).toEqual({ value: 1, n: 1 });
  });

  test("after an outcome that was never met has no value, and says so", () => {
    expect(estimate("cooperation-after-dd", ["CC", "CC"])).toMatchObject({
      value: null,
      n: 0,
      lacking: "never moved after DD",
    });
  });
});

describe("niceness", () => {
  test.each([
    ["CCC", "CCC", 1, "nobody defects"],
    ["CCD", "CDC", 1, "the co-player defects first"],
    ["CDC", "CDC", 0, "both defect at once"],
    ["DCC", "CDC", 0, "the player defects first"],
    ["CCD", "CCC", 0, "the player alone defects"],
  ])("of %s against %s is %d: %s", (a, b, nice) => {
    expect(valueOf("niceness", [record(`a ${a}`, `b ${b}`)])).toBe(nice);
  });

  test("is the share of matches in which it was", () => {
    expect(rate("niceness", ["CC", "DC"], ["DC", "CC"])).toEqual({ value: 0.5, n: 2 });
  });
});

describe("forgiveness", () => {
  test.each([
    // One grudge, closed at once.
    ["CC", "DC", 1, 1],
    // One grudge that lasts.
    ["CDD", "DDD", 0, 1],
    // A second defection while the grudge is open opens no other.
    ["CDDC", "DDDC", 1, 1],
    // The co-player repents at turn 1, and is answered with D at turn 2: a penalty. Then forgiven.
    ["CDDC", "DCCC", 1 / 2, 2],
    // Two grudges, the second too late to be answered.
    ["CCC", "DCD", 1 / 2, 2],
    // Cooperation closes a grudge, and a defection on the same turn opens the next.
    ["CCC", "DDC", 1, 2],
  ])("of %s against %s is %d of %d", (a, b, value, n) => {
    expect(rate("forgiveness", [a, b])).toEqual({ value, n });
  });

  test("has no value where nobody defected", () => {
    expect(estimate("forgiveness", ["CC", "CC"])).toMatchObject({
      value: null,
      lacking: "no co-player defected",
    });
  });
});

describe("retaliation", () => {
  test.each([
    // The first turn counts whatever came before; nothing did.
    ["CD", "DC", 1, 1],
    ["CC", "DC", 0, 1],
    // A defection in answer to one's own is not counted: own D at turn 0, the other's at turn 1.
    ["DCD", "CDC", null, 0],
    // One that follows own cooperation is, though own defection came at the same turn.
    ["CDD", "CDC", 1, 1],
    // The last turn can be answered no more.
    ["CC", "CD", null, 0],
  ])("of %s against %s is %s of %d", (a, b, value, n) => {
    expect(rate("retaliation", [a, b])).toEqual({ value, n });
  });
});

describe("troublemaking and emulation", () => {
  test.each([
    ["CCC", "CCC", 0, 3],
    ["DCC", "CCC", 1 / 3, 3],
    ["DDD", "CCD", 1, 3],
    ["CDD", "DDC", 0, 1],
  ])("troublemaking of %s against %s is %d of %d", (a, b, value, n) => {
    expect(rate("troublemaking", [a, b])).toEqual({ value, n });
  });

  test("emulation is 1 for whoever repeats the co-player, and counts no first move", () => {
    expect(rate("emulation", ["CDCD", "DCDC"])).toEqual({ value: 1, n: 3 });
    expect(rate("emulation", ["CCCC", "DCDC"])).toEqual({ value: 1 / 3, n: 3 });
  });

  test("emulation has no value in matches of one turn", () => {
    expect(estimate("emulation", ["C", "D"]).lacking).toBe("no match has a second turn");
  });
});

describe("the end of a match", () => {
  const told = { runs: [aRun({ isTold: true })] };

  test("is its last tenth", () => {
    const a = `${"C".repeat(18)}DD`;
    expect(valueOf("end-game-told", [record(`a ${a}`, `b ${a}`)], told)).toBe(-1);
    expect(valueOf("end-game-told", [record("a CCCCCCCCCDDD", "b CCCCCCCCCCCC")], told)).toBeCloseTo(
      -9 / 11,
      12,
    );
  });

  test("is at least one turn and at most ten", () => {
    expect(valueOf("end-game-told", [record("a CD", "b CC")], told)).toBe(-1);
    const long = `${"C".repeat(190)}${"D".repeat(10)}`;
    expect(valueOf("end-game-told", [record(`a ${long}`, `b ${long}`)], told)).toBe(-1);
    const longer = `${"C".repeat(290)}${"D".repeat(10)}`;
    expect(valueOf("end-game-told", [record(`a ${longer}`, `b ${longer}`)], told)).toBe(-1);
  });

  test("is compared between matches whose length was told and others", () => {
    const runs = [aRun({ isTold: true }), aRun({ id: 2 })];
    const played = [
      { record: record("a CCD", "b CCC"), run: 0 },
      { record: record("a CDC", "b CCC"), run: 1 },
    ];
    expect(valueOf("end-game-told", played, { runs })).toBe(-1);
    expect(valueOf("end-game-untold", played, { runs })).toBe(0.5);
    expect(valueOf("end-game-told-less-untold", played, { runs })).toBe(-1.5);
  });

  test("says what it lacks", () => {
    const { estimates } = profileOf([record("a C", "b C")], { ...told, resamples: 0 });
    expect(estimates["end-game-told"]!.lacking).toMatch(/^needs matches of 2 turns or more whose number/);
    expect(estimates["end-game-told-less-untold"]!.lacking).toMatch(/and others where it was not$/);
  });
});

describe("adaptation", () => {
  test("cuts a match into tenths, each turn in one of them", () => {
    const moves = "CDCCDDCCCDDDCCCDDDCCDDD"; // 23 turns: tenths of 3, 2, 2, 3, 2, 2, 3 …
    const { estimates } = profileOf([record(`a ${moves}`, `b ${moves}`)], { resamples: 0 });
    const tenths = Array.from({ length: 10 }, (_, i) => estimates[`adaptation-${i + 1}`]!);
    expect(tenths.reduce((sum, { n }) => sum + n, 0)).toBe(23);
    expect(tenths[0]).toMatchObject({ value: 2 / 3, n: 3 });
    expect(tenths[1]).toMatchObject({ value: 1 / 2, n: 2 });
    expect(estimates["adaptation-late-less-early"]!.value).toBeCloseTo(0 - 2 / 3, 12);
  });

  test("leaves short matches out, and says what it lacks", () => {
    expect(estimate("adaptation-1", ["CCCCCCCCC", "CCCCCCCCC"])).toMatchObject({
      value: null,
      lacking: "needs a match of 10 turns or more, has none",
    });
  });
});

describe("memory-one", () => {
  test("replies that follow from the last outcome are certain", () => {
    const titForTat = record("a CCDDCDC", "b CDDCDCC");
    expect(valueOf("memory-one-likelihood", [titForTat])).toBeCloseTo(0, 12);
    expect(valueOf("response-entropy", [titForTat])).toBeCloseTo(0, 12);
    // 3 of 6 replies are C: one rate explains each with probability 1/2.
    expect(valueOf("memory-one-gain", [titForTat])).toBeCloseTo(Math.LN2, 12);
  });

  test("replies that are as often C as D after the same outcome are one bit", () => {
    const moves = "CCDDC"; // After CC: C, D; after DD: D, C.
    expect(valueOf("response-entropy", [record(`a ${moves}`, `b ${moves}`)])).toBeCloseTo(1, 12);
    expect(valueOf("memory-one-gain", [record(`a ${moves}`, `b ${moves}`)])).toBeCloseTo(0, 12);
  });
});

describe("zero-determinant strategies", () => {
  test("tit for tat is one, and fair", () => {
    const match = record("a CCDCDD", "b CDCDDC");
    expect(valueOf("zd-sse", [match])).toBeCloseTo(0, 12);
    expect(valueOf("zd-chi", [match])).toBeCloseTo(1, 12);
  });

  test("the slope is not read where none is near", () => {
    // Win-stay, lose-shift: its squared distance is known to be 1.24 at 3, 0, 5, 1.
    const { estimates } = profileOf([record("a CCDDCCD", "b CDCDCDC")], { resamples: 0 });
    expect(estimates["zd-sse"]!.value).toBeCloseTo(1.24, 2);
    expect(estimates["zd-chi"]).toMatchObject({ value: null, lacking: "no ZD strategy is near: SSE 1.24" });
  });

  test("outcomes that were never met are named", () => {
    expect(estimate("zd-sse", ["CCC", "CCC"]).lacking).toBe("never moved after CD, DC, DD");
  });

  test("several games are told apart first", () => {
    const other = aRun({
      id: 2,
      game: matrixGameOf([
        [4, 0],
        [5, 1],
      ]),
    });
    const match = record("a CCDCDD", "b CDCDDC");
    const again = { record: { ...match, match: { ...match.match, game: other.game } }, run: 1 };
    const { estimates } = profileOf([match, again], { runs: [aRun(), other], resamples: 0 });
    expect(estimates["zd-sse"]!.lacking).toBe("needs one game, there are several: --by game");
  });
});

const matrixGameOf = (row: readonly (readonly number[])[], cooperative: number | null = 0) =>
  matrixGame({
    id: "another",
    actions: ["C", "D", "E"].slice(0, row.length).map((symbol) => ({ symbol, label: symbol })),
    row,
    cooperative,
    source: null,
  });

describe("games that are no dilemmas", () => {
  const three = matrixGameOf([
    [0, 1, 2],
    [1, 0, 2],
    [2, 1, 0],
  ]);
  const of = (figure: string, game = three) => {
    const match = record("a CDECDECDEC", "b CCCCCCCCCC", { game });
    return profileOf([match], { runs: [aRun({ game })], resamples: 0 }).estimates[figure]!;
  };

  test("cooperation is measured where one of three actions counts as it", () => {
    expect(of("cooperation")).toMatchObject({ value: 0.4, n: 10 });
  });

  test("figures of two actions say what they need", () => {
    for (const figure of ["cooperation-after-cc", "niceness", "memory-one-gain", "zd-sse", "sfem-grim"]) {
      expect(of(figure).lacking).toBe("needs a game of two actions, another has 3");
    }
  });

  test("a game without cooperation has no figures of it", () => {
    const none = matrixGameOf(
      [
        [1, 0],
        [0, 1],
      ],
      null,
    );
    for (const figure of ["cooperation", "end-game-untold", "adaptation-1", "emulation"]) {
      expect(of(figure, none).lacking).toBe("no action of another counts as cooperation");
    }
  });
});
