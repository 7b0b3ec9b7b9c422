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
