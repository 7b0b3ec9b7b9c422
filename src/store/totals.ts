import { outcomeOf } from "../core/outcome.ts";
import { outcomeCounts, type MatchRecord } from "../core/trajectory.ts";

/** What is logged of one seat besides its moves. */
interface SeatTotals {
  readonly score: number;
  /** How often the seat cooperated; null where no action of the game counts as cooperation. */
  readonly cooperations: number | null;
}

/** Scores and cooperations, all from one count of the outcomes: going through the moves is what costs. */
export function totalsOf(record: MatchRecord): { readonly row: SeatTotals; readonly column: SeatTotals } {
  const { actions, payoff, cooperative } = record.match.game;
  const k = actions.length;
  const counts = outcomeCounts(record, k);
  let rowScore = 0;
  let columnScore = 0;
  for (let outcome = 0; outcome < counts.length; outcome++) {
    rowScore += counts[outcome]! * payoff.row[outcome]!;
    columnScore += counts[outcome]! * payoff.column[outcome]!;
  }
  let rowCooperations = null;
  let columnCooperations = null;
  if (cooperative !== null) {
    rowCooperations = 0;
    columnCooperations = 0;
    for (let other = 0; other < k; other++) {
      rowCooperations += counts[outcomeOf(cooperative, other, k)]!;
      columnCooperations += counts[outcomeOf(other, cooperative, k)]!;
    }
  }
  return {
    row: { score: rowScore, cooperations: rowCooperations },
    column: { score: columnScore, cooperations: columnCooperations },
  };
}
