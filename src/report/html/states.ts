import { outcomeNames } from "../../stats/states.ts";
import { MOST_PLAYERS, leftOutNote, type Tools } from "../charts/chart.ts";
import { lackingStates, stateDiagramOf } from "../charts/state-diagram.ts";
import { stateColumns } from "../states.ts";
import type { RunReport } from "../run-report.ts";
import { dataTable } from "./data-table.ts";
import { shown } from "./drawn.ts";
import { html, type Markup } from "./markup.ts";

/** What follows on what: a diagram for each player, of which the page's script shows one at a time. */
export function statesSection(report: RunReport, { palette }: Tools): Markup {
  const { standings, transitions, states, run } = report;
  const seen = standings.filter(({ player }) => transitions.has(player));
  const diagrams = seen
    .slice(0, MOST_PLAYERS)
    .map(
      ({ player }) =>
        html`<div data-name="${player}">${shown(stateDiagramOf(report, player, palette))}</div> `,
    );
  const chosen =
    diagrams.length === 0
      ? html`<p class="lacking">${lackingStates(report).lacking}</p>`
      : html`<div class="choices">${diagrams}</div>
          <p class="note">${leftOutNote(seen.length)}</p>`;
  const names = outcomeNames(run.game);
  const isLarge = names.length > 9;
  return html`${chosen}
  ${
    isLarge
      ? null
      : dataTable({
          caption:
            "Shares of turns by outcome, own action first, and how often cooperation followed, with Wilson's interval",
          about: "player",
          figures: names.map((name) => `p(C | ${name})`),
          columns: stateColumns(names),
          rows: states,
        })
  }`;
}
