import { wins } from "../wins.ts";
import type { Ranking } from "./ranking.ts";

/** Matches won against others, over all repetitions. Both seats of a draw win nothing. */
export const winsRanking: Ranking = {
  id: "wins",
  title: wins.title,
  description: wins.description,
  unit: wins.unit,
  range: wins.range,
  source: wins.source,
  rate({ players, meetings }) {
    const values = new Array<number | null>(players.length).fill(null);
    for (const { row, column, rowScore, columnScore } of meetings) {
      if (row === column) continue;
      values[row] = (values[row] ?? 0) + (rowScore > columnScore ? 1 : 0);
      values[column] = (values[column] ?? 0) + (columnScore > rowScore ? 1 : 0);
    }
    const hasNone = values.every((value) => value === null);
    return { values, lacking: hasNone ? "needs a complete match between two players" : null, remark: null };
  },
};
