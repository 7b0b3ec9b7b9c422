import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Tools } from "../charts/chart.ts";
import { distributionChart } from "../charts/distribution-chart.ts";
import { overTimeChart } from "../charts/over-time-chart.ts";
import { PAGE } from "../charts/palette.ts";
import { plotter } from "../charts/plot.ts";
import type { RunReport } from "../run-report.ts";
import { abortedSection } from "./aborted.ts";
import { callsSection } from "./calls.ts";
import { drawn } from "./drawn.ts";
import { gameTable, headSection } from "./head.ts";
import { manifestSection } from "./manifest.ts";
import { html, trusted, type Markup } from "./markup.ts";
import { matchesSection } from "./matches.ts";
import { pairwiseSection } from "./pairwise.ts";
import { profileSection } from "./profile.ts";
import { standingsSection } from "./standings.ts";
import { statesSection } from "./states.ts";

/** A part of a page, which its head links to. */
interface Section {
  readonly id: string;
  readonly title: string;
  readonly content: Markup;
}

/**
 * A run as one page of HTML that needs nothing else: no network, no other file. Its policy lets run the one script that it
 * comes with, by its hash, and nothing that came from the log. Equal reports give equal pages.
 *
 * @param isBounded whether to hold fewer matches where the page would grow too large
 */
export async function pageOf(
  report: RunReport,
  { isBounded }: { readonly isBounded: boolean },
): Promise<string> {
  const tools: Tools = { ...(await plotter()), palette: PAGE };
  const [style, script] = [pagePart("page.css"), pagePart("page.js")];
  const policy = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;
  const sections = sectionsOf(report, tools, isBounded);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${trusted(policy)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${report.run.name}: report</title>
        ${trusted(`<style>${style}</style>`)}
      </head>
      <body>
        <a class="skip" href="#standings">Skip to the standings</a>
        ${headSection(report)}
        <nav aria-label="Sections">
          <ul>
            ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li> `)}
          </ul>
        </nav>
        <main>
          ${sections.map(
            ({ id, title, content }) =>
              html`<section id="${id}" aria-labelledby="${id}-title">
                <h2 id="${id}-title">${title}</h2>
                ${content}
              </section> `,
          )}
        </main>
        <footer><p>Written by coplay ${report.manifest.reportVersion}. Intervals are at 95 %.</p></footer>
        ${trusted(`<script>${script}</script>`)}
      </body>
    </html> `.markup;
}

function sectionsOf(report: RunReport, tools: Tools, isBounded: boolean): readonly Section[] {
  const { calls, paid, aborted, run } = report;
  return [
    { id: "standings", title: "Standings", content: standingsSection(report, tools) },
    { id: "pairs", title: "Who with whom", content: pairwiseSection(report, tools) },
    { id: "over-time", title: "Over the turns", content: drawn(overTimeChart, report, tools) },
    { id: "payoffs", title: "Match to match", content: drawn(distributionChart, report, tools) },
    { id: "profiles", title: "Profiles", content: profileSection(report, tools) },
    { id: "states", title: "States", content: statesSection(report, tools) },
    ...(calls.length === 0 && paid === null
      ? []
      : [{ id: "calls", title: "Calls and costs", content: callsSection(report) }]),
    ...(aborted.length === 0 ? [] : [{ id: "aborted", title: "Aborted", content: abortedSection(report) }]),
    { id: "matches", title: "Matches", content: matchesSection(report, isBounded) },
    { id: "game", title: "Game", content: gameTable(run.game) },
    { id: "manifest", title: "Manifest", content: manifestSection(report) },
  ];
}

/** What the page comes with; read from the sources, which the package has beside what is compiled from them. */
const pagePart = (name: string): string =>
  readFileSync(new URL(`../../../src/report/html/page/${name}`, import.meta.url), "utf8");

const hashOf = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;
