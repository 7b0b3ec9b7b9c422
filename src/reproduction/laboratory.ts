import type { Game } from "../core/game.ts";
import type { Crew } from "../models/trainers/crew.ts";
import type { VisibleEvent } from "../models/trainers/events.ts";
import type { Job } from "./folder.ts";
import type { Owner } from "../files/lock.ts";

/** What a reproduction needs from outside. */
export interface Laboratory {
  readonly crew: Crew;
  readonly game: Game;
  /** Of coplay, for the checkpoints. */
  readonly version: string;
  /** A clock in ms. */
  readonly now: () => number;
  /** Once it is aborted, what is under way stops after its phase, or between episodes of its evaluation. */
  readonly signal: AbortSignal;
}

/** What a reproduction tells whoever listens. */
export type ReproductionEvent =
  | { readonly kind: "training"; readonly job: Job; readonly event: VisibleEvent }
  | { readonly kind: "evaluating"; readonly job: Job; readonly pairing: string; readonly done: number }
  | { readonly kind: "evaluated"; readonly job: Job }
  /** Everything that is left is in the hands of other processes, such as this one. */
  | { readonly kind: "waiting"; readonly job: Job; readonly owner: Owner };
