import { escaped } from "../escaped.ts";
import { printable } from "../printable.ts";
import type { RunReport } from "../run-report.ts";
import { clipped } from "../text.ts";
import type { Palette } from "./palette.ts";
import type { Drawing, Plotter } from "./plot.ts";

/** A chart of a run. */
export interface Chart extends Drawing {
  readonly title: string;
  /** How to read it, and what is left out, in a sentence or two. */
  readonly note: string;
}

/** Why a chart cannot be drawn of this run, in a sentence. */
export interface Lacking {
  readonly lacking: string;
}

/** What a chart is drawn with. */
export interface Tools extends Plotter {
  readonly palette: Palette;
}

/** Draws a chart of a run, or says why there is none. */
export type ChartMaker = (report: RunReport, tools: Tools) => Chart | Lacking;

/** Of a chart that fills a page. */
export const FULL_WIDTH = 1040;

/** Players that a chart has room for. */
export const MOST_PLAYERS = 64;

/** Columns of a name beside an axis. */
const LABEL = 30;
const LETTER_WIDTH = 6.7;

/** A player's id as it stands beside an axis. */
export const shortName = (id: string): string => clipped(printable(id), LABEL);

/** Room for the names of some players beside an axis. */
export const marginFor = (ids: readonly string[]): number =>
  18 + Math.max(24, ...ids.map((id) => shortName(id).length * LETTER_WIDTH));

/** What is said where not all players are shown. */
export const leftOutNote = (all: number): string =>
  all > MOST_PLAYERS ? ` The first ${MOST_PLAYERS} of ${all} players are shown.` : "";

/** A chart as a file of its own, with its title and its note. */
export function sheetOf({ title, note, width, height, body }: Chart, { paper, ink, muted }: Palette): string {
  const margin = 24;
  const lines = foldedNote(note, Math.floor(width / 6.4));
  const head = margin + 26 + lines.length * 17 + 12;
  const [w, h] = [width + 2 * margin, head + height + margin];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" font-family="system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif" color="${ink}" role="img" aria-label="${escaped(printable(title))}">`,
    `<rect width="${w}" height="${h}" fill="${paper}"/>`,
    `<text x="${margin}" y="${margin + 16}" font-size="18" font-weight="600" fill="${ink}">${escaped(printable(title))}</text>`,
    ...lines.map(
      (line, i) =>
        `<text x="${margin}" y="${margin + 40 + i * 17}" font-size="12.5" fill="${muted}">${escaped(line)}</text>`,
    ),
    `<g transform="translate(${margin},${head})">${body}</g>`,
    "</svg>\n",
  ].join("\n");
}

function foldedNote(note: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of printable(note).split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
