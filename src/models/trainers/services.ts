import type { Game } from "../../core/game.ts";
import type { Crew } from "./crew.ts";
import type { LearnerState } from "./events.ts";

/** What a trainer needs from outside. */
export interface TrainingServices {
  readonly game: Game;
  /** Who plays and fits; it knows the registered co-players by their ids. */
  readonly crew: Crew;
  /** What the learners of `from` start from. */
  readonly start: (reference: string) => Pick<LearnerState, "weights" | "replay">;
  /** Once it is aborted the trainer ends after the step that is under way, without being finished. */
  readonly signal: AbortSignal;
}
