import type { RatedStanding } from "../stats/rankings/rate.ts";
import type { Ranking, RankingId } from "../stats/rankings/ranking.ts";
import type { Standing } from "../stats/standings.ts";
import { decimals, NONE, percent } from "./number.ts";
import type { Column } from "./table.ts";

/** The columns that a table needs: aborted matches only where there are any. */
export const columnsFor = (table: readonly Standing[]): readonly Column<Standing>[] =>
  standingColumns.filter(({ header }) => header !== "aborted" || table.some(({ aborted }) => aborted > 0));

/** What a ranking says of a player. */
export type Rated = Pick<RatedStanding, "rating" | "ratingInterval">;

/** What a ranking's figure is called in a table's header, and the column of a plain table that shows the same. */
const rated: Readonly<
  Record<RankingId, { readonly header: string; readonly digits: number; readonly instead?: string }>
> = {
  median: { header: "median", digits: 3, instead: "median" },
  wins: { header: "wins", digits: 0, instead: "wins" },
  "bradley-terry": { header: "Bradley–Terry", digits: 3 },
  replicator: { header: "replicator", digits: 3 },
  "alpha-rank": { header: "α-Rank", digits: 3 },
  nash: { header: "Nash average", digits: 3 },
};

/** The columns that a ranking has by itself: its figure, and the interval of that. */
export function ratingColumns(id: RankingId): readonly Column<Rated>[] {
  const { header, digits } = rated[id];
  return [
    { header, align: "right", rank: 0, value: ({ rating }) => decimals(rating, digits) },
    {
      header: "95 % interval",
      align: "left",
      rank: 1,
      value: ({ ratingInterval }) => formatInterval(ratingInterval, digits),
    },
  ];
}

/** The columns of a table that is ranked by something else than the mean payoff: its figure stands first. */
export function rankedColumnsFor(
  table: readonly RatedStanding[],
  { id }: Ranking,
): readonly Column<RatedStanding>[] {
  const { instead } = rated[id];
  const [rank, player, ...others] = columnsFor(table);
  return [
    { ...rank!, value: (standing) => (standing.rating === null ? NONE : rank!.value(standing)) },
    player!,
    ...ratingColumns(id),
    ...others.filter((column) => column.header !== "95 % interval" && column.header !== instead),
  ];
}

/** The columns of a table of standings, the most telling ones the last to go. */
const standingColumns: readonly Column<Standing>[] = [
  {
    header: "rank",
    align: "right",
    rank: 0,
    value: ({ rank, meanPayoffPerTurn }) => (meanPayoffPerTurn === null ? NONE : String(rank)),
  },
  { header: "player", align: "left", rank: 0, value: ({ player }) => player },
  { header: "payoff/turn", align: "right", rank: 0, value: (s) => decimals(s.meanPayoffPerTurn, 3) },
  { header: "95 % interval", align: "left", rank: 1, value: ({ interval }) => formatInterval(interval) },
  { header: "median", align: "right", rank: 5, value: (s) => decimals(s.medianPayoffPerTurn, 3) },
  { header: "wins", align: "right", rank: 3, value: ({ wins }) => (wins === null ? NONE : String(wins)) },
  { header: "cooperation", align: "right", rank: 2, value: (s) => percent(s.cooperation) },
  { header: "first move", align: "right", rank: 6, value: (s) => percent(s.firstMoveCooperation) },
  { header: "good partner", align: "right", rank: 7, value: (s) => percent(s.goodPartner) },
  { header: "eigenjesus", align: "right", rank: 8, value: (s) => decimals(s.eigenjesus, 3) },
  { header: "eigenmoses", align: "right", rank: 9, value: (s) => decimals(s.eigenmoses, 3) },
  { header: "vengeful", align: "right", rank: 10, value: (s) => decimals(s.vengefulCooperation, 3) },
  { header: "matches", align: "right", rank: 4, value: ({ matches }) => String(matches) },
  { header: "aborted", align: "right", rank: 1, value: ({ aborted }) => String(aborted) },
];

/** An interval as [low, high], or a dash where there are too few matches for one. */
export function formatInterval(interval: Standing["interval"], digits = 3): string {
  return interval === null ? NONE : `[${decimals(interval.low, digits)}, ${decimals(interval.high, digits)}]`;
}
