import { count, percent } from "../number.ts";
import type { AbortedMatch, RunReport } from "../run-report.ts";
import type { Column } from "../table.ts";
import { dataTable } from "./data-table.ts";
import { html, type Markup } from "./markup.ts";

/** Aborted matches that a page lists. */
const MOST = 100;

const columns: readonly Column<AbortedMatch>[] = [
  { header: "match", align: "right", rank: 0, value: ({ id }) => String(id) },
  { header: "row", align: "left", rank: 0, value: ({ row }) => row },
  { header: "column", align: "left", rank: 0, value: ({ column }) => column },
  { header: "rep.", align: "right", rank: 0, value: ({ repetition }) => String(repetition + 1) },
  { header: "turns", align: "right", rank: 0, value: ({ turns }) => String(turns) },
  { header: "reason", align: "left", rank: 0, value: ({ code }) => code },
  { header: "detail", align: "left", rank: 0, value: ({ detail }) => detail },
];

interface ReasonCount {
  readonly code: string;
  readonly matches: number;
}

/** Which matches have no end, and why. */
export function abortedSection({ aborted, run }: RunReport): Markup {
  const counts = new Map<string, number>();
  for (const { code } of aborted) counts.set(code, (counts.get(code) ?? 0) + 1);
  const reasons = [...counts]
    .map(([code, matches]): ReasonCount => ({ code, matches }))
    .sort((a, b) => b.matches - a.matches || (a.code < b.code ? -1 : 1));
  const reasonColumns: readonly Column<ReasonCount>[] = [
    { header: "reason", align: "left", rank: 0, value: ({ code }) => code },
    { header: "matches", align: "right", rank: 0, value: ({ matches }) => count(matches) },
    { header: "share", align: "right", rank: 0, value: ({ matches }) => percent(matches / run.matches) },
  ];
  const listed = aborted.slice(0, MOST);
  const which = listed.length < aborted.length ? `: the first ${MOST} of ${count(aborted.length)}` : "";
  return html`<p>
      ${count(aborted.length)} of ${count(run.matches)} matches were aborted. They are in no score.
    </p>
    ${dataTable({ caption: "Why matches were aborted", about: "reason", columns: reasonColumns, rows: reasons })}
    ${dataTable({
      caption: `Aborted matches${which}`,
      about: "match",
      long: ["detail"],
      columns,
      rows: listed,
    })}`;
}
