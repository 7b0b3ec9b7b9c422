import { SpecError } from "../core/errors.ts";
import { findRun } from "./find-run.ts";
import { openStore } from "../store/open.ts";
import type { RunReport } from "../report/run-report.ts";
import { figureFile, figureIds, type FigureId } from "../report/charts/figures.ts";
import { pngOf } from "../report/charts/png.ts";
import { markdownOf } from "../report/markdown.ts";
import { pageOf } from "../report/html/page.ts";
import { reportOf } from "./report-data.ts";
import { fileNameFor, requireFree, writeDocument } from "./report-file.ts";
import { profileFor } from "./report-profile.ts";
import { note } from "./terminal/output.ts";

export interface ReportOptions {
  readonly db: string;
  readonly out?: string;
  readonly format: "html" | "md" | "svg" | "png";
  readonly figure?: FigureId;
  /** Overwrite what is there. */
  readonly force?: boolean;
  /** Matches that the page holds move by move. */
  readonly matches?: number;
}

/**
 * Writes a document about a run: a page, a table for a README, or one figure.
 *
 * @throws SpecError where the run has no match, or the file cannot be written
 */
export async function report(asked: string | undefined, options: ReportOptions): Promise<void> {
  const { db, format, force = false } = options;
  const figure = figureFor(options);
  using store = openStore(db, { mode: "read" });
  const run = findRun(store, asked);
  if (run.matches === 0) {
    throw new SpecError(`run ${run.id}, ${run.name}, has no matches yet`, {
      place: db,
      hint: "Play it first, or name another: coplay runs lists them.",
    });
  }
  const path = options.out ?? fileNameFor(run.name, figure ?? "report", format);
  requireFree(path, force);
  const profile = profileFor(store, run);
  const source = reportOf({ store, run, matches: options.matches, profile });
  writeDocument(path, await documentOf(source, options, figure));
  note(`wrote ${path}`);
}

/**
 * The figure that is wanted; null for the whole.
 *
 * @throws SpecError where a figure is asked for in a format that has all of them, or none where one is needed
 */
function figureFor({ format, figure }: ReportOptions): FigureId | null {
  const isPicture = format === "svg" || format === "png";
  if (isPicture && figure === undefined) {
    throw new SpecError(`--format ${format} writes one figure, and none is named`, {
      hint: `--figure ${figureIds.join(", ")}.`,
    });
  }
  if (!isPicture && figure !== undefined) {
    throw new SpecError(`--figure ${figure} is a picture, and --format ${format} is none`, {
      hint: "Add --format svg or --format png.",
    });
  }
  return figure ?? null;
}

async function documentOf(
  source: RunReport,
  { format, matches }: ReportOptions,
  figure: FigureId | null,
): Promise<string | Uint8Array> {
  if (format === "md") return markdownOf(source);
  if (figure === null) return pageOf(source, { isBounded: matches === undefined });
  const svg = await figureFile(figure, source);
  return format === "svg" ? svg : pngOf(svg);
}
