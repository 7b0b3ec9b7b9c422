import type { ReferenceKey } from "../core/references.ts";
import type { Pairwise } from "./pairwise.ts";
import type { SeatTally } from "./tally.ts";

interface Described {
  /** Kebab-case, unique among metrics. */
  readonly id: string;
  readonly title: string;
  /** What it says, in one sentence. */
  readonly description: string;
  /** What the figure counts: "payoff per turn", "share of turns". */
  readonly unit: string;
  /** The values that it can take, as a phrase: "[0, 1]". */
  readonly range: string;
  readonly source: ReferenceKey;
}

/** A figure measured from the seats that a player sat in: those of complete matches against others. */
export interface PlayerMetric extends Described {
  readonly of: "player";
  /** Null where the seats do not say. */
  measure(seats: readonly SeatTally[]): number | null;
}

/** A figure that depends on how everyone treats everyone. */
export interface FieldMetric extends Described {
  readonly of: "field";
  /** One figure a player, in the order of `pairwise.players`; null where the matches do not say. */
  measure(pairwise: Pairwise): readonly (number | null)[];
}

/** A figure for each player of a tournament. */
export type Metric = PlayerMetric | FieldMetric;
