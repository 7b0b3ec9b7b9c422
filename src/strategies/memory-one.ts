import { C, D } from "../core/action.ts";
import { opening, probabilities } from "../core/parameters.ts";
import type { Respond } from "../core/player.ts";
import type { Random } from "../core/random.ts";
import type { ReferenceKey } from "../core/references.ts";
import { strategy, type StrategyEntry } from "../core/strategy.ts";

/**
 * Cooperates with a probability that depends on the last outcome alone. Draws nothing where that is 0 or 1.
 *
 * @param p (p_CC, p_CD, p_DC, p_DD), own action first
 * @param first probability of C on the first turn
 */
export function byMemoryOne(p: readonly number[], first: number, random: Random): Respond {
  const table = Float64Array.of(p[0]!, p[1]!, p[2]!, p[3]!, first); // indexed by outcome, START last
  return (last) => {
    const chance = table[last]!;
    if (chance >= 1) return C;
    if (chance <= 0) return D;
    return random.next() < chance ? C : D;
  };
}

/** Whether a vector of probabilities ever leaves anything to chance. */
export const isMixed = (p: readonly number[]): boolean => p.some((chance) => chance > 0 && chance < 1);

/** Any memory-one strategy, by its vector. */
export const memoryOne = strategy({
  id: "memory-one",
  title: "Memory-one",
  rule: "Cooperates with a probability given for each last outcome, p = [p_CC, p_CD, p_DC, p_DD].",
  axelrodName: "MemoryOnePlayer",
  memory: 1,
  stochastic: ({ p, first }) => isMixed([...p, first]),
  parameters: { p: probabilities([1, 0, 0, 1]), first: opening(1) },
  source: "Nowak1990",
  begin: ({ p, first }, _, random) => byMemoryOne(p, first, random),
});

/** Any reactive strategy: a memory-one strategy that looks at the co-player's last move alone. */
export const reactive = strategy({
  id: "reactive",
  title: "Reactive",
  rule: "Cooperates with a probability given for each last move of the co-player, p = [p_C, p_D].",
  axelrodName: "ReactivePlayer",
  memory: 1,
  stochastic: ({ p, first }) => isMixed([...p, first]),
  parameters: { p: probabilities([1, 0]), first: opening(1) },
  source: "Nowak1989",
  begin: ({ p, first }, _, random) => byMemoryOne([...p, ...p], first, random),
});

/** A published vector with a name of its own. */
interface NamedVector {
  readonly id: string;
  readonly title: string;
  readonly axelrodName: string;
  readonly rule: string;
  readonly p: readonly [number, number, number, number];
  /** Probability of C on the first turn. */
  readonly first: number;
  readonly source: ReferenceKey;
}

const named: readonly NamedVector[] = [
  {
    id: "firm-but-fair",
    title: "Firm but fair",
    axelrodName: "FirmButFair",
    rule: "Cooperates, but defects after being exploited and, one time in three, after mutual defection.",
    p: [1, 0, 1, 2 / 3],
    first: 1,
    source: "Frean1994",
  },
  {
    id: "stochastic-cooperator",
    title: "Stochastic cooperator",
    axelrodName: "StochasticCooperator",
    rule: "Plays the memory-one vector that evolved in noisy populations.",
    p: [0.935, 0.229, 0.266, 0.42],
    first: 1,
    source: "Adami2013",
  },
  {
    id: "willing",
    title: "Willing",
    axelrodName: "Willing",
    rule: "Cooperates unless both defected in the turn before; opens at random.",
    p: [1, 1, 1, 0],
    first: 0.5,
    source: "Berg2015",
  },
  {
    id: "hopeless",
    title: "Hopeless",
    axelrodName: "Hopeless",
    rule: "Cooperates unless both did so in the turn before; opens at random.",
    p: [0, 1, 1, 1],
    first: 0.5,
    source: "Berg2015",
  },
  {
    id: "desperate",
    title: "Desperate",
    axelrodName: "Desperate",
    rule: "Defects unless both did so in the turn before; opens at random.",
    p: [0, 0, 0, 1],
    first: 0.5,
    source: "Berg2015",
  },
  {
    id: "all-c-or-all-d",
    title: "All C or all D (Repeat)",
    axelrodName: "ALLCorALLD",
    rule: "Repeats its own last move; the first is C with probability 0.6.",
    p: [1, 1, 0, 0],
    first: 0.6,
    source: "Akin2015",
  },
];

/**
 * Memory-one strategies that are one vector and nothing more. "Repeat" is the zero-determinant strategy at φ = 0; that
 * it opens with C at 0.6 is the Axelrod library's own choice.
 */
export const namedMemoryOnes: readonly StrategyEntry[] = named.map(({ p, first, ...entry }) =>
  strategy({
    ...entry,
    memory: 1,
    stochastic: isMixed([...p, first]),
    begin: (_, __, random) => byMemoryOne(p, first, random),
  }),
);
