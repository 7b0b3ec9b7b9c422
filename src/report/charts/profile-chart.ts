import type { Estimate, Family, Profile, ProfileFigure } from "../../stats/profile/profile.ts";
import { percent } from "../number.ts";
import { printable } from "../printable.ts";
import { FULL_WIDTH, leftOutNote, marginFor, MOST_PLAYERS, shortName, type ChartMaker } from "./chart.ts";

const ROW = 20;
const FAMILIES: readonly Family[] = ["cooperation", "character"];

/** Figures that are shares, which can stand side by side on one scale. */
export const comparedFigures = (figures: readonly ProfileFigure[]): readonly ProfileFigure[] =>
  figures.filter(({ family, range }) => FAMILIES.includes(family) && range === "[0, 1]");

interface Point {
  readonly row: string;
  readonly figure: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly title: string;
}

/** A profile's player, and what its matches have in common where they are grouped. */
export const profileName = ({ player, group }: Profile): string =>
  group === null ? player : `${player} · ${group}`;

/** How the players' characters compare, figure by figure. */
export const profileChart: ChartMaker = ({ profile, profileLacking, run }, { Plot, draw, palette }) => {
  if (profile === null) return { lacking: profileLacking ?? "There is no profile of this run." };
  const figures = comparedFigures(profile.figures);
  const shown = profile.profiles.slice(0, MOST_PLAYERS);
  const points = shown.flatMap((one) =>
    figures.flatMap((figure) => pointOf(one, figure, one.estimates[figure.id])),
  );
  if (points.length === 0) return { lacking: "No figure of the profile that is a share has a value." };
  const rows = shown.map(profileName);
  const margin = marginFor(rows);
  const drawing = draw({
    width: FULL_WIDTH,
    height: rows.length * ROW + 70,
    marginLeft: margin,
    marginRight: 12,
    marginTop: 34,
    marginBottom: 26,
    fx: { domain: figures.map(({ title }) => title), axis: null, padding: 0.26 },
    x: { domain: [0, 1] },
    y: { domain: rows },
    marks: [
      Plot.gridX({ ticks: [0, 0.5, 1], stroke: palette.faint, strokeOpacity: 1 }),
      Plot.axisFx({ anchor: "top", label: null, fontSize: 11 }),
      Plot.axisX({
        ticks: [0, 1],
        tickSize: 0,
        tickFormat: (value: number) => String(100 * value),
        label: null,
        fontSize: 10,
        fill: palette.muted,
      }),
      Plot.axisY({ tickSize: 0, tickFormat: shortName, label: null }),
      Plot.ruleY(
        points.filter(({ low }) => low !== null),
        {
          y: "row",
          fx: "figure",
          x1: "low",
          x2: "high",
          stroke: palette.accent,
          strokeWidth: 5,
          strokeOpacity: 0.35,
          strokeLinecap: "round",
        },
      ),
      Plot.dot(points, { y: "row", fx: "figure", x: "value", r: 3.5, fill: palette.accent, title: "title" }),
    ],
  });
  return {
    ...drawing,
    title: `Cooperation profiles: ${run.name}`,
    note: `In per cent: points with 95 % intervals by bootstrap over matches; where there is no point, the data do not say.${leftOutNote(profile.profiles.length)}`,
  };
};

function pointOf(profile: Profile, figure: ProfileFigure, estimate: Estimate | undefined): Point[] {
  if (estimate === undefined || estimate.value === null) return [];
  const { value, interval, n } = estimate;
  const bounds = interval === null ? "" : ` [${percent(interval.low)}, ${percent(interval.high)}]`;
  return [
    {
      row: profileName(profile),
      figure: figure.title,
      value,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      title: `${printable(profileName(profile))}, ${figure.title}: ${percent(value)}${bounds}, n = ${n}`,
    },
  ];
}
