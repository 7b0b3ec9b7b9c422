import type { Game } from "../core/game.ts";
import { decimals, percent } from "../report/number.ts";
import type { Pairwise } from "../stats/pairwise.ts";

/** What a heat map shows of each pair of players. */
export interface Heat {
  /** What a cell says; the second part is for where there is room. */
  readonly title: readonly [string, string];
  /** A cell's figure; null where no match is complete. */
  value(row: number, column: number): number | null;
  /** A figure's place in its range, in [0, 1]. */
  share(value: number): number;
  /** A figure in {@link figureWidth} columns at most. */
  figure(value: number): string;
  readonly figureWidth: number;
}

/** Cooperation where the game has it, mean payoff where it has not. */
export function heatOf({ cooperation, payoff }: Pairwise, game: Game): Heat {
  if (game.cooperative !== null) {
    return {
      title: ["How often the row's player cooperated with the column's", "in percent of turns"],
      value: (row, column) => cooperation[row]?.[column] ?? null,
      share: (value) => value,
      figure: (value) => String(Math.round(value * 100)),
      figureWidth: 3,
    };
  }
  const payoffs = [...game.payoff.row, ...game.payoff.column];
  const [low, high] = [Math.min(...payoffs), Math.max(...payoffs)];
  const figure = (value: number): string => decimals(value, 1);
  return {
    title: ["No action here is cooperative", `mean payoff of the row's player, ${low} to ${high}`],
    value: (row, column) => payoff[row]?.[column] ?? null,
    share: (value) => (high > low ? (value - low) / (high - low) : 0),
    figure,
    figureWidth: Math.max(figure(low).length, figure(high).length),
  };
}

/** The exact figures of one cell, what matters most first. */
export function cellFigures(pairwise: Pairwise, game: Game, row: number, column: number): readonly string[] {
  const rate = pairwise.cooperation[row]?.[column] ?? null;
  const payoff = pairwise.payoff[row]?.[column] ?? null;
  const matches = pairwise.matches[row]?.[column] ?? 0;
  const aborted = pairwise.aborted[row]?.[column] ?? 0;
  return [
    ...(game.cooperative === null ? [] : [`cooperates ${percent(rate)}`]),
    `payoff ${decimals(payoff, 3)}`,
    ...(aborted === 0 ? [] : [`${aborted} aborted`]),
    `${matches} ${matches === 1 ? "match" : "matches"}`,
  ];
}
