import type { Column } from "../../report/table.ts";
import { metrics } from "../../stats/index.ts";
import { citationOf } from "./entry.ts";

/** Every metric. */
export function metricRows() {
  return metrics.map(({ id, title, description, source: key }) => ({
    id,
    title,
    description,
    source: citationOf(key),
  }));
}

export const metricColumns: readonly Column<ReturnType<typeof metricRows>[number]>[] = [
  { header: "metric", align: "left", rank: 0, value: ({ id }) => id },
  { header: "what it says", align: "left", rank: 0, value: ({ description }) => description },
  { header: "source", align: "left", rank: 1, value: ({ source: from }) => from?.key ?? "" },
];
