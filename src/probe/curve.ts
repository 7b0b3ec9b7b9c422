import type { Random } from "../core/random.ts";
import type { MatchRecord } from "../core/trajectory.ts";
import { meanEstimate, type Estimate } from "./estimate.ts";

/** Figures of both seats, the player's own first. */
export interface Both<Figure> {
  readonly own: Figure;
  readonly coPlayer: Figure;
}

/** What is told of matches: payoffs, and cooperation as shares of turns. */
export interface Figures<Figure> {
  readonly payoff: Both<Figure>;
  readonly cooperation: Both<Figure>;
}

/** A figure of one turn; the player sits in the row seat. */
type OfTurn = (record: MatchRecord, turn: number) => number;

const outcome: OfTurn = ({ row, column }, turn) => row[turn]! * 2 + column[turn]!;
const ofTurn: Figures<OfTurn> = {
  payoff: {
    own: (record, turn) => record.match.game.payoff.row[outcome(record, turn)]!,
    coPlayer: (record, turn) => record.match.game.payoff.column[outcome(record, turn)]!,
  },
  cooperation: {
    own: ({ row }, turn) => 1 - row[turn]!,
    coPlayer: ({ column }, turn) => 1 - column[turn]!,
  },
};

function eachFigure<Given, Made>(given: Figures<Given>, make: (figure: Given) => Made): Figures<Made> {
  const { payoff, cooperation } = given;
  return {
    payoff: { own: make(payoff.own), coPlayer: make(payoff.coPlayer) },
    cooperation: { own: make(cooperation.own), coPlayer: make(cooperation.coPlayer) },
  };
}

/** Means over matches, all of so many turns, on every turn. */
export const curvesOf = (records: readonly MatchRecord[], turns: number): Figures<readonly number[]> =>
  eachFigure(ofTurn, (figure) =>
    Array.from(
      { length: turns },
      (_, turn) => records.reduce((sum, record) => sum + figure(record, turn), 0) / records.length,
    ),
  );

/** What matches came to per turn, with intervals over matches. */
export const totalsOf = (records: readonly MatchRecord[], random: Random): Figures<Estimate> =>
  eachFigure(ofTurn, (figure) => {
    const means = records.map((record) => {
      let sum = 0;
      for (let turn = 0; turn < record.row.length; turn++) sum += figure(record, turn);
      return sum / record.row.length;
    });
    return meanEstimate(means, random);
  });

/** Adds up courses, one at a time: all of them at once would be more than thousands of matches need to keep. */
export function courseSum(turns: number) {
  const zeros = (): Float64Array => new Float64Array(turns);
  const sums: Figures<Float64Array> = {
    payoff: { own: zeros(), coPlayer: zeros() },
    cooperation: { own: zeros(), coPlayer: zeros() },
  };
  let courses = 0;
  const add = (sum: Float64Array, byTurn: Float64Array): void =>
    byTurn.forEach((figure, turn) => (sum[turn]! += figure));
  return {
    add({ payoff, cooperation }: Figures<Float64Array>): void {
      courses++;
      add(sums.payoff.own, payoff.own);
      add(sums.payoff.coPlayer, payoff.coPlayer);
      add(sums.cooperation.own, cooperation.own);
      add(sums.cooperation.coPlayer, cooperation.coPlayer);
    },
    /** The mean of what was added, at least one course, on every turn. */
    mean: (): Figures<readonly number[]> =>
      eachFigure(sums, (sum) => Array.from(sum, (figure) => figure / courses)),
  };
}

/** The mean over all turns of curves. */
export const meanOfCurves = (curves: Figures<readonly number[]>): Figures<number> =>
  eachFigure(curves, (byTurn) => byTurn.reduce((sum, figure) => sum + figure, 0) / byTurn.length);
