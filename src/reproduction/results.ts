import type { TrainingConfig } from "../models/trainers/config.ts";
import type { Against, CurvePoint } from "../models/trainers/events.ts";
import type { ArmId } from "./arms.ts";

/** What the episodes of a pairing came to for one of the two. */
export interface Side {
  /** Means over all turns of all episodes: payoff per turn, and share of C. */
  readonly payoff: number;
  readonly cooperation: number;
  /** The same, turn by turn. */
  readonly payoffByTurn: readonly number[];
  readonly cooperationByTurn: readonly number[];
}

/** A mean with its standard error, episodes being independent. */
export interface Estimate {
  readonly mean: number;
  readonly standardError: number;
}

/** What came of a pairing, half of its episodes with either in the row seat. */
export interface PairingResult {
  readonly name: string;
  readonly episodes: number;
  readonly player: Side;
  readonly coPlayer: Side;
  /** By how much the player got more than always defecting would get from the very same co-players; tabular ones only. */
  readonly overDefector?: Estimate;
}

/** All that an arm came to with one seed. */
export interface ArmResult {
  readonly arm: ArmId;
  readonly seed: number;
  readonly config: TrainingConfig;
  /** SHA-256 of every learner's checkpoint, in order. */
  readonly checkpoints: readonly string[];
  /** Of the training, one point a phase. */
  readonly curve: readonly CurvePoint[];
  readonly pairings: readonly PairingResult[];
}

/** The pairing of a name, or null. */
export const pairingOf = ({ pairings }: ArmResult, name: string): PairingResult | null =>
  pairings.find((pairing) => pairing.name === name) ?? null;

/** What each phase brought against one kind of co-player, the mean of all learners; null for a phase without any. */
export function phasesOf({ curve }: ArmResult, kind: string, figure: keyof Against): (number | null)[] {
  return curve.map(({ learners }) => {
    const met = learners.flatMap(({ against }) => against[kind]?.[figure] ?? []);
    return met.length === 0 ? null : met.reduce((sum, value) => sum + value, 0) / met.length;
  });
}

/** Kinds of co-players that an arm's learners met in training, in the order of their first appearance. */
export const kindsOf = ({ curve }: ArmResult): string[] => [
  ...new Set(curve.flatMap(({ learners }) => learners.flatMap(({ against }) => Object.keys(against)))),
];
