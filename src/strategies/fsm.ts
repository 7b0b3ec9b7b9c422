import { C, type Action } from "../core/action.ts";
import { SpecError } from "../core/errors.ts";
import { START } from "../core/outcome.ts";
import { integer, move, text } from "../core/parameters.ts";
import type { Respond } from "../core/player.ts";
import { strategy } from "../core/strategy.ts";

/**
 * A finite-state machine, flat: entry 2·state + the co-player's move is 2·next state + own action. A state without a
 * row holds {@link NO_STATE} twice.
 */
type Machine = Uint16Array;

const NO_STATE = 0xffff;
const ROW = /^(\d{1,4})([CD])(\d{1,4})([CD])$/;

/**
 * Reads a machine from one word: a row for each state from 0 on, joined by `/`. A row says what C from the co-player
 * leads to and then what D leads to, each as next state and own move: tit for tat is `0C0D`. An empty row is a
 * number that no state has, so that a published machine can keep its own numbers.
 */
export function parseMachine(word: string): Machine | undefined {
  const rows = word.split("/");
  const machine = new Uint16Array(2 * rows.length).fill(NO_STATE);
  for (const [state, row] of rows.entries()) {
    if (row === "") continue;
    const parts = ROW.exec(row);
    if (parts === null) return undefined;
    machine[2 * state] = 2 * Number(parts[1]) + "CD".indexOf(parts[2]!);
    machine[2 * state + 1] = 2 * Number(parts[3]) + "CD".indexOf(parts[4]!);
  }
  const leadsSomewhere = machine.every((cell) => cell === NO_STATE || hasState(machine, cell >> 1));
  return leadsSomewhere ? machine : undefined;
}

/** Writes a machine in the word that {@link parseMachine} reads. */
export function writeMachine(machine: Machine): string {
  const reply = (cell: number): string => (cell === NO_STATE ? "" : `${cell >> 1}${"CD"[cell & 1]!}`);
  const rows = Array.from({ length: machine.length / 2 }, (_, state) => [2 * state, 2 * state + 1]);
  return rows.map((row) => row.map((cell) => reply(machine[cell]!)).join("")).join("/");
}

const hasState = (machine: Machine, state: number): boolean =>
  2 * state < machine.length && machine[2 * state] !== NO_STATE;

/**
 * Plays a machine from a state that it has, after a first move that does not depend on it. Machines read the co-player's
 * moves alone: noise on their own moves leaves their state as it is.
 */
export function byMachine(machine: Machine, state: number, first: Action): Respond {
  return (last) => {
    if (last === START) return first;
    const cell = machine[2 * state + (last & 1)]!;
    state = cell >> 1;
    return cell & 1;
  };
}

/** Two places that a machine can be in, each as a cell: the state, and the own move made on entering it. */
type Pair = readonly [number, number];

/**
 * How many turns back a machine looks: the least m such that any m turns in a row settle its next move, as long as it
 * makes its own moves as meant. Infinity where no m does.
 *
 * Follows pairs of places that have made the same moves against the same co-player for 1, 2, 3 … turns. The memory is
 * reached when no pair left gives two answers; it never will be once the pairs no longer get fewer.
 */
export function machineMemory(machine: Machine, state: number, first: Action): number {
  const answer = (place: number, seen: Action): number => machine[(place & ~1) + seen]!;
  const places = new Set([2 * state + first]);
  for (const place of places) places.add(answer(place, 0)).add(answer(place, 1));
  const reachable = [...places];
  if (reachable.every((place) => (place & 1) === first)) return 0;

  let pairs = reachable.flatMap((a) =>
    reachable.filter((b) => a < b && ((a ^ b) & 1) === 0).map((b): Pair => [a, b]),
  );
  for (let memory = 1; ; memory++) {
    const next = new Map<number, Pair>();
    let isSettled = true;
    for (const [one, other] of pairs) {
      for (const seen of [0, 1]) {
        const a = answer(one, seen);
        const b = answer(other, seen);
        if (((a ^ b) & 1) !== 0) isSettled = false;
        else if (a !== b) next.set(Math.min(a, b) * 0x10000 + Math.max(a, b), a < b ? [a, b] : [b, a]);
      }
    }
    if (isSettled) return memory;
    if (next.size === pairs.length) return Infinity;
    pairs = [...next.values()];
  }
}

/** Any finite-state machine: its rows in the word of {@link parseMachine}, the state it starts in and its first move. */
export const fsm = strategy({
  id: "fsm",
  title: "Finite-state machine",
  rule: "Plays a given machine: each row of transitions names next state and move after the co-player's C and after its D.",
  axelrodName: "FSMPlayer",
  memory: ({ transitions, state, first }) => {
    if (!hasState(transitions, state)) {
      throw new SpecError(`state must be one that the machine has, got ${state} for fsm`, {
        hint: "The rows of transitions are numbered from 0; an empty row is no state.",
      });
    }
    return machineMemory(transitions, state, first);
  },
  stochastic: false,
  parameters: {
    transitions: text("0C0D", "rows such as 0C1D/1D0D", parseMachine, writeMachine),
    state: integer(0, 0, 9999),
    first: move(C),
  },
  source: "Ashlock2009",
  begin: ({ transitions, state, first }) => byMachine(transitions, state, first),
});
