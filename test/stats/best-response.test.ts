/* Long because it is a table of exact values: one test an oracle. */

import { describe, expect, test } from "vitest";
import { C, D } from "../../src/core/action.ts";
import { dilemma, matrixGame } from "../../src/core/game.ts";
import { CC, CD, DC, DD, START } from "../../src/core/outcome.ts";
import { stream } from "../../src/core/random.ts";
import { extortioner } from "../../src/probe/co-players.ts";
import {
  atStake,
  bestAction,
  bestCourse,
  bestResponse,
  courseOf,
  forgoneBy,
  type BestResponse,
  type Course,
  type KnownMatch,
} from "../../src/stats/best-response.ts";
import { expectedOver, type MemoryOne } from "../../src/stats/markov.ts";
import { optimistic, playBayes, posteriorMean, thompson, type Guess } from "./bayes-player.ts";

/** The game of the experiments on co-player inference (Weis2026), 100 turns. */
const game = dilemma("prisoners-dilemma", { R: 1, S: -1, T: 2, P: 0 }, "Weis2026");
const against = (coPlayer: MemoryOne): KnownMatch => ({ coPlayer, game, noise: 0, turns: 100 });

const ALLC: MemoryOne = { p: [1, 1, 1, 1], first: 1 };
const ALLD: MemoryOne = { p: [0, 0, 0, 0], first: 0 };
const TFT: MemoryOne = { p: [1, 0, 1, 0], first: 1 };

const mean = (figures: ArrayLike<number>): number =>
  Array.from(figures).reduce((sum, figure) => sum + figure, 0) / figures.length;
const sum = (figures: ArrayLike<number>): number => mean(figures) * figures.length;

/** Three standard errors of the mean of a sample. */
function threeErrors(figures: readonly number[]): number {
  const centre = mean(figures);
  return 3 * Math.sqrt(mean(figures.map((figure) => (figure - centre) ** 2)) / figures.length);
}

const drawn = (...key: readonly (string | number)[]): MemoryOne => {
  const random = stream(...key);
  return { p: Array.from({ length: 4 }, () => random.next()), first: random.next() };
};

/** Payoff and cooperation per turn. */
const summary = ({ payoff, cooperation }: Course) => ({
  own: mean(payoff.own),
  coPlayer: mean(payoff.coPlayer),
  cooperation: mean(cooperation.own),
  coPlayerCooperation: mean(cooperation.coPlayer),
});

const bestOf = (known: KnownMatch) => summary(bestCourse(known, bestResponse(known)));

/** The most that can be expected from a turn on, by going through every history. */
function byExhaustion(known: KnownMatch, turn = 0, seen = START): number {
  const { coPlayer, noise, turns } = known;
  if (turn === turns) return 0;
  const mirrored = [CC, DC, CD, DD, START][seen]!;
  const q = [...coPlayer.p, coPlayer.first][mirrored]!;
  const realised = (p: number): number => p * (1 - noise) + (1 - p) * noise;
  const worth = (meant: number): number =>
    [C, D].reduce(
      (total, own) =>
        total +
        [C, D].reduce((inner, other) => {
          const chance = (own === meant ? 1 - noise : noise) * (other === C ? realised(q) : 1 - realised(q));
          const outcome = own * 2 + other;
          return inner + chance * (known.game.payoff.row[outcome]! + byExhaustion(known, turn + 1, outcome));
        }, 0),
      0,
    );
  return Math.max(worth(C), worth(D));
}

describe("a best response", () => {
  test("is worth what going through all histories finds, in any game and with noise", () => {
    for (let i = 0; i < 12; i++) {
      const random = stream("games", i);
      const [R = 0, S = 0, T = 0, P = 0] = Array.from({ length: 4 }, () => random.next() * 4 - 1);
      const known = {
        coPlayer: drawn("exhaustion", i),
        game: dilemma("some", { R, S, T, P }, null),
        noise: i % 2 === 0 ? 0 : 0.1,
        turns: 4,
      };
      expect(bestResponse(known).payoffPerTurn * 4).toBeCloseTo(byExhaustion(known), 12);
    }
  });

  test("gets what its own course says", () => {
    for (const noise of [0, 0.05]) {
      const known = { ...against(drawn("course", noise)), noise };
      const best = bestResponse(known);
      expect(mean(bestCourse(known, best).payoff.own)).toBeCloseTo(best.payoffPerTurn, 12);
      expect(sum(bestCourse(known, best).forgone)).toBeCloseTo(0, 12);
    }
  });

  test("cooperates where both actions are worth the same", () => {
    const nothing = dilemma("nothing", { R: 1, S: 1, T: 1, P: 1 }, null);
    const best = bestResponse({ coPlayer: TFT, game: nothing, noise: 0, turns: 3 });
    expect([START, CC, CD, DC, DD].map((seen) => bestAction(best, 2, seen))).toEqual([C, C, C, C, C]);
  });

  test("takes the row seat of a game whose seats differ", () => {
    const actions = game.actions;
    const uneven = matrixGame({
      id: "uneven",
      actions,
      row: [
        [0, 0],
        [7, 7],
      ],
      column: [
        [1, 2],
        [3, 4],
      ],
      cooperative: null,
      source: null,
    });
    expect(bestOf({ coPlayer: TFT, game: uneven, noise: 0, turns: 2 })).toMatchObject({
      own: 7,
      coPlayer: (3 + 4) / 2,
    });
  });

  test.each<[string, Partial<KnownMatch>]>([
    ["needs a game of 2 actions, got 3", { game: { ...game, actions: [...game.actions, game.actions[0]!] } }],
    ["has 4 chances of C, got 1", { coPlayer: { p: [1], first: 1 } }],
    ["noise must be in [0, 0.5], got 0.6", { noise: 0.6 }],
    ["turns must be a positive integer, got 0", { turns: 0 }],
  ])("%s", (message, fault) => {
    expect(() => bestResponse({ ...against(TFT), ...fault })).toThrow(message);
  });
});

