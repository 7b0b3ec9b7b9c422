import { printable } from "../../report/printable.ts";
import { beside } from "../beside.ts";
import { lineStyle, faint, strong } from "../palette.ts";
import { axesOf, FEWEST_AXES, legend, legendLayout, radarOf } from "../profile-radar.ts";
import type { ProfileTable } from "../profile-table.ts";
import { profileParts } from "../profile-text.ts";
import { LEAST_RADAR, radar } from "../radar.ts";
import { fittedSpans, joined, span, type Span } from "../spans.ts";
import { Line } from "./line.tsx";

const GAP = 2;
/** What the legend leaves to the drawing; with more room a legend of two has a column of values for each. */
const DRAWING = 43;

/** One player, or two, as a radar with its legend: who they are, and each figure with its interval. */
export function ProfileRadar(props: {
  readonly table: ProfileTable;
  readonly player: number;
  /** Whom the player is shown beside; null for nobody. */
  readonly other: number | null;
  readonly group: number;
  readonly isWithoutFallbacks: boolean;
  readonly width: number;
  readonly height: number;
}) {
  const { table, player, other, group, isWithoutFallbacks, width, height } = props;
  const players = other === null || other === player ? [player] : [player, other];
  const all = radarOf(table, players, group, isWithoutFallbacks);
  const names = players.map((index, i): readonly Span[] => {
    const parts = profileParts(table.profile(index, group));
    return [
      span(`${"ab"[i]} `, lineStyle(i)),
      span(printable(table.players[index] ?? ""), strong),
      span(` · ${joined(parts, width)}`, faint),
    ];
  });
  const layout = legendLayout(table, all, players.length, width - GAP - DRAWING);
  const beneath = height - names.length;
  const most = Math.floor(beneath / (layout.isStacked ? players.length : 1));
  const shown = all.slice(0, Math.max(FEWEST_AXES, most));
  const values = legend(table, shown, layout);
  const columns = width - layout.width - GAP;
  const fits = columns >= LEAST_RADAR.columns && beneath >= LEAST_RADAR.rows && shown.length >= FEWEST_AXES;
  const drawing = fits ? radar(axesOf(table, shown), { columns, rows: beneath }) : [];
  const above = Math.max(0, Math.floor((beneath - values.length) / 2));
  const body = fits
    ? beside([drawing, [...Array.from({ length: above }, () => []), ...values]], [columns, layout.width], GAP)
    : [[span(whyNone(shown.length), faint)], ...values];
  return [...names, ...body]
    .slice(0, height)
    .map((spans, i) => <Line key={i} spans={fittedSpans(spans, width)} />);
}

const whyNone = (axes: number): string =>
  axes < FEWEST_AXES
    ? `A radar needs ${FEWEST_AXES} figures from 0 to 1, and the report has ${axes}.`
    : "The radar needs a larger terminal.";
