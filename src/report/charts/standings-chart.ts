import { decimals } from "../number.ts";
import { printable } from "../printable.ts";
import { formatInterval } from "../standings.ts";
import { FULL_WIDTH, leftOutNote, marginFor, MOST_PLAYERS, shortName, type ChartMaker } from "./chart.ts";

const ROW = 19;

/** Who got how much, with intervals. */
export const standingsChart: ChartMaker = ({ standings, run }, { Plot, draw, palette }) => {
  const ranked = standings.filter(({ meanPayoffPerTurn }) => meanPayoffPerTurn !== null);
  if (ranked.length === 0) return { lacking: "No match is complete, so that nobody has a payoff." };
  const shown = ranked.slice(0, MOST_PLAYERS);
  const ids = shown.map(({ player }) => player);
  const height = shown.length * ROW + 56;
  const withInterval = shown.flatMap(({ player, interval }) =>
    interval === null ? [] : [{ player, ...interval }],
  );
  const drawing = draw({
    width: FULL_WIDTH,
    height,
    marginLeft: marginFor(ids),
    marginTop: 8,
    marginBottom: 44,
    x: { label: "payoff per turn", labelArrow: "none", labelAnchor: "center", nice: true },
    y: { domain: ids, label: null },
    marks: [
      Plot.gridX({ stroke: palette.faint, strokeOpacity: 1 }),
      Plot.axisX({ tickSize: 0, label: "payoff per turn", labelArrow: "none", labelAnchor: "center" }),
      Plot.axisY({ tickSize: 0, tickFormat: shortName, label: null }),
      Plot.ruleY(withInterval, {
        y: "player",
        x1: "low",
        x2: "high",
        stroke: palette.accent,
        strokeWidth: 5,
        strokeOpacity: 0.35,
        strokeLinecap: "round",
      }),
      Plot.dot(shown, {
        y: "player",
        x: "meanPayoffPerTurn",
        fill: palette.accent,
        r: 4,
        title: ({ player, meanPayoffPerTurn, interval }: (typeof shown)[number]) =>
          `${printable(player)}: ${decimals(meanPayoffPerTurn, 3)} ${formatInterval(interval)}`,
      }),
    ],
  });
  return {
    ...drawing,
    title: `Payoff per turn: ${run.name}`,
    note: `Means over all turns of complete matches against others, with 95 % intervals by bootstrap over matches.${leftOutNote(ranked.length)}`,
  };
};
