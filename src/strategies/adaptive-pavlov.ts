import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";
import { echo, sawDefection } from "./seen.ts";

/*
 * Both adaptive Pavlovs play tit for tat for six turns and then, every six turns, sort the co-player by its last six
 * moves. As in the Axelrod library, a block that fits no class leaves the class as it was; it makes a co-player random
 * only where it had none yet.
 */

type Kind = "unknown" | "cooperative" | "ALLD" | "STFT" | "PavlovD" | "random";

/** Six moves, one bit each and D set, the oldest first: how each kind looks to tit for tat. */
const BLOCKS: readonly (readonly [number, Kind])[] = [
  [0b000000, "cooperative"],
  [0b111111, "ALLD"],
  [0b101010, "STFT"],
  [0b110110, "PavlovD"],
];

/** The kind that a block of six moves shows. */
function kindOf(block: number, before: Kind): Kind {
  for (const [pattern, kind] of BLOCKS) if (pattern === block) return kind;
  return before === "unknown" ? "random" : before;
}

/**
 * Adaptive Pavlov of 2006, by Jiawei Li. With suspicious tit for tat (STFT) it makes peace by two Cs at the start of a
 * block; a Pavlov that opens with D (PavlovD) gets DCCCCC, cooperative ones tit for tat, the others D.
 */
export const adaptivePavlov2006 = strategy({
  id: "adaptive-pavlov-2006",
  title: "Adaptive Pavlov 2006",
  rule: "Sorts the co-player into five kinds by its last six moves, every six turns, and plays what suits the kind.",
  axelrodName: "APavlov2006",
  memory: Infinity,
  stochastic: false,
  source: "Li2007",
  begin: () => {
    let turn = 0;
    let phase = 0; // turn mod 6
    let block = 0;
    let kind: Kind = "unknown";
    return (last) => {
      if (last !== START) {
        turn++;
        phase = phase === 5 ? 0 : phase + 1;
        block = ((block << 1) | (last & 1)) & 0b111111;
      }
      if (turn < 6) return echo(last);
      if (phase === 0) kind = kindOf(block, kind);
      if (kind === "cooperative") return echo(last);
      if (kind === "STFT") return phase < 2 ? C : echo(last);
      if (kind === "PavlovD") return phase === 0 ? D : C;
      return D;
    };
  },
});

/** The kind that a number of defections in six moves shows. */
function kindByCount(defections: number, before: Kind): Kind {
  if (defections === 0) return "cooperative";
  if (defections >= 4) return "ALLD";
  if (defections === 3) return "STFT";
  return before === "unknown" ? "random" : before;
}

/** Adaptive Pavlov of 2011: four kinds by their number of defections; STFT gets tit for two tats. */
export const adaptivePavlov2011 = strategy({
  id: "adaptive-pavlov-2011",
  title: "Adaptive Pavlov 2011",
  rule: "Sorts the co-player into four kinds by its defections in six turns, every six turns, and plays what suits the kind.",
  axelrodName: "APavlov2011",
  memory: Infinity,
  stochastic: false,
  source: "Li2011",
  begin: () => {
    let turn = 0;
    let defections = 0; // since the block began
    let defected = false;
    let kind: Kind = "unknown";
    return (last) => {
      if (last === START) return C;
      turn++;
      const defectedBefore = defected;
      defected = sawDefection(last);
      if (defected) defections++;
      if (turn < 6) return echo(last);
      if (turn % 6 === 0) {
        kind = kindByCount(defections, kind);
        defections = 0;
      }
      if (kind === "cooperative") return echo(last);
      if (kind === "STFT") return defected && defectedBefore ? D : C;
      return D;
    };
  },
});
