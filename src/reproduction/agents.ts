import { join } from "node:path";
import { readCheckpoint, writeCheckpoint } from "../models/checkpoint.ts";
import type { ArmId } from "./arms.ts";
import { placesOf } from "./folder.ts";
import { pairingOf, type ArmResult, type PairingResult } from "./results.ts";

/** A learner of a reproduction that is published to be played. */
interface Agent {
  /** As in `trained/<name>`. */
  readonly name: string;
  readonly arm: ArmId;
  /** Counted from 0. */
  readonly learner: number;
  /** The pairing whose figure says which seed's learner is taken, and that figure: the highest is. */
  readonly pairing: string;
  readonly figure: (pairing: PairingResult) => number;
}

const togetherPaid = ({ player, coPlayer }: PairingResult): number => player.payoff + coPlayer.payoff;

const agents: readonly Agent[] = [
  {
    name: "best-responder",
    arm: "best-response",
    learner: 0,
    pairing: "tabular",
    figure: ({ player, overDefector }) => overDefector?.mean ?? player.payoff,
  },
  {
    name: "extorter",
    arm: "extortion",
    learner: 0,
    pairing: "frozen",
    figure: ({ player }) => player.payoff,
  },
  { name: "cooperator-1", arm: "mixed-pool", learner: 0, pairing: "learners", figure: togetherPaid },
  { name: "cooperator-2", arm: "mixed-pool", learner: 1, pairing: "learners", figure: togetherPaid },
];

/** An agent as it was published. */
export interface PublishedAgent {
  readonly name: string;
  readonly arm: ArmId;
  readonly seed: number;
  /** Counted from 1, as checkpoints do. */
  readonly learner: number;
  /** SHA-256 of the published checkpoint. */
  readonly hash: string;
}

/** Writes the checkpoints of those who are to be played into `trained/`, each of the seed that did best at what it is for. */
export function publishAgents(out: string, results: readonly ArmResult[]): readonly PublishedAgent[] {
  return agents.flatMap(({ name, arm, learner, pairing, figure }) => {
    const rated = results.flatMap((result) => {
      const played = result.arm === arm ? pairingOf(result, pairing) : null;
      return played === null ? [] : [{ seed: result.seed, figure: figure(played) }];
    });
    const [first, ...others] = rated;
    if (first === undefined) return [];
    const { seed } = others.reduce((best, each) => (each.figure > best.figure ? each : best), first);
    const checkpoint = readCheckpoint(placesOf(out, { arm, seed }).checkpoints[learner]!);
    const hash = writeCheckpoint(
      join(out, "trained", `${name}.json`),
      { ...checkpoint, name },
      { overwrite: true },
    );
    return [{ name, arm, seed, learner: learner + 1, hash }];
  });
}
