import type { GameEntry } from "../core/game-entry.ts";
import { battleOfTheSexes } from "./battle-of-the-sexes.ts";
import { chicken } from "./chicken.ts";
import { deadlock } from "./deadlock.ts";
import { donation } from "./donation.ts";
import { harmony } from "./harmony.ts";
import { matchingPennies } from "./matching-pennies.ts";
import { prisonersDilemma } from "./prisoners-dilemma.ts";
import { rockPaperScissors } from "./rock-paper-scissors.ts";
import { stagHunt } from "./stag-hunt.ts";
import { travellersDilemma } from "./travellers-dilemma.ts";

/** Every game that coplay knows by name. */
export const games: readonly GameEntry[] = [
  prisonersDilemma,
  donation,
  stagHunt,
  chicken,
  harmony,
  deadlock,
  battleOfTheSexes,
  matchingPennies,
  rockPaperScissors,
  travellersDilemma,
];
