import { callColumns } from "../calls.ts";
import { count, percent } from "../number.ts";
import type { RunReport } from "../run-report.ts";
import { filled } from "../table.ts";
import { dataTable } from "./data-table.ts";
import { html, type Markup } from "./markup.ts";

/** What asking models came to. */
export function callsSection({ calls, paid }: RunReport): Markup {
  const fallbacks = calls.filter(({ fallback }) => fallback > 0);
  return html`${
    calls.length === 0
      ? null
      : dataTable({
          caption: "Calls of the matches that are in the log",
          about: "player",
          columns: filled(callColumns, calls),
          rows: calls,
        })
  }
  ${paid === null ? null : html`<p>${paid.charAt(0).toUpperCase() + paid.slice(1)}.</p>`}
  ${fallbacks.map(
    ({ player, fallback, decisions }) =>
      html`<p>
        ${count(fallback)} of ${count(decisions)} moves of ${player} (${percent(fallback / decisions)}) are
        not its own but fallbacks.
      </p>`,
  )}`;
}
