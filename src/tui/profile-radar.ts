import { printable } from "../report/printable.ts";
import { clipped } from "../report/text.ts";
import type { Estimate } from "../stats/profile/profile.ts";
import { widest } from "./fields.ts";
import { faint, lineStyle, strong } from "./palette.ts";
import { intervalText, rangeEnds, shareOn, valueText } from "./profile-scale.ts";
import { estimateOf, type ProfileTable } from "./profile-table.ts";
import type { RadarAxis } from "./radar.ts";
import { fittedSpans, span, type Span } from "./spans.ts";

/** The figures that a radar shows where they are there, clockwise from above; others stand in for those that are not. */
const PREFERRED: readonly string[] = [
  "cooperation",
  "first-move-cooperation",
  "cooperation-after-cd",
  "cooperation-after-dd",
  "retaliation",
  "emulation",
  "niceness",
  "forgiveness",
];
const FAMILIES: readonly string[] = ["cooperation", "character"];
/** Fewer axes than this have no area. */
export const FEWEST_AXES = 3;

/** The figures of a table that a radar can show, by their index: those from 0 to 1, eight at most. */
function radarFigures({ figures }: ProfileTable): readonly number[] {
  const isShare = (index: number): boolean => {
    const ends = rangeEnds(figures[index]!);
    return ends.low === 0 && ends.high === 1;
  };
  const shares = figures.map((_, i) => i).filter(isShare);
  const rank = (index: number): number => {
    const { id, family } = figures[index]!;
    const preferred = PREFERRED.indexOf(id);
    return preferred >= 0 ? preferred : PREFERRED.length + (FAMILIES.includes(family) ? 0 : 1);
  };
  return shares.sort((a, b) => rank(a) - rank(b)).slice(0, PREFERRED.length);
}

/** One figure of a radar, as it was measured of each of its players. */
export interface RadarFigure {
  readonly figure: number;
  readonly estimates: readonly Estimate[];
}

/** What a radar shows of one or two players. */
export const radarOf = (
  table: ProfileTable,
  players: readonly number[],
  group: number,
  isWithoutFallbacks: boolean,
): readonly RadarFigure[] =>
  radarFigures(table).map((figure) => ({
    figure,
    estimates: players.map((player) =>
      estimateOf(table.profile(player, group), table.figures[figure]!, isWithoutFallbacks),
    ),
  }));

/** The axes of a radar. */
export const axesOf = (table: ProfileTable, shown: readonly RadarFigure[]): readonly RadarAxis[] =>
  shown.map(({ figure, estimates }) => ({
    title: printable(table.figures[figure]!.title),
    values: estimates.map(({ value }) => (value === null ? null : shareOn(table.scales[figure]!, value))),
  }));

/** Columns of `a 0.93 0.90 – 0.95`, and of the gap before it. */
const VALUE = 18;
const GAP = 2;

/** How a legend is laid out: a column for each player or, where that is too wide, a line for each. */
export interface LegendLayout {
  readonly title: number;
  readonly isStacked: boolean;
  readonly width: number;
}

/** The layout of a legend in at most so many columns. */
export function legendLayout(
  table: ProfileTable,
  shown: readonly RadarFigure[],
  players: number,
  most: number,
): LegendLayout {
  const longest = widest(shown.map(({ figure }) => printable(table.figures[figure]!.title)));
  const isStacked = players > 1 && 12 + players * (GAP + VALUE) > most;
  const across = isStacked ? 1 : players;
  const title = Math.max(8, Math.min(longest, most - across * (GAP + VALUE)));
  return { title, isStacked, width: title + across * (GAP + VALUE) };
}

/** The lines of a legend: for each axis its title, and each player's value and interval, or why there is none. */
export function legend(
  table: ProfileTable,
  shown: readonly RadarFigure[],
  { title, isStacked, width }: LegendLayout,
): readonly (readonly Span[])[] {
  return shown.flatMap(({ figure, estimates }) => {
    const scale = table.scales[figure]!;
    const value = ({ value: own, interval, lacking }: Estimate, player: number): readonly Span[] => {
      const rest = own === null ? printable(lacking ?? "") : intervalText(interval, scale);
      const room = VALUE - 7;
      return [
        span(" ".repeat(GAP)),
        span("ab"[player] ?? "", lineStyle(player)),
        span(` ${valueText(own, scale).padEnd(4)} `, own === null ? faint : strong),
        ...fittedSpans([span(clipped(rest, room), faint)], room),
      ];
    };
    const named = (text: string): readonly Span[] => fittedSpans([span(text)], title);
    const name = printable(table.figures[figure]!.title);
    if (!isStacked) return [fittedSpans([...named(name), ...estimates.flatMap(value)], width)];
    return estimates.map((estimate, player) => [
      ...named(player === 0 ? name : ""),
      ...value(estimate, player),
    ]);
  });
}
