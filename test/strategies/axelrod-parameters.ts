import type { RawParameters } from "../../src/core/player-id.ts";

/** How coplay writes a strategy that the library builds with constructor arguments. */
interface Spelling {
  readonly id: string;
  readonly parameters: RawParameters;
}

type Kwargs = Readonly<Record<string, unknown>>;

/** One row of a state machine of the library's: state, the co-player's move, next state, own move. */
type Transition = readonly [number, "C" | "D", number, "C" | "D"];

/** Their rows as our word: one part a state, first what a C leads to and then what a D does. */
function machineWord(transitions: readonly Transition[]): string {
  const parts: string[] = [];
  for (const [state, seen, next, action] of transitions) {
    while (parts.length <= state) parts.push("");
    const reply = `${next}${action}`;
    parts[state] = seen === "C" ? reply + parts[state]! : parts[state]! + reply;
  }
  return parts.join("/");
}

/** By the library's class: its arguments in our words. */
const spellings: Readonly<Record<string, (kwargs: Kwargs) => Spelling>> = {
  AdaptiveTitForTat: ({ rate }) => ({ id: "adaptive-tit-for-tat", parameters: { rate: Number(rate) } }),
  GeneralSoftGrudger: ({ n, d, c }) => ({
    id: "general-soft-grudger",
    parameters: { n: Number(n), d: Number(d), c: Number(c) },
  }),
  GoByMajority: ({ memory_depth, soft }) => ({
    id: "go-by-majority",
    parameters: { memory: Number(memory_depth), soft: Boolean(soft) },
  }),
  Grumpy: ({ starting_state, grumpy_threshold, nice_threshold }) => ({
    id: "grumpy",
    parameters: {
      grumpy: starting_state === "Grumpy",
      "grumpy-threshold": Number(grumpy_threshold),
      "nice-threshold": Number(nice_threshold),
    },
  }),
  LimitedRetaliate: ({ retaliation_threshold, retaliation_limit }) => ({
    id: "limited-retaliate",
    parameters: { threshold: Number(retaliation_threshold), limit: Number(retaliation_limit) },
  }),
  NTitsForMTats: ({ N, M }) => ({ id: "n-tits-for-m-tats", parameters: { n: Number(N), m: Number(M) } }),
  OmegaTFT: ({ deadlock_threshold, randomness_threshold }) => ({
    id: "omega-tft",
    parameters: {
      "deadlock-threshold": Number(deadlock_threshold),
      "randomness-threshold": Number(randomness_threshold),
    },
  }),
  Retaliate: ({ retaliation_threshold }) => ({
    id: "retaliate",
    parameters: { threshold: Number(retaliation_threshold) },
  }),
  Cycler: ({ cycle }) => ({ id: "cycler", parameters: { period: String(cycle) } }),
  FSMPlayer: ({ transitions, initial_state, initial_action }) => ({
    id: "fsm",
    parameters: {
      transitions: machineWord(transitions as readonly Transition[]),
      state: Number(initial_state),
      first: String(initial_action),
    },
  }),
  FirstByDavis: ({ rounds_to_cooperate }) => ({
    id: "davis",
    parameters: { turns: Number(rounds_to_cooperate) },
  }),
  MemoryOnePlayer: ({ four_vector, initial }) => ({
    id: "memory-one",
    parameters: { p: four_vector as readonly number[], first: String(initial) },
  }),
  Random: ({ p }) => ({ id: "random", parameters: { p: Number(p) } }),
};

/** Our spelling of a library class at given arguments; undefined where we do not have the class. */
export function ownSpelling(axelrodClass: string, kwargs: Kwargs): Spelling | undefined {
  return spellings[axelrodClass]?.(kwargs);
}
