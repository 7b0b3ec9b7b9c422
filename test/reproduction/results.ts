import { trainingSchema } from "../../src/models/trainers/config.ts";
import type { Against, CurvePoint } from "../../src/models/trainers/events.ts";
import { armOf, type ArmId } from "../../src/reproduction/arms.ts";
import type { ArmResult, PairingResult, Side } from "../../src/reproduction/results.ts";

/** What one pairing came to, where it matters: the rest follows, or is nothing. */
export interface Made {
  readonly payoff?: readonly [player: number, coPlayer: number];
  readonly cooperation?: readonly [player: number, coPlayer: number];
  /** The player's cooperation turn by turn; by default the same all along. */
  readonly byTurn?: (turn: number) => number;
  readonly overDefector?: number;
}

const TURNS = 100;

function side(payoff: number, cooperation: number, byTurn?: Made["byTurn"]): Side {
  const turns = Array.from({ length: TURNS }, (_, i) => i + 1);
  return {
    payoff,
    cooperation,
    payoffByTurn: turns.map(() => payoff),
    cooperationByTurn: turns.map((turn) => byTurn?.(turn) ?? cooperation),
  };
}

function pairing(name: string, made: Made): PairingResult {
  const [payoff, coPlayerPayoff] = made.payoff ?? [0, 0];
  const [cooperation, coPlayerCooperation] = made.cooperation ?? [0, 0];
  return {
    name,
    episodes: 2000,
    player: side(payoff, cooperation, made.byTurn),
    coPlayer: side(coPlayerPayoff, coPlayerCooperation, made.byTurn),
    ...(made.overDefector === undefined
      ? {}
      : { overDefector: { mean: made.overDefector, standardError: 0.01 } }),
  };
}

const against = (payoff: number, cooperation: number): Against => ({
  episodes: 480,
  payoff,
  coPlayerPayoff: payoff,
  cooperation,
  coPlayerCooperation: cooperation,
});

/** An arm's result, made up: phases are [payoff, cooperation] of every phase against one kind of co-player. */
export function resultOf(
  arm: ArmId,
  seed: number,
  pairings: Readonly<Record<string, Made>>,
  {
    kind = "learners",
    phases = [[0, 0]],
  }: { kind?: string; phases?: readonly (readonly [payoff: number, cooperation: number])[] } = {},
): ArmResult {
  const { learners } = armOf(arm);
  return {
    arm,
    seed,
    config: trainingSchema.parse({
      algorithm: "ppi",
      seed,
      learners,
      name: `${arm}-${seed}`,
      hidden: 32,
      rollouts: 48,
    }),
    checkpoints: Array.from({ length: learners }, () => "0".repeat(64)),
    curve: phases.map(([payoff, cooperation], i): CurvePoint => ({
      step: i + 1,
      turns: (i + 1) * 1000,
      learners: Array.from({ length: learners }, (_, l) => ({
        learner: String(l + 1),
        losses: {},
        against: { [kind]: against(payoff, cooperation) },
      })),
    })),
    pairings: Object.entries(pairings).map(([name, made]) => pairing(name, made)),
  };
}

/** Defection first, then a rise: what the mixed pool looks like where all goes well. */
export const RISING = [
  [0.05, 0.05],
  [0.1, 0.1],
  [0.9, 0.9],
] as const;

/** A mixed pool whose learners end at a level of cooperation. */
export const mixedPool = (
  seed: number,
  level: number,
  phases: readonly (readonly [number, number])[] = RISING,
) =>
  resultOf(
    "mixed-pool",
    seed,
    {
      learners: { payoff: [level, level], cooperation: [level, level] },
      tabular: { payoff: [1, 0] },
      "tabular, learner 2": { payoff: [1, 0] },
    },
    { phases },
  );

/** An ablation whose learners end at a level of cooperation. */
export const ablation = (arm: "no-tabular" | "co-player-id", seed: number, level: number) =>
  resultOf(arm, seed, {
    learners: { payoff: [level, level], cooperation: [level, level] },
    ...(arm === "no-tabular"
      ? {}
      : { tabular: { payoff: [1.02, 0] as const }, "tabular, learner 2": { payoff: [1.02, 0] as const } }),
  });
