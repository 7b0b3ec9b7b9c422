import { SpecError } from "../../core/errors.ts";
import type { RunReport } from "../run-report.ts";
import { sheetOf, type ChartMaker } from "./chart.ts";
import { distributionChart } from "./distribution-chart.ts";
import { cooperationMap, payoffMap } from "./heat-map.ts";
import { overTimeChart } from "./over-time-chart.ts";
import { PAPER } from "./palette.ts";
import { plotter } from "./plot.ts";
import { profileChart } from "./profile-chart.ts";
import { standingsChart } from "./standings-chart.ts";
import { stateDiagram } from "./state-diagram.ts";

/** The figures of a run, by the name that the command line has for them. */
export const figures = {
  standings: standingsChart,
  payoffs: payoffMap,
  cooperation: cooperationMap,
  "over-time": overTimeChart,
  distribution: distributionChart,
  profile: profileChart,
  states: stateDiagram,
} as const satisfies Readonly<Record<string, ChartMaker>>;

/** The name of a figure. */
export type FigureId = keyof typeof figures;

/** What figures there are. */
export const figureIds = Object.keys(figures) as readonly FigureId[];

/**
 * A figure of a run as an SVG file of its own, in plain colours on white.
 *
 * @throws SpecError where the run does not have what the figure shows
 */
export async function figureFile(id: FigureId, report: RunReport): Promise<string> {
  const drawn = figures[id](report, { ...(await plotter()), palette: PAPER });
  if ("lacking" in drawn) {
    throw new SpecError(`there is no figure ${id} of ${report.run.name}: ${drawn.lacking}`, {
      hint: "Another --figure may have what it needs.",
    });
  }
  return sheetOf(drawn, PAPER);
}
