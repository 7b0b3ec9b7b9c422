import { soleCrew, threadedCrew, type Crew } from "../models/trainers/crew.ts";
import type { Catalogue } from "../tournament/catalogue.ts";

/**
 * Who plays and fits for a trainer.
 *
 * @param workers number of threads; 0 for this one
 */
export const openCrew = (workers: number, catalogue: Catalogue): Crew =>
  workers === 0
    ? soleCrew((id) => catalogue.player(id))
    : threadedCrew(new URL("../trainer.js", import.meta.url), workers);
