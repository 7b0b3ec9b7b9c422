import { describe, expect, test } from "vitest";
import type { Player, Strategy } from "../../src/core/player.ts";
import { stream } from "../../src/core/random.ts";
import { playScalar } from "../../src/match/scalar.ts";
import type { CoPlayer } from "../../src/probe/co-players.ts";
import { gainIn, overDefecting, weigh, type Prospect } from "../../src/probe/gain.ts";
import { planProbe } from "../../src/probe/plan.ts";
import { bestAction, bestResponse } from "../../src/stats/best-response.ts";
import { classic, small } from "./games.ts";

const whole = { from: 1, to: small.turns };
const random = () => stream("gain");

/** Plays against the drawn co-players of a probe; the player may be another one for each. */
function prospects(playerFor: (coPlayer: CoPlayer) => Player, noise = 0): readonly Prospect[] {
  const options = { ...small, noise };
  return planProbe(classic("defector"), options).drawn.map(({ coPlayer, matches: [match] }) => {
    const player = playerFor(coPlayer) as Strategy;
    const spec = { ...match!, row: player.id };
    return weigh(playScalar(player, small.memoryOne(coPlayer.vector), spec), coPlayer.vector).prospect;
  });
}

/** Plays the best response to a co-player it knows. */
function clairvoyant({ vector }: CoPlayer, noise: number): Strategy {
  const { game, turns } = small;
  const best = bestResponse({ coPlayer: vector, game, noise, turns });
  return {
    ...(classic("defector") as Strategy),
    id: "clairvoyant",
    begin: () => {
      let turn = 0;
      return (last) => bestAction(best, turn++, last);
    },
  };
}

describe("the share of the attainable gain", () => {
  test.each([0, 0.05])("is 1 for who knows the co-players, at noise %d", (noise) => {
    const known = prospects((coPlayer) => clairvoyant(coPlayer, noise), noise);
    const { share, ofStakes } = gainIn(known, whole, random());
    expect(share!.value).toBeCloseTo(1, 9);
    expect(ofStakes!.value).toBeCloseTo(1, 9);
  });

  test("is 0 for who always defects, within its interval", () => {
    const defecting = prospects(() => classic("defector"));
    const { share } = gainIn(defecting, whole, random());
    expect(share!.interval!.low).toBeLessThan(0);
    expect(share!.interval!.high).toBeGreaterThan(0);
  });

  test("is below 0 for who cooperates with everybody", () => {
    const { share, ofStakes } = gainIn(
      prospects(() => classic("cooperator")),
      whole,
      random(),
    );
    expect(share!.interval!.high).toBeLessThan(0);
    expect(ofStakes!.value).toBeLessThan(0.2);
  });

  test("says nothing of the last turn, on which defection is the best against anybody", () => {
    const last = gainIn(
      prospects(() => classic("tit-for-tat")),
      { from: 100, to: 100 },
      random(),
    );
    expect(last.share).toBeNull();
    expect(last.ofStakes).not.toBeNull();
  });

  test("of a coin's tosses, half of the stakes is kept", () => {
    const { ofStakes } = gainIn(
      prospects(() => classic("random")),
      whole,
      random(),
    );
    const { low, high } = ofStakes!.interval!;
    // The interval covers 2 standard errors, its double 4.
    expect(Math.abs(ofStakes!.value - 0.5)).toBeLessThan(high - low);
  });
});

test("what is gained over defection agrees with the payoffs, and varies less", () => {
  const options = { ...small, coPlayers: 400 };
  const plan = planProbe(classic("tit-for-tat"), options);
  const differences: number[] = [];
  const seen = plan.drawn.map(({ coPlayer, matches: [match] }) => {
    const record = playScalar(classic("tit-for-tat") as Strategy, small.memoryOne(coPlayer.vector), match!);
    const { prospect, defecting } = weigh(record, coPlayer.vector);
    let payoff = 0;
    record.row.forEach((own, turn) => (payoff += small.game.payoff.row[own * 2 + record.column[turn]!]!));
    const alternative = defecting.payoff.own.reduce((sum, figure) => sum + figure, 0);
    differences.push((payoff - alternative) / 100);
    return prospect;
  });
  const { value, interval } = overDefecting(seen, random());
  const mean = differences.reduce((sum, figure) => sum + figure, 0) / differences.length;
  const spread = Math.sqrt(differences.reduce((sum, figure) => sum + (figure - mean) ** 2, 0)) / 400;
  // 3 standard errors of the difference of payoffs, which has nearly all of the variance.
  expect(Math.abs(value - mean)).toBeLessThan(3 * spread);
  expect(interval!.high - interval!.low).toBeLessThan(2 * 1.96 * spread);
});
