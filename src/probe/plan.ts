import { SpecError } from "../core/errors.ts";
import { isSymmetric, type Game } from "../core/game.ts";
import type { Player, Policy, Strategy } from "../core/player.ts";
import type { Terms } from "../core/terms.ts";
import { keyOf, type MatchSpec } from "../core/trajectory.ts";
import { sitDown } from "../match/lockstep.ts";
import type { MemoryOne } from "../stats/markov.ts";
import { drawCoPlayers, namedCoPlayers, UNIFORM, type CoPlayer } from "./co-players.ts";

/** How a player is probed. */
export interface ProbeOptions {
  /** Symmetric, of two actions, the first of which is cooperation. */
  readonly game: Game;
  readonly turns: number;
  /** Chance in [0, 1/2] that a chosen action is flipped, for each move of each seat. */
  readonly noise: number;
  /** Co-players drawn at random, a match each. */
  readonly coPlayers: number;
  /** Matches against each co-player with a name. */
  readonly repetitions: number;
  readonly seed: number;
  /** What players are told; by default the truth. */
  readonly told?: Terms;
  /** The strategy that plays a vector: rooms of players are none of this one's business. */
  readonly memoryOne: (vector: MemoryOne) => Strategy;
}

/** One co-player and the matches against it; those drawn at random have one match each. */
export interface Group {
  readonly coPlayer: CoPlayer;
  readonly matches: readonly MatchSpec[];
}

/** All matches of a probe. */
export interface ProbePlan {
  readonly player: Player;
  readonly options: ProbeOptions;
  readonly drawn: readonly Group[];
  readonly named: readonly Group[];
  /** Sits opposite the player in every match, as whoever the match is against: a trained player then needs one batch. */
  readonly field: Policy;
  /** The player in the row seat, `field` in the column seat. */
  readonly matches: readonly MatchSpec[];
}

/**
 * Lays out the matches of a probe. A match depends on seed, player, co-player and repetition alone: more co-players or
 * repetitions change none of the others.
 *
 * @throws SpecError for a game that has no best responses to memory-one co-players, or fewer than one of anything
 */
export function planProbe(player: Player, options: ProbeOptions): ProbePlan {
  requireProbeable(options);
  const { game, turns, noise, seed, coPlayers, repetitions, memoryOne } = options;
  const told = options.told ?? { game, noise, horizon: { turns } };
  const matchOf = (column: string, repetition: number): MatchSpec => ({
    seed,
    row: player.id,
    column,
    repetition,
    game,
    turns,
    noise,
    told,
  });
  const drawn = drawCoPlayers(seed, coPlayers).map((coPlayer, i) => ({
    coPlayer,
    matches: [matchOf(UNIFORM, i)],
  }));
  const named = namedCoPlayers(game).map((coPlayer) => ({
    coPlayer,
    matches: Array.from({ length: repetitions }, (_, i) => matchOf(coPlayer.id, i)),
  }));
  const groups = [...drawn, ...named];
  const field = fieldOf(groups, memoryOne);
  return { player, options, drawn, named, field, matches: groups.flatMap(({ matches }) => matches) };
}

/** One player that is everybody: in each match the co-player that the match is against. */
function fieldOf(groups: readonly Group[], memoryOne: ProbeOptions["memoryOne"]): Policy {
  const strategies = new Map(
    groups.flatMap(({ coPlayer, matches }) => {
      const strategy = memoryOne(coPlayer.vector);
      return matches.map((match) => [keyOf(match), strategy] as const);
    }),
  );
  return {
    kind: "policy",
    id: "probe-field",
    sit: (lanes) => {
      const seats = lanes.map((lane) => sitDown(strategies.get(keyOf(lane.match))!, [lane]));
      return {
        act: (n, last, actions) => {
          for (let lane = 0; lane < n; lane++) {
            seats[lane]!.act(1, last.subarray(lane, lane + 1), actions.subarray(lane, lane + 1));
          }
        },
        close: () => undefined,
      };
    },
  };
}

/**
 * Makes sure that a probe on these terms has an answer.
 *
 * @throws SpecError where it has none
 */
function requireProbeable({ game, turns, noise, coPlayers, repetitions }: ProbeOptions): void {
  const { actions, cooperative, id } = game;
  if (actions.length !== 2 || !isSymmetric(game) || cooperative !== 0) {
    const found =
      actions.length !== 2
        ? `has ${actions.length} actions`
        : isSymmetric(game)
          ? "has no cooperative action"
          : "has seats that differ";
    throw new SpecError(
      `a probe needs a symmetric game of 2 actions, one of them cooperative: ${id} ${found}`,
      {
        hint: "Try prisoners-dilemma, chicken, stag-hunt, donation, harmony or deadlock.",
      },
    );
  }
  const counts = { "the number of co-players": coPlayers, "the number of repetitions": repetitions, turns };
  for (const [what, value] of Object.entries(counts)) {
    if (Number.isSafeInteger(value) && value >= 1) continue;
    throw new SpecError(`${what} must be an integer of 1 or more, got ${value}`);
  }
  if (!(noise >= 0 && noise <= 0.5)) throw new SpecError(`noise must be in [0, 0.5], got ${noise}`);
}
