import { count, counted } from "../number.ts";
import type { RunReport } from "../run-report.ts";
import { html, trusted, type Markup } from "./markup.ts";
import { embedded } from "./trajectories.ts";

/** Matches to step through, and the data that the page's script reads. */
export function matchesSection(report: RunReport, isBounded: boolean): Markup {
  const { sample } = report;
  const { json, shown } = embedded(report, isBounded);
  const which =
    shown === sample.total
      ? `All ${counted(shown, "match", "matches")} of the run.`
      : `${count(shown)} of ${count(sample.total)} matches, ${sample.how}.`;
  if (shown === 0) return html`<p class="lacking">${which}</p>`;
  return html`<p>${which} <code>coplay show</code> prints any match by its number.</p>
    <noscript><p class="lacking">Stepping through matches needs JavaScript.</p></noscript>
    <div id="browser" hidden>
      <p class="picker">
        <label for="match">Match</label>
        <select id="match" autocomplete="off"></select>
      </p>
      <div class="picker" role="group" aria-label="Turns">
        <button type="button" data-go="first" aria-label="First turn">⇤</button>
        <button type="button" data-go="back">← Back</button>
        <button type="button" data-go="on">On →</button>
        <button type="button" data-go="last" aria-label="Last turn">⇥</button>
        <input type="range" id="turn" min="1" step="1" value="1" autocomplete="off" aria-label="Turn" />
      </div>
      <p class="note">
        Arrow keys, Home and End go through the turns. Above the row seat, below the column seat; an
        underlined letter was flipped by noise, a round one is a fallback.
      </p>
      <p id="said" role="status" aria-live="polite"></p>
      <div id="strip" class="strip moves" aria-hidden="true"></div>
      <div id="behind"></div>
    </div>
    ${trusted(`<script type="application/json" id="data">${json}</script>`)}`;
}
