import type { Column } from "../../report/table.ts";
import { metrics } from "../../stats/index.ts";
import { rankings } from "../../stats/rankings/index.ts";
import { citationOf } from "./entry.ts";

/** Every metric, and the rankings that are not by one of them. */
export function metricRows() {
  const known = new Set(metrics.map(({ title }) => title));
  return [...metrics, ...rankings.filter(({ title }) => !known.has(title))].map(
    ({ id, title, description, source: key }) => ({
      id,
      title,
      description,
      source: citationOf(key),
    }),
  );
}

export const metricColumns: readonly Column<ReturnType<typeof metricRows>[number]>[] = [
  { header: "metric", align: "left", rank: 0, value: ({ id }) => id },
  { header: "what it says", align: "left", rank: 0, value: ({ description }) => description },
  { header: "source", align: "left", rank: 1, value: ({ source: from }) => from?.key ?? "" },
];
