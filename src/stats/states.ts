import { CC, CD, DC, DD, type Outcome } from "../core/outcome.ts";
import type { Game } from "../core/game.ts";
import type { Interval } from "./interval.ts";
import type { PlayerMetric } from "./metric.ts";
import type { SeatTally } from "./tally.ts";
import { wilson } from "./wilson.ts";

/**
 * How often something happened, out of how many times it could have; the rate is null where it never could.
 *
 * The trials of Wilson's interval are logged turns. They are not independent, neither within a match nor, where
 * repetitions are settled, between matches: the interval describes the log, and says nothing of a population.
 */
export interface Proportion {
  readonly hits: number;
  readonly trials: number;
  readonly rate: number | null;
  readonly interval: Interval | null;
}

const proportion = (hits: number, trials: number): Proportion => ({
  hits,
  trials,
  rate: trials === 0 ? null : hits / trials,
  interval: wilson(hits, trials),
});

/** What the outcomes of a game are called, in their order: CC, CD, DC, DD where the actions are C and D. */
export function outcomeNames({ actions }: Game): string[] {
  return actions.flatMap((own) => actions.map((other) => own.symbol + other.symbol));
}

/**
 * How the turns of a player's matches are spread over the outcomes, own action first: one proportion of all turns for
 * each of the k² outcomes. Every turn counts the same. Empty where there are no seats.
 *
 * @see AxelrodLibrary
 */
export function stateDistribution(seats: readonly SeatTally[]): Proportion[] {
  const counts = summed(seats.map(({ outcomes }) => outcomes));
  const turns = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => proportion(count, turns));
}

/**
 * How often a player cooperated on the turn after each of the k² outcomes, own action first: p(C | CC), p(C | CD),
 * p(C | DC), p(C | DD), over all turns but the first of every match. The moves are those played, noise included.
 *
 * @returns null where the game has no cooperative action or there are no seats
 * @see Nowak1990
 */
export function conditionalCooperation(seats: readonly SeatTally[]): Proportion[] | null {
  const [first] = seats;
  if (first === undefined || first.cooperative === null) return null;
  const { actions: k, cooperative } = first;
  const replies = summed(seats.map((seat) => seat.replies));
  return Array.from({ length: k * k }, (_, outcome) => {
    const after = replies.slice(outcome * k, (outcome + 1) * k);
    return proportion(
      after[cooperative]!,
      after.reduce((sum, count) => sum + count, 0),
    );
  });
}

function summed(counts: readonly (readonly number[])[]): number[] {
  const sums = new Array<number>(counts[0]?.length ?? 0).fill(0);
  for (const each of counts) for (let i = 0; i < sums.length; i++) sums[i]! += each[i]!;
  return sums;
}

const NAMED: readonly (readonly [string, Outcome])[] = [
  ["CC", CC],
  ["CD", CD],
  ["DC", DC],
  ["DD", DD],
];

/** Whether outcomes can be called CC, CD, DC and DD. */
const isDilemma = (seats: readonly SeatTally[]): boolean =>
  seats[0]?.actions === 2 && seats[0].cooperative === 0;

/** Shares of turns in CC, CD, DC and DD, own action first; null in other games than those of C and D. */
export const stateShares: readonly PlayerMetric[] = NAMED.map(([name, outcome]) => ({
  of: "player",
  id: `share-${name.toLowerCase()}`,
  title: `Share of ${name}`,
  description: `Share of all turns that were ${name}, own action first.`,
  unit: "share of turns",
  range: "[0, 1]",
  source: "AxelrodLibrary",
  measure: (seats) => (isDilemma(seats) ? stateDistribution(seats)[outcome]!.rate : null),
}));

/** p(C | CC), p(C | CD), p(C | DC) and p(C | DD); null in other games than those of C and D. */
export const conditionalRates: readonly PlayerMetric[] = NAMED.map(([name, outcome]) => ({
  of: "player",
  id: `cooperation-after-${name.toLowerCase()}`,
  title: `p(C | ${name})`,
  description: `Share of the turns after ${name}, own action first, on which the player cooperated.`,
  unit: "share of turns after the outcome",
  range: "[0, 1]",
  source: "Nowak1990",
  measure: (seats) => (isDilemma(seats) ? (conditionalCooperation(seats)?.[outcome]!.rate ?? null) : null),
}));
