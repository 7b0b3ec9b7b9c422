/* Long because each family of figures is held to players whose figures are known exactly. */
import { describe, expect, test } from "vitest";
import { stream } from "../../../src/core/random.ts";
import type { MatchRecord } from "../../../src/core/trajectory.ts";
import type { ProfileProgress } from "../../../src/stats/profile/progress.ts";
import { profileSteps } from "../../../src/stats/profile/report.ts";
import { record } from "../records.ts";
import { aRun, collected, profileOf, reportOn, valueOf, type Played } from "./profiles.ts";

/** Matches of "a", a memory-one player of these chances of C, with others that toss a coin. */
function memoryOneMatches(
  p: readonly [number, number, number, number],
  matches: number,
  turns: number,
): MatchRecord[] {
  const random = stream("profile test", ...p);
  return Array.from({ length: matches }, (_, repetition) => {
    let own = random.chance(0.5) ? "C" : "D";
    let other = "";
    for (let turn = 0; turn < turns; turn++) {
      other += random.chance(0.5) ? "C" : "D";
      const outcome = (own[turn] === "C" ? 0 : 2) + (other[turn] === "C" ? 0 : 1);
      if (turn + 1 < turns) own += random.chance(p[outcome]!) ? "C" : "D";
    }
    return record(`a ${own}`, `b ${other}`, { repetition });
  });
}

describe("intervals", () => {
  const truth = [0.9, 0.2, 0.6, 0.35] as const;
  const matches = memoryOneMatches(truth, 400, 50);
  const { estimates } = profileOf(matches, { families: ["cooperation"] });

  test.each([
    ["cooperation-after-cc", 0],
    ["cooperation-after-cd", 1],
    ["cooperation-after-dc", 2],
    ["cooperation-after-dd", 3],
  ])("of %s are as wide as its standard error says, and the rate is within three of the truth", (id, at) => {
    const { value, interval, n } = estimates[id]!;
    const error = Math.sqrt((truth[at]! * (1 - truth[at]!)) / n);
    expect(Math.abs(value! - truth[at]!)).toBeLessThan(3 * error);
    const width = (interval!.high - interval!.low) / (2 * 1.96 * error);
    // 1,000 draws tell a width within some 5 %; matches other than these would shift it, too.
    expect(width).toBeGreaterThan(0.85);
    expect(width).toBeLessThan(1.15);
  });

  test("are as wide where observations are drawn in groups", () => {
    const many = memoryOneMatches(truth, 3000, 10);
    const { value, interval, n } = profileOf(many, { families: ["cooperation"] }).estimates[
      "cooperation-after-cd"
    ]!;
    const error = Math.sqrt((value! * (1 - value!)) / n);
    const width = (interval!.high - interval!.low) / (2 * 1.96 * error);
    expect(width).toBeGreaterThan(0.85);
    expect(width).toBeLessThan(1.15);
  });

  test("need two observations, and a repetition without chance is none", () => {
    const once = record("a CCD", "b CDD");
    const twice = { ...once, match: { ...once.match, repetition: 1 } };
    expect(profileOf([once, twice]).estimates["cooperation"]).toMatchObject({ n: 6, interval: null });
    const other = record("a CCC", "c CDD");
    const { interval } = profileOf([once, twice, other]).estimates["cooperation"]!;
    expect(interval!.low).toBeCloseTo(2 / 3, 12);
    expect(interval!.high).toBe(1);
  });

  test("take a settled pairing that two runs share for one observation", () => {
    const match = record("a CCD", "b CDD");
    const played = [0, 1].map((run): Played => ({ record: match, run }));
    const { matches, estimates } = profileOf(played, { runs: [aRun(), aRun({ id: 2 })] });
    expect(matches).toBe(2);
    expect(estimates["cooperation"]).toMatchObject({ n: 6, interval: null });
  });

  test("are as wide for a hundred runs of one match as for one run of a hundred", () => {
    const runs = Array.from({ length: 100 }, (_, i) => aRun({ id: i + 1 }));
    const of = (played: readonly Played[]) =>
      profileOf(played, { runs, families: ["cooperation"] }).estimates["cooperation"]!.interval!;
    const moves = runs.map((_, i) => (i < 60 ? "a C" : "a D"));
    const apart = of(moves.map((own, run) => ({ record: record(own, "b C"), run })));
    const together = of(moves.map((own, repetition) => ({ record: record(own, "b C", { repetition }) })));
    expect(apart).toEqual(together);
    expect(apart.high - apart.low).toBeLessThan(0.25);
  });

  test("are no narrower where the same seed decided the same matches in a second run", () => {
    const matches = memoryOneMatches(truth, 40, 20);
    const runs = [aRun(), aRun({ id: 2 })];
    const twice = (isSeeded: boolean): number => {
      const played = [0, 1].flatMap((run) => matches.map((one): Played => ({ record: one, run, isSeeded })));
      const { interval } = profileOf(played, { runs, families: ["cooperation"] }).estimates["cooperation"]!;
      return interval!.high - interval!.low;
    };
    const { interval } = profileOf(matches, { families: ["cooperation"] }).estimates["cooperation"]!;
    expect(twice(true)).toBeCloseTo(interval!.high - interval!.low, 12);
    expect(twice(false) / twice(true)).toBeLessThan(0.85);
  });

  test("need two observations in which there was something to measure", () => {
    const matches = ["D", "C", "C"].map((first, i) => record("a CC", `b ${first}C`, { repetition: i }));
    const { estimates } = profileOf(matches);
    expect(estimates["forgiveness"]).toMatchObject({ value: 1, n: 1, interval: null });
    expect(estimates["cooperation"]!.interval).toEqual({ low: 1, high: 1 });
  });

  test("are not made where fewer than half of the draws have the figure", () => {
    // One match for each outcome: a draw of four has all of them at 4! / 4⁴, 9 %.
    const matches = [
      record("a CC", "b CC"),
      record("a CC", "b DC", { repetition: 1 }),
      record("a DC", "b CC", { repetition: 2 }),
      record("a DC", "b DC", { repetition: 3 }),
    ];
    const sse = profileOf(matches).estimates["zd-sse"]!;
    expect(sse.value).not.toBeNull();
    expect(sse.interval).toBeNull();
  });
});

