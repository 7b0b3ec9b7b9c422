import type { Field } from "./field.ts";
import { lacking, type Ranking } from "./ranking.ts";

/** Iteration ends where no strength changes by more than this share of itself. */
const CHANGE = 1e-9;
const STEPS = 20_000;
/** Figures are rounded to so much: what is left of the iteration is below it. */
const DIGITS = 1e6;

/**
 * Strengths by which wins are explained: that of i beats that of j with chance π_i / (π_i + π_j). A draw counts as half a
 * win of either. The figure is log π, of which the mean is 0, so that a difference is the log odds of winning.
 *
 * Where some players never got a point off the others, no strengths are the most likely: the gap would grow for ever.
 * Then everyone is given one drawn match against an imagined player of strength 1, and the remark says so. The same holds
 * in resamples that lack the point.
 *
 * @see Bradley1952
 */
export const bradleyTerry: Ranking = {
  id: "bradley-terry",
  title: "Bradley–Terry",
  description:
    "Strength that explains who wins against whom; a difference is the log odds of winning a match.",
  unit: "log odds",
  range: "any number, 0 on average",
  source: "Hunter2004",
  rate(field) {
    const points = pointsOf(field);
    const there = [...points.keys()].filter((i) => points.some((row, j) => row[i]! + points[i]![j]! > 0));
    if (there.length < 2) return lacking(field, "needs a complete match between two players");
    const table = there.map((i) => Float64Array.from(there, (j) => points[i]![j]!));
    const stranger = unreached(table, (i, j) => table[i]![j]! + table[j]![i]! > 0);
    if (stranger !== null) {
      const [a, b] = [field.players[there[0]!]!, field.players[there[stranger]!]!];
      return lacking(field, `needs matches that connect all players, and nothing connects ${a} and ${b}`);
    }
    const isBounded =
      unreached(table, (i, j) => table[i]![j]! > 0) === null &&
      unreached(table, (i, j) => table[j]![i]! > 0) === null;
    const strengths = strengthsOf(table, isBounded ? 0 : 1);
    const values = new Array<number | null>(field.players.length).fill(null);
    there.forEach((player, place) => (values[player] = Math.round(strengths[place]! * DIGITS) / DIGITS));
    const remark = isBounded
      ? null
      : "some players never got a point off the others, so that everyone is given a draw against an average player";
    return { values, lacking: null, remark };
  },
};

/**
 * Log strengths by Hunter's minorisation and maximisation, one player after the other.
 *
 * @param points wins of the row over the column, and half of the draws
 * @param draws against a player of strength 1, for everyone; 0 where all are connected by points both ways
 * @returns with mean 0
 * @see Hunter2004
 */
export function strengthsOf(points: readonly Float64Array[], draws: number): Float64Array {
  const n = points.length;
  const strengths = new Float64Array(n).fill(1);
  const wins = points.map((row) => row.reduce((sum, value) => sum + value, draws / 2));
  const games = points.map((row, i) => row.map((value, j) => value + points[j]![i]!));
  for (let step = 0; step < STEPS; step++) {
    let change = 0;
    for (let i = 0; i < n; i++) {
      const own = strengths[i]!;
      let share = draws / (own + 1);
      for (let j = 0; j < n; j++) if (j !== i) share += games[i]![j]! / (own + strengths[j]!);
      const next = wins[i]! / share;
      change = Math.max(change, Math.abs(next / own - 1));
      strengths[i] = next;
    }
    if (change < CHANGE) break;
  }
  const logs = strengths.map(Math.log);
  const mean = logs.reduce((sum, value) => sum + value, 0) / n;
  return logs.map((value) => value - mean);
}

/** Wins of the row over the column, and half of the draws; self-play is none of it. */
function pointsOf({ players, meetings }: Field): Float64Array[] {
  const points = players.map(() => new Float64Array(players.length));
  for (const { row, column, rowScore, columnScore } of meetings) {
    if (row === column) continue;
    const point = rowScore > columnScore ? 1 : rowScore < columnScore ? 0 : 0.5;
    points[row]![column]! += point;
    points[column]![row]! += 1 - point;
  }
  return points;
}

/** The first that no path of links leads to from the first of all; null where all are reached. */
function unreached(
  rows: readonly Float64Array[],
  isLinked: (from: number, to: number) => boolean,
): number | null {
  const seen = new Set([0]);
  for (const from of seen) {
    for (let to = 0; to < rows.length; to++) if (isLinked(from, to)) seen.add(to);
  }
  const left = rows.findIndex((_, i) => !seen.has(i));
  return left === -1 ? null : left;
}
