import type { ReferenceKey } from "../../core/references.ts";
import type { Interval } from "../interval.ts";
import type { Field } from "./field.ts";

/** What players can be ranked by, apart from the mean payoff. */
export type RankingId = "median" | "wins" | "bradley-terry" | "replicator" | "alpha-rank" | "nash";

/** A way to rank the players of a tournament by one figure each, the greatest first. */
export interface Ranking {
  readonly id: RankingId;
  readonly title: string;
  /** What the figure says, in one sentence. */
  readonly description: string;
  /** What it counts: "share of a population". */
  readonly unit: string;
  /** The values that it can take, as a phrase: "[0, 1]". */
  readonly range: string;
  readonly source: ReferenceKey;
  rate(field: Field): Ratings;
}

/** The figures of a ranking. */
export interface Ratings {
  /** One a player; null where the matches do not say. */
  readonly values: readonly (number | null)[];
  /** Why nobody has a figure: "needs self-play, and a has none"; null where someone has. */
  readonly lacking: string | null;
  /** What had to be assumed; null where nothing had. */
  readonly remark: string | null;
}

/** A player's figure, and how far it would vary with other matches of the same pairings. */
export interface Rating {
  readonly value: number | null;
  readonly interval: Interval | null;
}

/** Nobody has a figure, for a reason. */
export const lacking = (field: Field, why: string): Ratings => ({
  values: field.players.map(() => null),
  lacking: why,
  remark: null,
});