describe("the course of a memory-one player", () => {
  test("agrees with the Markov chain", () => {
    for (const noise of [0, 0.02]) {
      const own = drawn("own", noise);
      const known = { ...against(drawn("other", noise)), noise };
      const { payoff, cooperation } = expectedOver({ row: own, column: known.coPlayer, game, noise }, 100);
      const chances = [...own.p, own.first];
      const course = summary(courseOf(known, bestResponse(known), (_, seen) => chances[seen]!));
      expect(course.own).toBeCloseTo(payoff.row, 12);
      expect(course.coPlayer).toBeCloseTo(payoff.column, 12);
      expect(course.cooperation).toBeCloseTo(cooperation.row, 12);
      expect(course.coPlayerCooperation).toBeCloseTo(cooperation.column, 12);
    }
  });

  test("gives away, turn by turn, all that it falls short of the best", () => {
    for (const noise of [0, 0.02]) {
      const known = { ...against(drawn("short", noise)), noise };
      const best = bestResponse(known);
      const course = courseOf(known, best, (_, seen) => [0.9, 0.2, 0.4, 0.6, 0.5][seen]!);
      expect(course.forgone.every((given) => given >= 0)).toBe(true);
      expect(mean(course.forgone)).toBeCloseTo(best.payoffPerTurn - mean(course.payoff.own), 12);
    }
  });

  test("gives away the stake with the worse action, and nothing with the better", () => {
    const best = bestResponse(against(TFT));
    expect([C, D].map((action) => forgoneBy(best, 99, CC, action))).toEqual([1, 0]);
    expect(atStake(best, 99, CC)).toBe(1);
    // One turn before, defection costs the reward that tit for tat then withholds: T against R + T − P.
    expect([C, D].map((action) => forgoneBy(best, 98, CC, action))).toEqual([0, 1]);
  });
});

describe("against well-known co-players", () => {
  const grim: MemoryOne = { p: [1, 0, 0, 0], first: 1 };
  const winStayLoseShift: MemoryOne = { p: [1, 0, 0, 1], first: 1 };
  const generous: MemoryOne = { p: [1, 0.5, 1, 0.5], first: 1 };

  test.each([
    ["tit for tat", TFT],
    ["the grudger", grim],
    ["win-stay lose-shift", winStayLoseShift],
  ])("the best against %s is to defect in the last turn alone", (_, coPlayer) => {
    const known = against(coPlayer);
    const { cooperation } = bestCourse(known, bestResponse(known));
    expect(Array.from(cooperation.own)).toEqual([...Array<number>(99).fill(1), 0]);
    const { own, coPlayer: other } = bestOf(known);
    expect(own).toBeCloseTo(1.01, 10);
    expect(other).toBeCloseTo(0.98, 10);
  });

  test("the best against generous tit for tat is worth as much", () => {
    expect(bestOf(against(generous)).own).toBeCloseTo(1.01, 2);
  });

  test("the best against unconditional ones is to defect", () => {
    expect(bestOf(against(ALLC))).toMatchObject({ own: 2, cooperation: 0 });
    expect(bestOf(against(ALLD))).toMatchObject({ own: 0, cooperation: 0 });
  });

  test.each([
    [1.5, 0.742, 1.114],
    [2, 0.594, 1.188],
    [3, 0.424, 1.273],
    [5, 0.27, 1.35],
  ])("against an extortioner of %d it is to give in", (chi, own, other) => {
    const best = bestOf(against(extortioner(game, chi)!));
    expect(best.own).toBeCloseTo(own, 3);
    expect(best.coPlayer).toBeCloseTo(other, 3);
  });
});

