import type { Profile, ProfileFigure, ProfileReport } from "../../stats/profile/profile.ts";
import type { Tools } from "../charts/chart.ts";
import { profileChart } from "../charts/profile-chart.ts";
import { count, counted } from "../number.ts";
import {
  asPlayed,
  differenceColumns,
  divided,
  familyColumns,
  figureColumns,
  footnotes,
  missingText,
  withoutFallbacks,
  type Shown,
} from "../profile.ts";
import type { RunReport } from "../run-report.ts";
import { dataTable } from "./data-table.ts";
import { drawn } from "./drawn.ts";
import { html, type Markup } from "./markup.ts";

/** Differences that a page lists, those first that are least likely to be chance. */
const MOST_DIFFERENCES = 200;

const INTERVAL = "95 % interval";

/** How the players cooperate, figure by figure, with how sure that is. */
export function profileSection(report: RunReport, tools: Tools): Markup {
  const { profile, run } = report;
  const chart = drawn(profileChart, report, tools);
  if (profile === null) return chart;
  const players = new Set(profile.profiles.map(({ player }) => player)).size;
  const shown = profile.profiles.flatMap((one) =>
    one.withoutFallbacks === null ? [one.estimates] : [one.estimates, one.withoutFallbacks],
  );
  const { known, missing } = divided(profile.figures, shown);
  const families = [...new Set(known.map(({ family }) => family))];
  const which = players < run.players.length ? `The first ${players} of ${run.players.length} players. ` : "";
  return html`<p>
      ${which}Intervals by ${report.profileResamples} resamples; <code>coplay profile</code> takes 1,000, and
      shows any players.
    </p>
    ${chart} ${families.map((family, i) => familyPart({ ...profile, figures: known }, family, i < 2))}
    ${missing.map((own) => html`<p class="note">${missingText(own)}</p> `)} ${differencesPart(profile)}`;
}

/** A family: a table of its figures, again without fallbacks where there are any, and each with what it rests on. */
function familyPart(report: ProfileReport, family: ProfileFigure["family"], isOpen: boolean): Markup {
  const { by, profiles } = report;
  const figures = report.figures.filter((figure) => figure.family === family);
  const notes = footnotes();
  const overview = (caption: string, rows: readonly Profile[], shown: Shown): Markup | null =>
    rows.length === 0
      ? null
      : dataTable({
          caption,
          about: "player",
          figures: figures.map(({ title }) => title),
          columns: figureColumns(figures, by, shown, notes),
          rows,
        });
  const title = family.charAt(0).toUpperCase() + family.slice(1);
  const lines = figures.flatMap((figure) => profiles.map((profile) => ({ figure, profile })));
  // Filled in first: they number the footnotes.
  const tables = [
    overview(`${title}, with 95 % intervals`, profiles, asPlayed),
    overview(
      `${title}, fallback moves left out`,
      profiles.filter((profile) => profile.withoutFallbacks !== null),
      withoutFallbacks,
    ),
    html`<details>
      <summary>How much each rests on</summary>
      ${dataTable({
        caption: `${title}, figure by figure`,
        about: "player",
        figures: [INTERVAL],
        columns: familyColumns(by, asPlayed, notes),
        rows: lines,
      })}
    </details>`,
  ];
  return html`<details${isOpen ? html` open` : null}><summary>${title}</summary>
${tables}
${notes.all.map(({ mark, reason }) => html`<p class="note">${mark}: ${reason}</p> `)}
<ul class="note">${figures.map(
    ({ title: name, description, unit, range }) =>
      html`<li><strong>${name}</strong>: ${description.replace(/\.$/, "")} (${unit}, ${range}).</li> `,
  )}</ul>
</details>`;
}

function differencesPart({ by, differences, figures }: ProfileReport): Markup | null {
  if (differences.length === 0) return null;
  const sorted = differences.toSorted(
    (a, b) => (a.adjustedP ?? 1) - (b.adjustedP ?? 1) || Math.abs(b.value) - Math.abs(a.value),
  );
  const rows = sorted.slice(0, MOST_DIFFERENCES);
  const which = rows.length < sorted.length ? `, the ${rows.length} clearest of ${count(sorted.length)}` : "";
  return html`<details>
    <summary>Differences between players</summary>
    ${dataTable({
      caption: `${counted(rows.length, "difference")}${which}: the first player less the second, with intervals and p by bootstrap over matches, adjusted by Holm's method`,
      about: "figure",
      figures: [INTERVAL],
      columns: differenceColumns(new Map(figures.map((figure) => [figure.id, figure])), by),
      rows,
    })}
  </details>`;
}