describe("a report", () => {
  const matches = [
    ...memoryOneMatches([0.8, 0.1, 0.7, 0.2], 20, 25),
    record("c CDCDCDCDCDCD", "a CCDCDCDCDCDC"),
    record("a DDDDDDDDDDDD", "d CCDCDCDCDCDC"),
  ];
  const sketch = { players: ["a", "b", "d"], resamples: 100 };

  test("does not depend on the order of the matches", () => {
    expect(reportOn([...matches].reverse(), sketch)).toEqual(reportOn(matches, sketch));
  });

  test("of a player does not depend on who else is shown", () => {
    const [alone] = reportOn(matches, { ...sketch, players: ["a"] }).profiles;
    expect(reportOn(matches, sketch).profiles[0]).toEqual(alone);
  });

  test("has other intervals for another seed, and the same values", () => {
    const of = (seed: number) => profileOf(matches, { resamples: 100, seed }).estimates["cooperation"]!;
    expect(of(1)).toEqual(of(1));
    expect(of(2).value).toBe(of(1).value);
    expect(of(2).interval).not.toEqual(of(1).interval);
  });

  test("holds no number that is none, whatever is missing", () => {
    const report = reportOn([record("a C", "b D"), record("a ", "c ", { aborted: "timeout" })], sketch);
    for (const { estimates } of report.profiles) {
      for (const { value, lacking, interval } of Object.values(estimates)) {
        expect(value === null).toBe(lacking !== null);
        for (const number of [value, interval?.low, interval?.high]) expect(number ?? 0).not.toBeNaN();
      }
    }
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  test("leaves self-play out, and counts aborted matches without averaging them in", () => {
    const played = [
      record("a CC", "b CC"),
      record("a DD", "a DD"),
      record("b CC", "a DD", { aborted: "timeout" }),
    ];
    const profile = profileOf(played, { resamples: 0 });
    expect(profile).toMatchObject({ matches: 1, turns: 2, aborted: 1 });
    expect(profile.estimates["cooperation"]!.value).toBe(1);
    expect(profile.estimates["aborted"]).toMatchObject({ value: 0.5, n: 2 });
  });

  test("has a profile for each group, numbers in order", () => {
    const played = ["10 turns", "9 turns", "10 turns"].map((group, repetition): Played => ({
      record: record(`a ${"CDD"[repetition]!}`, "b C", { repetition }),
      row: { group },
    }));
    const { profiles } = reportOn(played, { players: ["a"], by: "horizon", resamples: 0 });
    expect(profiles.map(({ group, matches }) => [group, matches])).toEqual([
      ["9 turns", 1],
      ["10 turns", 2],
    ]);
  });

  test("has the figures of the families that are asked for, and no others", () => {
    const { figures, profiles } = reportOn(matches, { ...sketch, families: ["conduct", "character"] });
    expect(new Set(figures.map(({ family }) => family))).toEqual(new Set(["character", "conduct"]));
    expect(Object.keys(profiles[0]!.estimates).sort()).toEqual(figures.map(({ id }) => id).sort());
  });
});

describe("without fallbacks", () => {
  const played: Played[] = [
    // The defections on turns 0 and 3 were fallbacks.
    {
      record: record("a DCCDC", "b CCDCC"),
      row: { fallbacks: [0, 3], asked: { decisions: 5, refusals: 1 } },
    },
  ];
  const { estimates, withoutFallbacks, fallbacks } = profileOf(played, { resamples: 0 });
  const pair = (id: string) => [estimates[id]!, withoutFallbacks![id]!].map(({ value, n }) => [value, n]);

  test("a fallback is no decision, in no numerator and no denominator", () => {
    expect(fallbacks).toBe(2);
    expect(pair("cooperation")).toEqual([
      [3 / 5, 5],
      [1, 3],
    ]);
    expect(withoutFallbacks!["first-move-cooperation"]).toMatchObject({
      value: null,
      lacking: "every first move was a fallback",
    });
    expect(pair("troublemaking")).toEqual([
      [1 / 4, 4],
      [0, 3],
    ]);
  });

  test("it stays part of what the next move answers", () => {
    // Turn 1 answers the fallback of turn 0: after DC.
    expect(pair("cooperation-after-dc")).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(pair("cooperation-after-cd")).toEqual([
      [0, 1],
      [null, 0],
    ]);
  });

  test("a defection that was a fallback makes nobody less nice, nor less forgiving", () => {
    expect(pair("niceness")).toEqual([
      [0, 1],
      [1, 1],
    ]);
    expect(pair("retaliation")).toEqual([
      [1, 1],
      [null, 0],
    ]);
  });

  test("a grudge that a fallback ends is as if it had never been", () => {
    const profile = profileOf([{ record: record("a CC", "b DC"), row: { fallbacks: [1] } }], {
      resamples: 0,
    });
    expect(profile.estimates["forgiveness"]).toMatchObject({ value: 1, n: 1 });
    expect(profile.withoutFallbacks!["forgiveness"]).toMatchObject({ value: null, n: 0 });
  });

  test("the share of fallbacks is of moves, and that of refusals of what was asked", () => {
    expect(estimates["fallback"]).toMatchObject({ value: 2 / 5, n: 5 });
    expect(estimates["refused"]).toMatchObject({ value: 1 / 5, n: 5 });
  });

  test("there are no such figures where there were no fallbacks", () => {
    expect(profileOf([record("a C", "b C")], { resamples: 0 }).withoutFallbacks).toBeNull();
  });
});

describe("strategy frequencies", () => {
  test("find tit for tat where it is, and how closely it is followed", () => {
    const matches = Array.from({ length: 20 }, (_, repetition) => {
      const random = stream("strategies", repetition);
      const other = Array.from({ length: 40 }, () => (random.chance(0.5) ? "C" : "D")).join("");
      return record(`a C${other.slice(0, -1)}`, `b ${other}`, { repetition });
    });
    const { estimates } = profileOf(matches, { families: ["strategies"], resamples: 50 });
    expect(estimates["sfem-tit-for-tat"]!.value).toBeCloseTo(1, 6);
    expect(estimates["sfem-tit-for-tat"]!.interval!.low).toBeCloseTo(1, 6);
    expect(estimates["sfem-beta"]!.value).toBeGreaterThan(0.999);
    expect(estimates["sfem-grim"]!.value).toBeCloseTo(0, 6);
  });
});

describe("sensitivity", () => {
  test("I_V is the variance between repetitions of a pairing, by the greatest payoff, and their mean", () => {
    // b: payoffs per turn 3 and 5 of at most 5; c: always 1.
    const matches = [
      record("a CC", "b CC", { repetition: 0 }),
      record("a DD", "b CC", { repetition: 1 }),
      record("a DD", "c DD", { repetition: 0 }),
      record("a DD", "c DD", { repetition: 1 }),
    ];
    const { value, n } = profileOf(matches).estimates["within-cell-variance"]!;
    expect(value).toBeCloseTo((0.2 ** 2 + 0) / 2, 12);
    expect(n).toBe(2);
    expect(profileOf(matches.slice(0, 1)).estimates["within-cell-variance"]!.lacking).toBe(
      "needs 2 matches of a pairing, has 1",
    );
  });

  test("V_R is the variance over the turns of a match", () => {
    expect(valueOf("round-variance", [record("a CD", "b CC")])).toBeCloseTo(((5 - 3) / 2 / 5) ** 2, 12);
  });

  test("C_I is the variance over languages of the mean payoff, under conditions that are equal otherwise", () => {
    const languages = ["en", "fr"];
    const runs = languages.map((language, i) =>
      aRun({ id: i + 1, factors: { "agents.language": language, noise: "0" } }),
    );
    const played = [
      { record: record("a CC", "b CC"), run: 0 },
      { record: record("a CC", "b DD"), run: 1 },
    ];
    expect(valueOf("cross-language", played, { runs })).toBeCloseTo(0.3 ** 2, 12);
    const many = Array.from({ length: 40 }, (_, repetition): Played[] =>
      ["en", "fr"].map((_, run) => {
        const moves = stream("language", repetition, run).chance(0.5) ? "CC" : "DD";
        return { record: record(`a ${moves}`, "b CD", { repetition }), run };
      }),
    ).flat();
    const { value, interval } = profileOf(many, { runs }).estimates["cross-language"]!;
    expect(interval!.low).toBeLessThanOrEqual(value!);
    expect(interval!.high).toBeGreaterThan(value!);
    const apart = runs.map((run, i) => ({ ...run, factors: { ...run.factors, noise: String(i) } }));
    expect(profileOf(played, { runs: apart }).estimates["cross-language"]!.lacking).toBe(
      "needs 2 languages under conditions that are equal otherwise",
    );
  });

  test("C_I takes in languages in which the same was done", () => {
    const runs = ["en", "fr", "vi"].map((language, i) =>
      aRun({ id: i + 1, factors: { "agents.language": language } }),
    );
    // Payoffs per turn of 3, 3 and 5 of at most 5, two matches each.
    const played = ["CC", "CC", "DD"].flatMap((moves, run) =>
      [0, 1].map((repetition): Played => ({ record: record(`a ${moves}`, "b CC", { repetition }), run })),
    );
    expect(valueOf("cross-language", played, { runs })).toBeCloseTo((2 / 9) * 0.4 ** 2, 12);
    const alike = profileOf(played.slice(0, 4), { runs: runs.slice(0, 2) }).estimates["cross-language"]!;
    expect(alike).toMatchObject({ value: 0, n: 1 });
  });

  test("S_P is the mean distance of payoffs between games, each by its own greatest", () => {
    const { game } = aRun();
    const doubled = {
      ...game,
      id: "doubled",
      payoff: { row: game.payoff.row.map((x) => 2 * x), column: game.payoff.column.map((x) => 2 * x) },
    };
    const runs = [aRun(), aRun({ id: 2, game: doubled })];
    const played = [
      { record: record("a CC", "b CC"), run: 0 },
      { record: record("a DD", "b CC", { game: doubled }), run: 1 },
    ];
    expect(valueOf("payoff-sensitivity", played, { runs })).toBeCloseTo(1 - 3 / 5, 12);
    expect(profileOf(played.slice(0, 1)).estimates["payoff-sensitivity"]!.lacking).toBe(
      "needs 2 games of different payoffs, has 1",
    );
  });
});

describe("quantal response", () => {
  test("is measured in matches of one turn alone", () => {
    const { estimates } = profileOf([record("a DD", "b CC")]);
    expect(estimates["tqre-gain"]!.lacking).toBe("needs matches of one turn, has longer ones");
  });

  test("counts decisions in the game in which they were made, however alike two games are", () => {
    const { game } = aRun();
    const same = {
      ...game,
      id: "same",
      payoff: { row: game.payoff.row.slice(), column: game.payoff.column },
    };
    // T and P as in the prisoner's dilemma, and cooperation is as good: whoever defects there shows nothing.
    same.payoff.row.set([5, 1, 5, 1]);
    const defections = (run: number): Played[] =>
      [0, 1].map((repetition) => ({
        record: record("a D", "b D", { repetition, ...(run === 0 ? {} : { game: same }) }),
        run,
      }));
    const gain = (runs: readonly number[]): number | null =>
      valueOf("tqre-gain", runs.flatMap(defections), { runs: [aRun(), aRun({ id: 2, game: same })] });
    expect(gain([0])).toBeCloseTo(Math.LN2, 3);
    expect(gain([1])).toBeCloseTo(0, 6);
    expect(gain([0, 1])).toBeCloseTo(Math.LN2 / 2, 3);
  });

  test("gains ln 2 a decision for who always takes the dominant of two actions, and does not tell τ from γ", () => {
    const matches = Array.from({ length: 30 }, (_, repetition) => record("a D", "b C", { repetition }));
    const { estimates } = profileOf(matches, { resamples: 20 });
    expect(estimates["tqre-gain"]!.value).toBeCloseTo(Math.LN2, 3);
    expect(estimates["tqre-gain"]!.n).toBe(30);
    expect(estimates["tqre-tau"]!.lacking).toMatch(/^the choices do not say both/);
  });
});

test("a report is made in steps that tell how far it is, and is the same as without a pause", () => {
  const matches = [0, 1, 2].flatMap((repetition) => [
    record("a CDCD", "b DCDD", { repetition }),
    record("a CCDD", "c CCCD", { repetition }),
  ]);
  const options = { runs: [aRun()], by: null, seed: 1, players: ["a", "b", "c"], resamples: 20 };
  const steps = profileSteps(collected(matches, options), options);
  const told: ProfileProgress[] = [];
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) told.push(step.value);
  expect(step.value).toEqual(reportOn(matches, options));
  for (const doing of ["measuring", "comparing"] as const) {
    const own = told.filter((progress) => progress.doing === doing);
    expect([...new Set(own.map(({ done }) => done))].slice(0, 3)).toEqual([0, 1, 2]);
    expect(new Set(own.map(({ total }) => total))).toEqual(new Set([3]));
  }
});
