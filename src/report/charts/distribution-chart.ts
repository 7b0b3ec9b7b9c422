import { quantile } from "../../stats/average.ts";
import { counted, decimals } from "../number.ts";
import { printable } from "../printable.ts";
import { FULL_WIDTH, leftOutNote, marginFor, MOST_PLAYERS, shortName, type ChartMaker } from "./chart.ts";

const ROW = 20;

interface Spread {
  readonly player: string;
  readonly least: number;
  readonly low: number;
  readonly quarter: number;
  readonly middle: number;
  readonly threeQuarters: number;
  readonly high: number;
  readonly most: number;
  readonly matches: number;
}

/** How what a player gets differs from match to match. */
export const distributionChart: ChartMaker = ({ standings, payoffs, run }, { Plot, draw, palette }) => {
  const spreads = standings.flatMap(({ player }) => spreadOf(player, payoffs.get(player) ?? []));
  if (spreads.length === 0) return { lacking: "No match is complete, so that nobody has a payoff." };
  const shown = spreads.slice(0, MOST_PLAYERS);
  const ids = shown.map(({ player }) => player);
  const span = { y: "player", stroke: palette.accent };
  const drawing = draw({
    width: FULL_WIDTH,
    height: shown.length * ROW + 56,
    marginLeft: marginFor(ids),
    marginTop: 8,
    marginBottom: 44,
    x: { nice: true },
    y: { domain: ids },
    marks: [
      Plot.gridX({ stroke: palette.faint, strokeOpacity: 1 }),
      Plot.axisX({
        tickSize: 0,
        label: "payoff per turn of a match",
        labelArrow: "none",
        labelAnchor: "center",
      }),
      Plot.axisY({ tickSize: 0, tickFormat: shortName, label: null }),
      Plot.dot(shown, { y: "player", x: "least", r: 1.5, fill: palette.muted }),
      Plot.dot(shown, { y: "player", x: "most", r: 1.5, fill: palette.muted }),
      Plot.ruleY(shown, { ...span, x1: "low", x2: "high", strokeWidth: 1.5 }),
      Plot.ruleY(shown, { ...span, x1: "quarter", x2: "threeQuarters", strokeWidth: 9, strokeOpacity: 0.4 }),
      Plot.dot(shown, {
        y: "player",
        x: "middle",
        r: 4,
        fill: palette.paper,
        stroke: palette.accent,
        strokeWidth: 2,
        title: ({ player, middle, quarter, threeQuarters, matches }: Spread) =>
          `${printable(player)}: median ${decimals(middle, 3)}, middle half ${decimals(quarter, 3)} to ${decimals(threeQuarters, 3)}, ${counted(matches, "match", "matches")}`,
      }),
    ],
  });
  return {
    ...drawing,
    title: `Payoffs from match to match: ${run.name}`,
    note: `Each match counts once: its median (ring), the middle half (bar), 5th to 95th percentile (line), least and greatest (dots).${leftOutNote(spreads.length)}`,
  };
};

function spreadOf(player: string, payoffs: readonly number[]): Spread[] {
  if (payoffs.length === 0) return [];
  const sorted = Float64Array.from(payoffs).sort();
  const at = (q: number): number => quantile(sorted, q);
  return [
    {
      player,
      least: at(0),
      low: at(0.05),
      quarter: at(0.25),
      middle: at(0.5),
      threeQuarters: at(0.75),
      high: at(0.95),
      most: at(1),
      matches: payoffs.length,
    },
  ];
}
