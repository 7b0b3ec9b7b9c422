import type { Matrix, Pairwise } from "../stats/pairwise.ts";
import { decimals, percent } from "./number.ts";
import type { Column } from "./table.ts";

/** A line of a pairwise table: the index of its player. */
export type PlayerIndex = number;

/**
 * The columns of a table of who got what from whom. Players are numbered, and the numbers head the columns, of which
 * the last go first where the terminal is narrow.
 */
export function pairwiseColumns(
  pairwise: Pairwise,
  show: "payoffs" | "cooperation",
): readonly Column<PlayerIndex>[] {
  const cell = (matrix: Matrix<number | null>, i: number, j: number): string => {
    const value = matrix[i]![j]!;
    return show === "payoffs" ? decimals(value, 2) : percent(value).replace(/\.\d %$/, " %");
  };
  const matrix = show === "payoffs" ? pairwise.payoff : pairwise.cooperation;
  return [
    { header: "#", align: "right", rank: 0, value: (i) => String(i + 1) },
    {
      header: show === "payoffs" ? "payoff/turn of" : "cooperation of",
      align: "left",
      rank: 0,
      value: (i) => pairwise.players[i]!,
    },
    ...pairwise.players.map((_, j): Column<PlayerIndex> => ({
      header: String(j + 1),
      align: "right",
      rank: j + 1,
      value: (i) => cell(matrix, i, j),
    })),
  ];
}
