import { C, D, type Action } from "../../core/action.ts";
import { CC, CD, DC, DD } from "../../core/outcome.ts";

/** A strategy that moves are compared with. */
export interface ComparedStrategy {
  readonly id: string;
  readonly title: string;
}

/**
 * A small automaton. The first state is where it begins; `next` is where it goes after CC, CD, DC and DD, own action
 * first.
 */
interface Automaton extends ComparedStrategy {
  readonly states: readonly { readonly action: Action; readonly next: readonly number[] }[];
}

/** Where it goes by the co-player's action alone. */
const by = (afterC: number, afterD: number): readonly number[] => [afterC, afterD, afterC, afterD];

const always = (state: number): readonly number[] => by(state, state);

const lenientGrim = (id: string, title: string, defections: number): Automaton => ({
  id,
  title,
  states: [
    ...Array.from({ length: defections }, (_, seen) => ({ action: C, next: by(0, seen + 1) })),
    { action: D, next: always(defections) },
  ],
});

/** Its moves are no automaton's: it tosses a coin, and half of any moves count as its own. */
const COIN_TOSSER: ComparedStrategy = { id: "random", title: "Random" };

const copies = [
  { action: C, next: by(0, 1) },
  { action: D, next: by(0, 1) },
] as const;

const automata: readonly (Automaton | typeof COIN_TOSSER)[] = [
  { id: "always-cooperate", title: "Always cooperate", states: [{ action: C, next: always(0) }] },
  { id: "always-defect", title: "Always defect", states: [{ action: D, next: always(0) }] },
  COIN_TOSSER,
  { id: "tit-for-tat", title: "Tit for tat", states: copies },
  {
    id: "suspicious-tit-for-tat",
    title: "Suspicious tit for tat",
    states: [
      { action: D, next: by(1, 0) },
      { action: C, next: by(1, 0) },
    ],
  },
  lenientGrim("grim", "Grim", 1),
  {
    id: "win-stay-lose-shift",
    title: "Win-stay, lose-shift",
    states: [
      { action: C, next: [0, 1, 1, 0] },
      { action: D, next: [0, 1, 1, 0] },
    ],
  },
  {
    id: "tit-for-two-tats",
    title: "Tit for two tats",
    states: [
      { action: C, next: by(0, 1) },
      { action: C, next: by(0, 2) },
      { action: D, next: by(0, 2) },
    ],
  },
  {
    id: "two-tits-for-tat",
    title: "Two tits for tat",
    states: [
      { action: C, next: by(0, 1) },
      { action: D, next: by(2, 1) },
      { action: D, next: by(0, 1) },
    ],
  },
  {
    // T2 of Dal Bó and Fréchette: two turns of D, whatever happens in them, then C again.
    id: "two-turn-punisher",
    title: "Two-turn punisher",
    states: [
      { action: C, next: by(0, 1) },
      { action: D, next: always(2) },
      { action: D, next: always(0) },
    ],
  },
  lenientGrim("lenient-grim-2", "Lenient grim, 2", 2),
  lenientGrim("lenient-grim-3", "Lenient grim, 3", 3),
];

/**
 * The strategies that a player's moves are compared with: Fontana's seven, then those that are common in the
 * experimental literature. All answer the history as it was seen, win-stay, lose-shift also the player's own moves in
 * it; the grim ones are set off by the co-player's defections alone, the lenient ones by 2 or 3 in a row.
 *
 * @see Fontana2025
 * @see DalBo2011
 * @see Fudenberg2012
 */
export const STRATEGY_SET: readonly ComparedStrategy[] = automata.map(({ id, title }) => ({ id, title }));

/** The place of the strategy that tosses a coin. */
export const COIN = automata.indexOf(COIN_TOSSER);

/*
 * All automata go through a match together, as one machine: its states are the combinations of theirs that some history
 * leads to, 43 in all. So a move costs one step however many strategies there are, and the comparison is made once a
 * match from how often each action was taken in each state.
 */
const { transitions, actions, size } = joined();

/** Moves counted in each state, by action; kept between calls, all zeros. */
const tallies = new Float64Array(size * 2);

function joined(): { transitions: Uint16Array; actions: Uint8Array; size: number } {
  const machines = automata.flatMap((one) => ("states" in one ? [one] : []));
  const numbers = new Map<string, number>();
  const found: (readonly number[])[] = [];
  const numberOf = (places: readonly number[]): number => {
    const key = places.join();
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, found.length);
    return found.push(places) - 1;
  };
  const steps: number[] = [];
  numberOf(machines.map(() => 0));
  for (const places of found) {
    for (const outcome of [CC, CD, DC, DD]) {
      steps.push(numberOf(machines.map(({ states }, i) => states[places[i]!]!.next[outcome]!)));
    }
  }
  const moves = found.flatMap((places) => machines.map(({ states }, i) => states[places[i]!]!.action));
  return { transitions: Uint16Array.from(steps), actions: Uint8Array.from(moves), size: found.length };
}

/**
 * Compares a seat's moves in a match with those of every strategy in {@link STRATEGY_SET} after the same history.
 *
 * @param own realised moves, C = 0 and D = 1; so is `other`, of at least the same length
 * @param counted 1 for moves to compare, 0 for others, which are history all the same; null for all
 * @param out receives how many of the counted moves are each strategy's, in the set's order, from `at` on
 * @returns how many moves were counted
 */
export function matchCounts(
  own: Uint8Array,
  other: Uint8Array,
  counted: Uint8Array | null,
  out: Float64Array,
  at: number,
): number {
  const turns = own.length;
  let state = 0;
  let moves = 0;
  for (let turn = 0; turn < turns; turn++) {
    const action = own[turn]!;
    if (counted === null || counted[turn] === 1) {
      tallies[state * 2 + action]!++;
      moves++;
    }
    state = transitions[state * 4 + action * 2 + other[turn]!]!;
  }

  const strategies = automata.length;
  const machines = strategies - 1;
  out.fill(0, at, at + strategies);
  for (let seen = 0; seen < size; seen++) {
    const cooperated = tallies[seen * 2]!;
    const defected = tallies[seen * 2 + 1]!;
    if (cooperated + defected === 0) continue;
    tallies[seen * 2] = 0;
    tallies[seen * 2 + 1] = 0;
    for (let machine = 0; machine < machines; machine++) {
      const place = at + machine + (machine >= COIN ? 1 : 0);
      out[place]! += actions[seen * machines + machine] === C ? cooperated : defected;
    }
  }
  out[at + COIN] = moves / 2;
  return moves;
}
