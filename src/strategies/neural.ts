import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import type { Respond } from "../core/player.ts";
import { strategy, type StrategyEntry } from "../core/strategy.ts";
import { evolvedNetwork, evolvedNetwork5, evolvedNetworkNoise05 } from "./neural-weights.ts";

/** Weights of a network with 17 inputs and one hidden layer: 17·hidden, then hidden, then hidden (biases). */
export type Weights = readonly number[];

const INPUTS = 17;
// Where the inputs stand. Moves come in pairs, one input for C and the next for D.
const OTHER_FIRST = 0;
const OTHER_SECOND = 2;
const OWN_LAST = 4;
const OWN_BEFORE = 6;
const OTHER_LAST = 8;
const OTHER_BEFORE = 10;
const OTHER_COUNTS = 12;
const OWN_COUNTS = 14;
const TURN = 16;

/** Enters a pair of inputs: one of them 1, the other 0. */
function enter(inputs: Float64Array, pair: number, action: number): void {
  inputs[pair] = 1 - action;
  inputs[pair + 1] = action;
}

/**
 * Plays by a feed-forward network: cooperates if relu(W · inputs + bias) · out is positive.
 *
 * In the Axelrod library all hidden values are cut to whole numbers on turns when the first one comes out negative (its
 * vectorised relu takes its number type from the first result). A defect, but kept, so that these are the same
 * players here as there: without it the network for noise makes other moves.
 */
function byNetwork(weights: Weights): Respond {
  const hidden = weights.length / (INPUTS + 2);
  const values = Float64Array.from(weights);
  const outAt = INPUTS * hidden;
  const biasAt = outAt + hidden;
  const inputs = new Float64Array(INPUTS);

  const unit = (h: number): number => {
    let sum = values[biasAt + h]!;
    for (let i = 0; i < INPUTS; i++) sum += values[h * INPUTS + i]! * inputs[i]!;
    return sum;
  };

  const see = (own: number, other: number): void => {
    const turn = inputs[TURN]!;
    if (turn > 0) {
      enter(inputs, OWN_BEFORE, inputs[OWN_LAST + 1]!);
      enter(inputs, OTHER_BEFORE, inputs[OTHER_LAST + 1]!);
    }
    if (turn < 2) enter(inputs, turn === 0 ? OTHER_FIRST : OTHER_SECOND, other);
    enter(inputs, OWN_LAST, own);
    enter(inputs, OTHER_LAST, other);
    inputs[OWN_COUNTS + own]!++;
    inputs[OTHER_COUNTS + other]!++;
    inputs[TURN] = turn + 1;
  };

  return (last) => {
    if (last !== START) see(last >> 1, last & 1);
    const lead = unit(0);
    const isCut = lead < 0;
    let output = isCut ? 0 : values[outAt]! * lead;
    for (let h = 1; h < hidden; h++) {
      const active = Math.max(0, unit(h));
      output += values[outAt + h]! * (isCut ? Math.trunc(active) : active);
    }
    return output > 0 ? C : D;
  };
}

/** Id, title, Axelrod's name, rule, weights. */
const named = [
  [
    "evolved-ann",
    "Evolved network",
    "EvolvedANN",
    "A network of 17 inputs and ten hidden units, bred by an evolutionary search.",
    evolvedNetwork,
  ],
  [
    "evolved-ann-5",
    "Evolved network 5",
    "EvolvedANN5",
    "A network of 17 inputs and five hidden units, bred by an evolutionary search.",
    evolvedNetwork5,
  ],
  [
    "evolved-ann-5-noise-05",
    "Evolved network 5, noise 5 %",
    "EvolvedANNNoise05",
    "A network of 17 inputs and five hidden units, bred by an evolutionary search under 5 % noise.",
    evolvedNetworkNoise05,
  ],
] as const;

/** The trained networks of the Axelrod library. */
export const namedNetworks: readonly StrategyEntry[] = named.map(([id, title, axelrodName, rule, weights]) =>
  strategy({
    id,
    title,
    rule,
    axelrodName,
    memory: Infinity,
    stochastic: false,
    source: "Harper2017",
    begin: () => byNetwork(weights),
  }),
);
