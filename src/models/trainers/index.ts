import { a2c } from "./a2c.ts";
import type { TrainingConfig } from "./config.ts";
import type { TrainingEvent, TrainingState } from "./events.ts";
import { magrpo } from "./magrpo.ts";
import { ppi } from "./ppi.ts";
import type { TrainingServices } from "./services.ts";

/**
 * Trains as a configuration says and tells how it goes.
 *
 * @param resumed what an earlier run of the same training came to; null for the beginning
 */
export type Trainer = (
  config: TrainingConfig,
  services: TrainingServices,
  resumed: TrainingState | null,
) => AsyncGenerator<TrainingEvent>;

const trainers: Readonly<Record<TrainingConfig["algorithm"], Trainer>> = { ppi, a2c, magrpo };

/** The trainer of an algorithm. */
export const trainerOf = (algorithm: TrainingConfig["algorithm"]): Trainer => trainers[algorithm];
