import { C, D, type Action } from "../core/action.ts";
import { moves } from "../core/parameters.ts";
import type { Respond } from "../core/player.ts";
import type { ReferenceKey } from "../core/references.ts";
import { START } from "../core/outcome.ts";
import { strategy, type StrategyEntry } from "../core/strategy.ts";

/** A course in place of one action for ever: the co-player's last move, each turn. */
const COPY = -1;

/** Moves from a word of C, D and "." for either, which becomes −1. */
const fromWord = (word: string): readonly number[] => Array.from(word, (symbol) => "CD".indexOf(symbol));

/**
 * Plays a fixed opening, then settles on a course by what the co-player did meanwhile. A course is an action to play
 * for ever, or {@link COPY}.
 *
 * @param expected the co-player's first moves, −1 for either; no longer than the opening
 * @param met the course where its moves were as expected
 */
function probe(
  opening: readonly Action[],
  expected: readonly number[],
  met: number,
  failed: number,
): Respond {
  let turn = 0;
  let course = met;
  return (last) => {
    const now = turn++;
    if (now <= opening.length) {
      const wanted = last === START ? -1 : (expected[now - 1] ?? -1);
      if (wanted >= 0 && wanted !== (last & 1)) course = failed;
      if (now < opening.length) return opening[now]!;
    }
    return course === COPY ? last & 1 : course;
  };
}

interface Prober {
  readonly id: string;
  readonly title: string;
  readonly axelrodName: string;
  readonly rule: string;
  readonly opening: string;
  /** Moves of the co-player, "." for either, that call for `met` for ever; others call for tit for tat. */
  readonly expected: string;
  readonly met: Action;
  readonly source: ReferenceKey;
}

const named: readonly Prober[] = [
  {
    id: "prober",
    title: "Prober",
    axelrodName: "Prober",
    rule: "Opens DCC; defects for ever if the co-player's second and third moves were C, else tit for tat.",
    opening: "DCC",
    expected: ".CC",
    met: D,
    source: "Li2011",
  },
  {
    id: "prober-2",
    title: "Prober 2",
    axelrodName: "Prober2",
    rule: "Opens DCC; cooperates for ever if the co-player's second and third moves were D and C, else tit for tat.",
    opening: "DCC",
    expected: ".DC",
    met: C,
    source: "Prison1998",
  },
  {
    id: "prober-3",
    title: "Prober 3",
    axelrodName: "Prober3",
    rule: "Opens DC; defects for ever if the co-player's second move was C, else tit for tat.",
    opening: "DC",
    expected: ".C",
    met: D,
    source: "Prison1998",
  },
  {
    id: "hard-prober",
    title: "Hard prober",
    axelrodName: "HardProber",
    rule: "Opens DDCC; defects for ever if the co-player's second and third moves were C, else tit for tat.",
    opening: "DDCC",
    expected: ".CC",
    met: D,
    source: "Prison1998",
  },
];

/**
 * The probers of the PRISON software that judge once: an opening that provokes, then exploitation of whoever let it
 * pass and tit for tat with the rest. Hard prober judges the second and third moves, as PRISON has it, although its
 * opening is one move longer than Prober's.
 */
export const namedProbers: readonly StrategyEntry[] = named.map(({ opening, expected, met, ...entry }) =>
  strategy({
    ...entry,
    memory: Infinity,
    stochastic: false,
    begin: () => probe(fromWord(opening), fromWord(expected), met, COPY),
  }),
);

/** The detective of Nicky Case's "The evolution of trust": exploits whoever never hit back while it was being tried. */
export const detective = strategy({
  id: "detective",
  title: "Detective",
  rule: "Opens CDCC; defects for ever if the co-player only cooperated meanwhile, else tit for tat.",
  axelrodName: "Detective",
  memory: Infinity,
  stochastic: false,
  parameters: { opening: moves("CDCC") },
  source: "NCase2017",
  begin: ({ opening }) =>
    probe(
      opening,
      opening.map(() => C),
      D,
      COPY,
    ),
});

/** The secret handshake of Robson: cooperates with those that open as it does, and only with them. */
export const handshake = strategy({
  id: "handshake",
  title: "Handshake",
  rule: "Opens CD; cooperates for ever if the co-player opened likewise, else defects for ever.",
  axelrodName: "Handshake",
  memory: Infinity,
  stochastic: false,
  parameters: { opening: moves("CD") },
  source: "Robson1990",
  begin: ({ opening }) => probe(opening, opening, C, D),
});

/** Collective strategy: the handshake CD, and grim trigger with those that know it. */
export const collectiveStrategy = strategy({
  id: "collective-strategy",
  title: "Collective strategy",
  rule: "Opens CD; cooperates with a co-player that opened likewise until it defects again, and defects with others.",
  axelrodName: "CollectiveStrategy",
  memory: Infinity,
  stochastic: false,
  source: "Li2009",
  begin: () => {
    let turn = 0;
    let isKin = true;
    return (last) => {
      const now = turn++;
      if (last === START) return C;
      const expected = now === 2 ? D : C;
      if ((last & 1) !== expected) isKin = false;
      return now === 1 || !isKin ? D : C;
    };
  },
});
