import { count } from "../report/number.ts";
import { SIGNIFICANCE, type Difference, type ProfileFigure } from "../stats/profile/profile.ts";
import type { Scale } from "./bar.ts";
import type { ProfileTable } from "./profile-table.ts";

/** What the list of differences shows. */
export interface Compared {
  /** Figures that have differences in any group, by their index. */
  readonly figures: readonly number[];
  /** Of the group and figure that are chosen. */
  readonly differences: readonly Difference[];
  /** Their players, by index. */
  readonly pairs: readonly (readonly [player: number, other: number])[];
  /** Of all tracks, with 0 in the middle. */
  readonly track: Scale;
  /** What all values are written by. */
  readonly scale: Scale;
}

/** The differences of a group, of one figure of those that have any, or of all of them where that is null. */
export function comparedIn(table: ProfileTable, group: number, compared: number | null): Compared {
  const { report, players } = table;
  const ids = new Set(report.differences.map(({ figure }) => figure));
  const figures = table.figures.flatMap(({ id }, i) => (ids.has(id) ? [i] : []));
  const only = compared === null ? null : table.figures[figures[compared] ?? -1]?.id;
  const differences = report.differences.filter(
    (own) => own.group === (table.groups[group] ?? null) && (only === null || own.figure === only),
  );
  const reach = differences.flatMap(({ value, interval }) =>
    [value, interval?.low ?? 0, interval?.high ?? 0].map(Math.abs),
  );
  const most = reach.reduce((a, b) => Math.max(a, b), 0);
  const half = Math.max(0.2, Math.ceil(most * 5 - 1e-9) / 5);
  return {
    figures,
    differences,
    pairs: differences.map(({ players: [one, other] }) => [players.indexOf(one), players.indexOf(other)]),
    track: { low: -half, high: half },
    scale: { low: -Math.max(1, half), high: Math.max(1, half) },
  };
}

/** The figure that a difference is of. */
export const figureOf = (table: ProfileTable, { figure }: Difference): ProfileFigure | undefined =>
  table.figures.find(({ id }) => id === figure);

/** How many differences are beyond chance, of those that can be told, and of how many it cannot. */
export function beyondChance(differences: readonly Difference[]): string {
  const known = differences.flatMap(({ adjustedP }) => (adjustedP === null ? [] : [adjustedP]));
  const beyond = known.filter((p) => p <= SIGNIFICANCE).length;
  const unknown = differences.length - known.length;
  return [
    ...(known.length === 0
      ? []
      : [`${count(beyond)} of ${count(known.length)} beyond chance at ${100 * SIGNIFICANCE} %, adjusted`]),
    ...(unknown === 0 ? [] : [`${count(unknown)} without an interval`]),
  ].join(" · ");
}
