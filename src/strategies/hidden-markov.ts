import { C, D, type Action } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import type { Respond } from "../core/player.ts";
import type { Random } from "../core/random.ts";
import { strategy } from "../core/strategy.ts";

/** A hidden Markov model: a machine whose next state and whose moves are left to chance. */
interface HiddenMarkov {
  /** Probabilities of the next state, [state][next], after the co-player's C. Rows sum to 1. */
  readonly afterC: readonly (readonly number[])[];
  /** The same after its D. */
  readonly afterD: readonly (readonly number[])[];
  /** Probability of C in each state. */
  readonly cooperates: readonly number[];
  readonly state: number;
  readonly first: Action;
}

/** Plays a hidden Markov model. Draws nothing where a next state or a move is certain. */
function byHiddenMarkov(model: HiddenMarkov, random: Random): Respond {
  const states = model.cooperates.length;
  const next = Float64Array.from([...model.afterC, ...model.afterD].flat()); // [co-player's move, state, next]
  const certain = Int16Array.from([...model.afterC, ...model.afterD], (row) => row.indexOf(1));
  const cooperates = Float64Array.from(model.cooperates);
  let state = model.state;

  const move = (row: number): number => {
    if (certain[row / states]! >= 0) return certain[row / states]!;
    let left = random.next();
    let to = 0;
    while (to < states - 1 && (left -= next[row + to]!) >= 0) to++;
    return to;
  };

  return (last) => {
    if (last === START) return model.first;
    state = move(((last & 1) * states + state) * states);
    const chance = cooperates[state]!;
    return chance >= 1 || (chance > 0 && random.next() < chance) ? C : D;
  };
}

const evolved: HiddenMarkov = {
  afterC: [
    [1, 0, 0, 0, 0],
    [0, 1, 0, 0, 0],
    [0, 1, 0, 0, 0],
    [0.631, 0, 0, 0.369, 0],
    [0.143, 0.018, 0.118, 0, 0.721],
  ],
  afterD: [
    [0, 1, 0, 0, 0],
    [0, 0.487, 0.513, 0, 0],
    [0, 0, 0, 0.59, 0.41],
    [1, 0, 0, 0, 0],
    [0, 0.287, 0.456, 0.146, 0.111],
  ],
  cooperates: [1, 0, 0, 1, 0.111],
  state: 3,
  first: C,
};

/**
 * The five-state hidden Markov model of the Axelrod library. Its state shows in no number of past turns (the library
 * says five).
 */
export const evolvedHiddenMarkov = strategy({
  id: "evolved-hmm-5",
  title: "Evolved HMM 5",
  rule: "A hidden Markov model of five states, bred by an evolutionary search.",
  axelrodName: "EvolvedHMM5",
  memory: Infinity,
  stochastic: true,
  source: "Harper2017",
  begin: (_, __, random) => byHiddenMarkov(evolved, random),
});
