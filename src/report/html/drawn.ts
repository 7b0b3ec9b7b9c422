import type { Chart, ChartMaker, Lacking, Tools } from "../charts/chart.ts";
import type { RunReport } from "../run-report.ts";
import { html, trusted, type Markup } from "./markup.ts";

/** A chart in a page, or why there is none. */
export const drawn = (make: ChartMaker, report: RunReport, tools: Tools): Markup =>
  shown(make(report, tools));

/** A chart that has been drawn already, or why there is none. */
export const shown = (chart: Chart | Lacking): Markup =>
  "lacking" in chart
    ? html`<p class="lacking">${chart.lacking}</p>`
    : html`<figure class="chart${chart.width > 1100 ? " wide" : ""}">
        <div class="scroll">${picture(chart)}</div>
        <figcaption>${chart.note}</figcaption>
      </figure>`;

/** The drawing itself, which says to a screen reader what it shows: figures are in tables beside it. */
const picture = ({ title, width, height, body }: Chart): Markup =>
  html`<svg
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
    role="img"
    aria-label="${title}"
  >
    ${trusted(body)}
  </svg>`;
