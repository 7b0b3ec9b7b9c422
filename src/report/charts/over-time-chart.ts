import type { CurvePoint } from "../../stats/cooperation-by-turn.ts";
import { escaped } from "../escaped.ts";
import { counted } from "../number.ts";
import { printable } from "../printable.ts";
import { clipped } from "../text.ts";
import { FULL_WIDTH, leftOutNote, MOST_PLAYERS, type ChartMaker, type Tools } from "./chart.ts";
import type { Drawing } from "./plot.ts";

const TALL = 240;
const SMALL = { width: 198, height: 104, title: 18, gap: 12, across: 5 };

/** A point of a curve, in the middle of its turns. */
interface Plotted {
  readonly x: number;
  readonly rate: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Cooperation turn by turn: of everybody, and below of each player, with everybody's curve behind it. */
export const overTimeChart: ChartMaker = ({ curves, run, standings }, tools) => {
  if (curves === null) return { lacking: `No action of ${run.game.id} counts as cooperation.` };
  const all = plotted(curves.all);
  if (all.length === 0) return { lacking: "No match is complete, so that there are no turns to look at." };
  const shown = curves.players
    .filter(({ points }) => points.some(({ rate }) => rate !== null))
    .slice(0, MOST_PLAYERS);
  const longest = curves.all.at(-1)!.to;
  const whole = wholeField(all, longest, tools);
  const rows = Math.ceil(shown.length / SMALL.across);
  const step = SMALL.title + SMALL.height + SMALL.gap;
  const small = shown.map(({ player, points }, i) => {
    const x = (i % SMALL.across) * (SMALL.width + SMALL.gap);
    const y = TALL + 16 + Math.floor(i / SMALL.across) * step;
    const { body } = onePlayer(plotted(points), all, longest, tools);
    const name = escaped(clipped(printable(player), 22));
    return `<g transform="translate(${x},${y})"><text x="42" y="12" font-size="12" font-weight="600" fill="${tools.palette.ink}">${name}<title>${escaped(printable(player))}</title></text><g transform="translate(0,${SMALL.title})">${body}</g></g>`;
  });
  const [first] = curves.all;
  const binned = first!.to > first!.from ? ` Points stand for ${counted(first!.to, "turn")}.` : "";
  return {
    width: FULL_WIDTH,
    height: TALL + 16 + rows * step,
    body: whole.body + small.join(""),
    title: `Cooperation over the turns: ${run.name}`,
    note: `Above everybody together, below each player in the order of the standings, with everybody's curve behind it in grey. Bands are 95 % intervals by bootstrap over matches.${binned}${leftOutNote(standings.length)}`,
  };
};

const plotted = (points: readonly CurvePoint[]): readonly Plotted[] =>
  points.flatMap(({ from, to, rate, interval }) =>
    rate === null
      ? []
      : [{ x: (from + to) / 2, rate, low: interval?.low ?? null, high: interval?.high ?? null }],
  );

/** One turn is a point, which no line could show. */
const marksOf = (points: readonly Plotted[], { Plot, palette }: Tools, strokeWidth: number) => [
  Plot.areaY(points, {
    x: "x",
    y1: (point: Plotted) => point.low ?? NaN,
    y2: (point: Plotted) => point.high ?? NaN,
    fill: palette.cooperate,
    fillOpacity: 0.2,
  }),
  Plot.lineY(points, { x: "x", y: "rate", stroke: palette.cooperate, strokeWidth }),
  ...(points.length > 2 ? [] : [Plot.dot(points, { x: "x", y: "rate", fill: palette.cooperate, r: 3.5 })]),
];

const share = (value: number): string => `${Math.round(100 * value)} %`;

const domainOf = (longest: number): [number, number] => (longest === 1 ? [0, 2] : [1, longest]);

function wholeField(points: readonly Plotted[], longest: number, tools: Tools): Drawing {
  const { Plot, draw, palette } = tools;
  return draw({
    width: FULL_WIDTH,
    height: TALL,
    marginLeft: 48,
    marginRight: 12,
    marginTop: 24,
    marginBottom: 42,
    x: { domain: domainOf(longest) },
    y: { domain: [0, 1] },
    marks: [
      Plot.gridY({ ticks: 5, stroke: palette.faint, strokeOpacity: 1 }),
      Plot.axisX({
        tickSize: 0,
        label: "turn",
        labelArrow: "none",
        labelAnchor: "center",
        tickFormat: String,
        ...(longest === 1 ? { ticks: [1] } : {}),
      }),
      Plot.axisY({ ticks: 5, tickSize: 0, tickFormat: share, label: "cooperation", labelArrow: "none" }),
      ...marksOf(points, tools, 2.5),
    ],
  });
}

function onePlayer(
  points: readonly Plotted[],
  all: readonly Plotted[],
  longest: number,
  tools: Tools,
): Drawing {
  const { Plot, draw, palette } = tools;
  return draw({
    width: SMALL.width,
    height: SMALL.height,
    marginLeft: 42,
    marginRight: 6,
    marginTop: 6,
    marginBottom: 18,
    x: { domain: domainOf(longest) },
    y: { domain: [0, 1] },
    marks: [
      Plot.gridY({ ticks: [0, 0.5, 1], stroke: palette.faint, strokeOpacity: 1 }),
      Plot.axisX({
        ticks: longest === 1 ? [1] : [1, longest],
        tickSize: 0,
        tickFormat: String,
        label: null,
        fontSize: 10,
        fill: palette.muted,
      }),
      Plot.axisY({
        ticks: [0, 1],
        tickSize: 0,
        tickFormat: share,
        label: null,
        fontSize: 10,
        fill: palette.muted,
      }),
      Plot.lineY(all, { x: "x", y: "rate", stroke: palette.muted, strokeOpacity: 0.55, strokeWidth: 1 }),
      ...marksOf(points, tools, 1.75),
    ],
  });
}
