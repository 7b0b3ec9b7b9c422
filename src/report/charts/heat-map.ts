import { counted, decimals, percent } from "../number.ts";
import { printable } from "../printable.ts";
import type { Matrix } from "../../stats/pairwise.ts";
import type { RunReport } from "../run-report.ts";
import { leftOutNote, marginFor, MOST_PLAYERS, shortName, type ChartMaker, type Tools } from "./chart.ts";
import type { Palette } from "./palette.ts";
import type { Drawing } from "./plot.ts";

const LEGEND = 40;
/** Up to so many players there is room for figures in the cells. */
const MOST_WITH_FIGURES = 16;

interface Cell {
  readonly row: string;
  readonly column: string;
  readonly text: string;
  readonly title: string;
  readonly colour: string;
  /** Strength of the colour, in [0, 1]. */
  readonly strength: number;
}

/** How figures become colours. */
interface Scale {
  readonly colourOf: (value: number) => Pick<Cell, "colour" | "strength">;
  readonly format: (value: number) => string;
  /** What the legend shows. */
  readonly stops: readonly number[];
}

/** Who got how much from whom. */
export const payoffMap: ChartMaker = (report, tools) => {
  const { pairwise, run } = report;
  const values = pairwise.payoff.flat().filter((value) => value !== null);
  if (values.length === 0)
    return { lacking: "No match is complete, so that nobody got anything from anybody." };
  const low = Math.min(...run.game.payoff.row, ...run.game.payoff.column);
  const high = Math.max(...run.game.payoff.row, ...run.game.payoff.column);
  const scale: Scale = {
    colourOf: (value) => ({
      colour: tools.palette.accent,
      strength: high === low ? 0.5 : 0.06 + (0.94 * (value - low)) / (high - low),
    }),
    format: (value) => decimals(value, 2),
    stops: [0, 0.25, 0.5, 0.75, 1].map((share) => low + share * (high - low)),
  };
  const drawing = heatMap(report, pairwise.payoff, scale, tools);
  return {
    ...drawing,
    title: `Who gets how much from whom: ${run.name}`,
    note: `Payoff per turn of the player on the left against the one above; the colours span the game's payoffs.${leftOutNote(pairwise.players.length)}`,
  };
};

/** Who cooperates with whom. */
export const cooperationMap: ChartMaker = (report, tools) => {
  const { pairwise, run } = report;
  if (run.game.cooperative === null) {
    return { lacking: `No action of ${run.game.id} counts as cooperation.` };
  }
  if (pairwise.cooperation.flat().every((value) => value === null)) {
    return { lacking: "No match is complete, so that nobody has cooperated with anybody." };
  }
  const scale: Scale = {
    colourOf: (value) => ({
      colour: value >= 0.5 ? tools.palette.cooperate : tools.palette.defect,
      strength: 0.06 + 0.94 * Math.abs(2 * value - 1),
    }),
    format: (value) => percent(value).replace(/\.\d %$/, " %"),
    stops: [0, 0.25, 0.5, 0.75, 1],
  };
  const drawing = heatMap(report, pairwise.cooperation, scale, tools);
  return {
    ...drawing,
    title: `Who cooperates with whom: ${run.name}`,
    note: `Share of turns on which the player on the left cooperated with the one above.${leftOutNote(pairwise.players.length)}`,
  };
};

function heatMap(
  { pairwise, standings }: RunReport,
  matrix: Matrix<number | null>,
  { colourOf, format, stops }: Scale,
  { Plot, draw, palette }: Tools,
): Drawing {
  const ids = standings.slice(0, MOST_PLAYERS).map(({ player }) => player);
  const indices = new Map(pairwise.players.map((player, i) => [player, i]));
  const cells: Cell[] = [];
  const empty: Pick<Cell, "row" | "column">[] = [];
  for (const row of ids) {
    for (const column of ids) {
      const [i, j] = [indices.get(row)!, indices.get(column)!];
      const value = matrix[i]?.[j] ?? null;
      if (value === null) {
        empty.push({ row, column });
        continue;
      }
      const title = `${printable(row)} with ${row === column ? "itself" : printable(column)}: ${format(value)}, ${counted(pairwise.matches[i]![j]!, "match", "matches")}`;
      cells.push({ row, column, text: format(value).replace(" %", ""), title, ...colourOf(value) });
    }
  }
  const size = Math.max(14, Math.min(44, Math.floor(640 / ids.length)));
  const margin = marginFor(ids);
  const [width, height] = [margin + ids.length * size + 8, margin + ids.length * size + 8];
  const figures = ids.length <= MOST_WITH_FIGURES ? cells : [];
  const map = draw({
    width,
    height,
    marginLeft: margin,
    marginTop: margin,
    marginRight: 8,
    marginBottom: 8,
    x: { domain: ids, axis: null },
    y: { domain: ids, axis: null },
    marks: [
      Plot.axisX({ anchor: "top", tickSize: 0, tickFormat: shortName, tickRotate: -90, label: null }),
      Plot.axisY({ tickSize: 0, tickFormat: shortName, label: null }),
      Plot.dot(empty, { x: "column", y: "row", r: 1, fill: palette.muted }),
      Plot.cell(cells, {
        x: "column",
        y: "row",
        fill: { value: "colour", scale: null },
        fillOpacity: { value: "strength", scale: null },
        inset: 0.5,
        title: "title",
      }),
      Plot.text(figures, {
        x: "column",
        y: "row",
        text: "text",
        fontSize: 10.5,
        fill: ({ strength }: Cell) =>
          strength > 0.88 ? palette.onColour : strength > 0.62 ? palette.onSome : palette.ink,
      }),
    ],
  });
  return {
    ...map,
    height: height + LEGEND,
    body: map.body + legend(stops, colourOf, format, palette, margin, height),
  };
}

/** What the colours mean. */
function legend(
  stops: Scale["stops"],
  colourOf: Scale["colourOf"],
  format: Scale["format"],
  { muted }: Palette,
  x: number,
  y: number,
): string {
  const width = 52;
  return stops
    .map((value, i) => {
      const { colour, strength } = colourOf(value);
      const at = x + i * (width + 2);
      return `<rect x="${at}" y="${y + 8}" width="${width}" height="10" fill="${colour}" fill-opacity="${strength.toFixed(2)}"/><text x="${at + width / 2}" y="${y + 33}" font-size="11" text-anchor="middle" fill="${muted}">${format(value)}</text>`;
    })
    .join("");
}