describe("against 6,000 uniformly drawn co-players, within 3 standard errors of what 20,000 others came to", () => {
  const coPlayers = Array.from({ length: 6000 }, (_, i) => drawn("uniform", i));
  const knowns = coPlayers.map(against);
  const bests: readonly BestResponse[] = knowns.map(bestResponse);
  const best = knowns.map((known, i) => summary(bestCourse(known, bests[i]!)));
  const always = (chance: number) =>
    knowns.map((known, i) => summary(courseOf(known, bests[i]!, () => chance)));
  const defecting = always(0);
  /** The other sample is 20,000: its own error adds √(6000 / 20000) of ours, in squares. */
  const tolerance = (figures: readonly number[]): number =>
    threeErrors(figures) * Math.sqrt(1 + 6000 / 20_000);
  const expectMean = (figures: readonly number[], value: number): void => {
    expect(Math.abs(mean(figures) - value)).toBeLessThan(tolerance(figures));
  };

  test("the best response gets 1.047 and leaves −0.402", () => {
    expectMean(
      best.map(({ own }) => own),
      1.047,
    );
    expectMean(
      best.map(({ coPlayer }) => coPlayer),
      -0.402,
    );
    expectMean(
      best.map(({ cooperation }) => cooperation),
      0.081,
    );
    expectMean(
      best.map(({ coPlayerCooperation }) => coPlayerCooperation),
      0.564,
    );
  });

  test("always defecting gets 1 and leaves −0.5", () => {
    expectMean(
      defecting.map(({ own }) => own),
      0.999,
    );
    expectMean(
      defecting.map(({ coPlayer }) => coPlayer),
      -0.499,
    );
  });

  test("always defecting gets exactly 1 of a co-player and the one that cooperates where it defects", () => {
    for (const { p, first } of coPlayers.slice(0, 100)) {
      const opposite = { p: [p[CC]!, 1 - p[DD]!, p[DC]!, 1 - p[CD]!], first: 1 - first };
      const [one = 0, other = 0] = [{ p, first }, opposite].map((coPlayer) => {
        const known = against(coPlayer);
        return summary(courseOf(known, bestResponse(known), () => 0)).own;
      });
      expect((one + other) / 2).toBeCloseTo(1, 12);
    }
  });

  test("always cooperating gets nothing and leaves 1.5", () => {
    const cooperating = always(1);
    expectMean(
      cooperating.map(({ own }) => own),
      -0.002,
    );
    expectMean(
      cooperating.map(({ coPlayer }) => coPlayer),
      1.501,
    );
  });

  test("two of them get 0.498 of each other and cooperate half of the time", () => {
    const met = coPlayers.map((row, i) =>
      expectedOver({ row, column: drawn("partner", i), game, noise: 0 }, 100),
    );
    expectMean(
      met.map(({ payoff }) => payoff.row),
      0.498,
    );
    expectMean(
      met.map(({ cooperation }) => cooperation.row),
      0.499,
    );
  });

  test("one in seven is worth 0.05 a turn more than always defecting gets, one in eleven 0.2", () => {
    const gains = best.map(({ own }, i) => own - defecting[i]!.own);
    expectMean(
      gains.map((gain) => (gain > 0.05 ? 1 : 0)),
      0.147,
    );
    expectMean(
      gains.map((gain) => (gain > 0.2 ? 1 : 0)),
      0.09,
    );
  });
});

describe("somebody who learns the chances by Bayes' rule and plans anew on every turn", () => {
  /** The most that can be had, and what three others came to with standard errors of 0.006. */
  const ATTAINABLE = 1.047;
  const play = (guess: Guess, coPlayer: MemoryOne, i: number) =>
    playBayes(guess, coPlayer, { game, turns: 100, random: stream("bayes", guess.name, i) });

  // What is given away varies a tenth as much as what is paid, and says the same in expectation.
  test.each<[string, Guess, number]>([
    ["with posterior means", posteriorMean, 1.02],
    ["with draws from the posterior (Thompson)", thompson, 1],
    ["with a standard deviation of optimism", optimistic, 1.029],
  ])("%s gets nearly all that there is", (_, guess, payoff) => {
    const matches = Array.from({ length: 300 }, (_, i) => play(guess, drawn("bayes", i), i));
    const forgone = matches.map(({ forgonePerTurn }) => forgonePerTurn);
    const tolerance = Math.hypot(threeErrors(forgone), 3 * 0.006);
    expect(Math.abs(ATTAINABLE - mean(forgone) - payoff)).toBeLessThan(tolerance);
  });

  test("by draws, gets 0.88 of tit for tat and loses 0.14 to a defector", () => {
    for (const [coPlayer, payoff] of [
      [TFT, 0.88],
      [ALLD, -0.14],
    ] as const) {
      const payoffs = Array.from({ length: 100 }, (_, i) => play(thompson, coPlayer, i).payoffPerTurn);
      // Published to two decimals.
      expect(Math.abs(mean(payoffs) - payoff)).toBeLessThan(threeErrors(payoffs) + 0.01);
    }
  });
});
