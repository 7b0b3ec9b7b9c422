import type { Game } from "../../core/game.ts";
import type { Random } from "../../core/random.ts";
import type { Estimate, ProfileFigure } from "./profile.ts";
import type { Sample } from "./sample.ts";

/** A run, as far as its matches can be compared with those of others. */
export interface ProfileRun {
  readonly id: number;
  readonly name: string;
  readonly game: Game;
  /** Whether players were told the number of turns. */
  readonly isTold: boolean;
  /** What the run is within an experiment: levels by factor, each factor by its path, as in `agents.language`. */
  readonly factors: Readonly<Record<string, string>>;
}

/** What figures are measured with. */
export interface Measuring {
  readonly sample: Sample;
  /** By the index that rows have. */
  readonly runs: readonly ProfileRun[];
  /** The game of a row as its seat saw it; equal games are one object. */
  readonly gameOf: (row: number) => Game;
  readonly random: Random;
  /** 0 for no intervals. */
  readonly resamples: number;
}

/** Figures that are measured together, and are no functions of sums. */
export interface Measured {
  readonly figures: readonly ProfileFigure[];
  readonly measure: (measuring: Measuring) => Readonly<Record<string, Estimate>>;
}

/** A figure without a value, and why. */
export const none = (lacking: string, n = 0): Estimate => ({ value: null, interval: null, n, lacking });
