import type { RankedTable } from "./run-table.ts";

/** What the figures of a ranking are worth: what they lack, what had to be assumed, why they have no intervals. */
export function rankingNotes({
  ranking,
  rated: { lacking, remark, unsure },
}: RankedTable): readonly string[] {
  return [
    ...(lacking === null ? [] : [`${ranking.title} ${lacking}`]),
    ...(remark === null ? [] : [`${ranking.title}: ${remark}`]),
    ...(unsure === null ? [] : [unsure]),
  ];
}

/** A ranking and what its figures are worth, for other programs. */
export const rankingJson = ({ ranking, rated }: RankedTable) => ({
  id: ranking.id,
  title: ranking.title,
  description: ranking.description,
  unit: ranking.unit,
  range: ranking.range,
  source: ranking.source,
  lacking: rated.lacking,
  remark: rated.remark,
  unsure: rated.unsure,
});
