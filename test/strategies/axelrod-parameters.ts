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

/** An entry whose arguments are numbers under other names: ours by theirs. */
const renamed =
  (id: string, names: Readonly<Record<string, string>>) =>
  (kwargs: Kwargs): Spelling => ({
    id,
    parameters: Object.fromEntries(
      Object.entries(kwargs).map(([name, value]) => [names[name]!, Number(value)]),
    ),
  });

const retaliation = { retaliation_threshold: "threshold", retaliation_limit: "limit" };

/** By the library's class: its arguments in our words. */
const spellings: Readonly<Record<string, (kwargs: Kwargs) => Spelling>> = {
  Adaptive: ({ initial_plays }) => ({ id: "adaptive", parameters: { opening: String(initial_plays) } }),
  AdaptiveTitForTat: renamed("adaptive-tit-for-tat", { rate: "rate" }),
  GeneralSoftGrudger: renamed("general-soft-grudger", { n: "n", d: "d", c: "c" }),
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
  LimitedRetaliate: renamed("limited-retaliate", retaliation),
  LimitedRetaliate2: renamed("limited-retaliate-2", retaliation),
  LimitedRetaliate3: renamed("limited-retaliate-3", retaliation),
  NTitsForMTats: renamed("n-tits-for-m-tats", { N: "n", M: "m" }),
  OmegaTFT: renamed("omega-tft", {
    deadlock_threshold: "deadlock-threshold",
    randomness_threshold: "randomness-threshold",
  }),
  Retaliate: renamed("retaliate", retaliation),
  Retaliate2: renamed("retaliate-2", retaliation),
  Retaliate3: renamed("retaliate-3", retaliation),
  Cycler: ({ cycle }) => ({ id: "cycler", parameters: { period: String(cycle) } }),
  FSMPlayer: ({ transitions, initial_state, initial_action }) => ({
    id: "fsm",
    parameters: {
      transitions: machineWord(transitions as readonly Transition[]),
      state: Number(initial_state),
      first: String(initial_action),
    },
  }),
  Detective: ({ initial_actions }) => ({
    id: "detective",
    parameters: { opening: String(initial_actions) },
  }),
  FirstByDavis: renamed("davis", { rounds_to_cooperate: "turns" }),
  FirstByJoss: renamed("joss", { p: "p" }),
  FirstBySteinAndRapoport: renamed("stein-rapoport", { alpha: "alpha" }),
  ForgetfulFoolMeOnce: renamed("forgetful-fool-me-once", { forget_probability: "forget" }),
  GTFT: renamed("gtft", { p: "generosity" }),
  Handshake: ({ initial_plays }) => ({ id: "handshake", parameters: { opening: String(initial_plays) } }),
  HardGoByMajority: renamed("hard-go-by-majority", { memory_depth: "memory" }),
  LookerUp: ({ pattern, parameters, initial_actions }) => {
    const [own, other, opening] = parameters as readonly [number, number, number];
    return {
      id: "lookup",
      parameters: { table: String(pattern), own, other, opening, first: String(initial_actions) },
    };
  },
  MemoryOnePlayer: ({ four_vector, initial }) => ({
    id: "memory-one",
    parameters: { p: four_vector as readonly number[], first: String(initial) },
  }),
  NaiveProber: renamed("naive-prober", { p: "p" }),
  Random: renamed("random", { p: "p" }),
  RandomTitForTat: renamed("random-tit-for-tat", { p: "p" }),
  ReactivePlayer: ({ probabilities }) => ({
    id: "reactive",
    parameters: { p: probabilities as readonly number[] },
  }),
  RemorsefulProber: renamed("remorseful-prober", { p: "p" }),
  SoftJoss: renamed("soft-joss", { q: "q" }),
  StochasticWSLS: renamed("stochastic-wsls", { ep: "epsilon" }),
  WinShiftLoseStay: ({ initial }) => ({
    id: "win-shift-lose-stay",
    parameters: { first: String(initial) },
  }),
};

/** Our spelling of a library class at given arguments; undefined where we do not have the class. */
export function ownSpelling(axelrodClass: string, kwargs: Kwargs): Spelling | undefined {
  return spellings[axelrodClass]?.(kwargs);
}
