import type { Lane } from "../../core/player.ts";
import type { Outcome } from "../../core/outcome.ts";
import type { CallPurpose } from "../../core/call.ts";
import type { AnswerMode } from "../elicitation/elicitation.ts";
import type { Labelling } from "../labels.ts";

/** What both seats said at the same time, seen from one of them. */
export interface Said {
  readonly own: string;
  readonly other: string;
}

/** What of a player's options shows in its prompt. */
export interface PromptSettings {
  /** How many of the latest turns are shown. */
  readonly history: number | "all";
  /** Whether sums over all turns are shown. */
  readonly totals: boolean;
  readonly persona: "none" | "cooperative" | "selfish";
  readonly chainOfThought: boolean;
  readonly mode: AnswerMode;
}

/** All that a prompt is rendered from: one seat of one match, at the point where it is asked. */
export interface PromptState extends Pick<Lane, "terms" | "match" | "seat" | "talk"> {
  readonly labelling: Labelling;
  /** What the seat saw, turn by turn, from turn 0 to the one before this. */
  readonly outcomes: readonly Outcome[];
  /** Cheap talk by turn; the current turn's, as far as it goes, at index `outcomes.length`. Empty without cheap talk. */
  readonly said: readonly (readonly Said[])[];
  readonly purpose: CallPurpose;
  readonly settings: PromptSettings;
}
