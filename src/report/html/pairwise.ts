import { MOST_PLAYERS, type Tools } from "../charts/chart.ts";
import { cooperationMap, payoffMap } from "../charts/heat-map.ts";
import { pairwiseColumns } from "../pairwise.ts";
import type { RunReport } from "../run-report.ts";
import { dataTable } from "./data-table.ts";
import { drawn } from "./drawn.ts";
import { html, type Markup } from "./markup.ts";

/** Who got what from whom, and who cooperated with whom. */
export const pairwiseSection = (report: RunReport, tools: Tools): Markup =>
  html`<h3>Payoffs</h3>
    ${drawn(payoffMap, report, tools)} ${asTable(report, "payoffs")}
    <h3>Cooperation</h3>
    ${drawn(cooperationMap, report, tools)}
    ${report.run.game.cooperative === null ? null : asTable(report, "cooperation")}`;

/** For those who read with a screen reader, and for looking up. Beyond what a chart shows, it is too large for a page. */
function asTable({ pairwise }: RunReport, show: "payoffs" | "cooperation"): Markup | null {
  if (pairwise.players.length > MOST_PLAYERS) return null;
  const columns = pairwiseColumns(pairwise, show);
  return html`<details>
    <summary>The same as a table</summary>
    ${dataTable({
      caption:
        show === "payoffs"
          ? "Payoff per turn of the player on the left against the one with the number above"
          : "Share of turns on which the player on the left cooperated with the one with the number above",
      about: columns[1]!.header,
      columns,
      rows: [...pairwise.players.keys()],
    })}
  </details>`;
}
