import { standingsChart } from "../charts/standings-chart.ts";
import type { Tools } from "../charts/chart.ts";
import type { RunReport } from "../run-report.ts";
import { columnsFor } from "../standings.ts";
import { dataTable } from "./data-table.ts";
import { drawn } from "./drawn.ts";
import { html, type Markup } from "./markup.ts";

/** Who came out how. */
export const standingsSection = (report: RunReport, tools: Tools): Markup =>
  html`${drawn(standingsChart, report, tools)}
  ${dataTable({
    caption: "Standings of complete matches against others, with 95 % intervals by bootstrap over matches",
    about: "player",
    figures: ["95 % interval"],
    columns: columnsFor(report.standings),
    rows: report.standings,
  })}`;
