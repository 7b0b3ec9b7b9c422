import { stream, type Random } from "../core/random.ts";
import type { MatchRecord } from "../core/trajectory.ts";
import { percentileInterval, type Interval } from "./interval.ts";

/*
 * Cooperation over the turns of a match, with a band by bootstrap over matches. Turns stand together in at most so many
 * bins. As everywhere, the repetitions of a pairing that came out alike are one observation of so many copies. Where
 * there are more observations than GROUPS, they are dealt at random into that many groups of equal size, and groups are
 * drawn instead: a mean over a random group varies by as much less as the group is larger, so that the band comes out as
 * wide (give or take 7 %, which is what 100 groups can tell of a spread), and the work no longer grows with the log.
 */

const GROUPS = 100;
/** Of curves of shares, whose bounds nobody reads off to the third digit. */
const RESAMPLES = 400;

/** Turns that are looked at together, counted from 1, both ends included. */
export interface TurnBin {
  readonly from: number;
  readonly to: number;
}

/** How often somebody cooperated in some turns of its matches. */
export interface CurvePoint extends TurnBin {
  /** Share of moves, in [0, 1]; null where no match got so far. */
  readonly rate: number | null;
  /** Null where fewer than two observations got so far. */
  readonly interval: Interval | null;
  /** Matches that got so far. */
  readonly matches: number;
}

/** A match, or a seat of it, as it counts in a curve. */
export interface CurveObservation {
  /** Whose repetitions may be copies of one another. */
  readonly pairing: string;
  readonly repetition: number;
  /** Moves and cooperations by bin. */
  readonly moves: Uint32Array;
  readonly cooperations: Uint32Array;
}

/** Parts turns 1 to `longest` into at most `most` bins of equal width, the last of which may be shorter. */
export function turnBins(longest: number, most: number): readonly TurnBin[] {
  const width = Math.max(1, Math.ceil(longest / most));
  return Array.from({ length: Math.ceil(longest / width) }, (_, bin) => ({
    from: bin * width + 1,
    to: Math.min(longest, (bin + 1) * width),
  }));
}

/** Counts the moves of a seat by bin; null in a game without a cooperative action. */
export function countByTurn(
  record: MatchRecord,
  seat: "row" | "column",
  bins: readonly TurnBin[],
): CurveObservation | null {
  const { game, row, column, repetition } = record.match;
  if (game.cooperative === null) return null;
  const own = record[seat];
  const moves = new Uint32Array(bins.length);
  const cooperations = new Uint32Array(bins.length);
  bins.forEach(({ from, to }, bin) => {
    const end = Math.min(to, own.length);
    let count = 0;
    for (let turn = from - 1; turn < end; turn++) count += own[turn] === game.cooperative ? 1 : 0;
    moves[bin] = Math.max(0, end - from + 1);
    cooperations[bin] = count;
  });
  return { pairing: `${seat}\n${row}\n${column}`, repetition, moves, cooperations };
}

/** A match with both its seats, which are not independent of each other, as one observation. */
export const ofBothSeats = (row: CurveObservation, column: CurveObservation): CurveObservation => ({
  ...row,
  ...sumOf([row, column], row.moves.length),
});

/**
 * The curve of some matches. It does not depend on their order.
 *
 * @param random one number is drawn from it
 * @see Efron1993
 */
export function cooperationByTurn(
  observations: readonly CurveObservation[],
  bins: readonly TurnBin[],
  random: Random,
): readonly CurvePoint[] {
  const seed = random.uint32();
  const merged = settled(observations);
  const groups = dealt(merged, bins.length, stream(seed, "groups"));
  const bounds = drawn(groups, bins.length, stream(seed, "resamples"));
  return bins.map((bin, i) => {
    const moves = groups.reduce((sum, group) => sum + group.moves[i]!, 0);
    const cooperations = groups.reduce((sum, group) => sum + group.cooperations[i]!, 0);
    const reached = merged.filter((each) => each.moves[i]! > 0).length;
    return {
      ...bin,
      rate: moves === 0 ? null : cooperations / moves,
      interval: reached < 2 ? null : intervalOf(bounds[i]!),
      matches: observations.reduce((sum, each) => sum + (each.moves[i]! > 0 ? 1 : 0), 0),
    };
  });
}

/** One observation for all repetitions of a pairing that are alike, in an order that is the same for every log. */
function settled(observations: readonly CurveObservation[]): readonly Counts[] {
  const pairings = new Map<string, CurveObservation[]>();
  for (const each of observations) {
    const pairing = pairings.get(each.pairing);
    if (pairing === undefined) pairings.set(each.pairing, [each]);
    else pairing.push(each);
  }
  return [...pairings.keys()].sort().flatMap((key) => {
    const pairing = pairings.get(key)!.sort((a, b) => a.repetition - b.repetition);
    const [first] = pairing as [CurveObservation];
    return pairing.every((each) => areAlike(each, first)) ? [sumOf(pairing, first.moves.length)] : pairing;
  });
}

type Counts = Pick<CurveObservation, "moves" | "cooperations">;

const areAlike = (a: Counts, b: Counts): boolean =>
  a.moves.every((moves, i) => moves === b.moves[i]) &&
  a.cooperations.every((cooperations, i) => cooperations === b.cooperations[i]);

function sumOf(counts: readonly Counts[], bins: number): Counts {
  const sum = { moves: new Uint32Array(bins), cooperations: new Uint32Array(bins) };
  for (const { moves, cooperations } of counts) {
    for (let bin = 0; bin < bins; bin++) {
      sum.moves[bin]! += moves[bin]!;
      sum.cooperations[bin]! += cooperations[bin]!;
    }
  }
  return sum;
}

/** Deals observations into groups of equal size, as far as that goes; few of them stay by themselves. */
function dealt(observations: readonly Counts[], bins: number, random: Random): readonly Counts[] {
  if (observations.length <= GROUPS) return observations;
  const shuffled = [...observations];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  const groups = Array.from({ length: GROUPS }, (): Counts[] => []);
  shuffled.forEach((each, i) => groups[i % GROUPS]!.push(each));
  return groups.map((group) => sumOf(group, bins));
}

/** The rates of every resample, by bin; of a resample that has nothing in a bin, none. */
function drawn(groups: readonly Counts[], bins: number, random: Random): readonly (readonly number[])[] {
  const rates = Array.from({ length: bins }, (): number[] => []);
  const n = groups.length;
  if (n < 2) return rates;
  // Side by side in one array: this loop is most of what a report of many players takes.
  const width = 2 * bins;
  const sums = new Float64Array(n * width);
  groups.forEach(({ moves, cooperations }, group) => {
    sums.set(moves, group * width);
    sums.set(cooperations, group * width + bins);
  });
  const total = new Float64Array(width);
  for (let resample = 0; resample < RESAMPLES; resample++) {
    total.fill(0);
    for (let draw = 0; draw < n; draw++) {
      const from = random.below(n) * width;
      for (let i = 0; i < width; i++) total[i]! += sums[from + i]!;
    }
    for (let bin = 0; bin < bins; bin++) {
      if (total[bin]! > 0) rates[bin]!.push(total[bins + bin]! / total[bin]!);
    }
  }
  return rates;
}

function intervalOf(rates: readonly number[]): Interval | null {
  if (rates.length === 0) return null;
  const sorted = Float64Array.from(rates).sort();
  return percentileInterval(sorted);
}
