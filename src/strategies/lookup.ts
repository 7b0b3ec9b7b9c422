import { C, D, type Action } from "../core/action.ts";
import { SpecError } from "../core/errors.ts";
import { START } from "../core/outcome.ts";
import { integer, moves, type Parameter } from "../core/parameters.ts";
import type { RawValue } from "../core/player-id.ts";
import type { Respond } from "../core/player.ts";
import type { Random } from "../core/random.ts";
import { strategy } from "../core/strategy.ts";
import { isMixed } from "./memory-one.ts";

/** How much of the past a look-up table sees, in turns. */
export interface Depths {
  /** Own last moves. */
  readonly own: number;
  /** The co-player's last moves. */
  readonly other: number;
  /** The co-player's first moves. */
  readonly opening: number;
}

/** Probabilities of C, one for each past that a table tells apart. */
export type Table = readonly number[];

const deepest = ({ own, other, opening }: Depths): number => Math.max(own, other, opening);

/** How many turns back a table looks. */
export const tableMemory = (depths: Depths): number =>
  depths.opening > 0 ? Infinity : Math.max(depths.own, depths.other);

/**
 * Plays by a look-up table. Its index is a number of own + other + opening bits, C = 0 and D = 1: own last moves, the
 * co-player's last moves, the co-player's first moves, each oldest first. Draws nothing where the entry is 0 or 1.
 *
 * @param table length 2^(own + other + opening)
 * @param first moves for the turns before the depths are reached; C after their end
 */
export function byTable(table: Table, depths: Depths, first: readonly Action[], random: Random): Respond {
  const { own, other, opening } = depths;
  const chances = Float64Array.from(table);
  const firstTurns = deepest(depths);
  const ownMask = (1 << own) - 1;
  const otherMask = (1 << other) - 1;
  let turn = 0;
  let ownMoves = 0;
  let otherMoves = 0;
  let openingMoves = 0;
  return (last) => {
    const now = turn++;
    if (last !== START) {
      ownMoves = ((ownMoves << 1) | (last >> 1)) & ownMask;
      otherMoves = ((otherMoves << 1) | (last & 1)) & otherMask;
      if (now <= opening) openingMoves = (openingMoves << 1) | (last & 1);
    }
    if (now < firstTurns) return first[now] ?? C;
    const chance = chances[(((ownMoves << other) | otherMoves) << opening) | openingMoves]!;
    if (chance >= 1) return C;
    if (chance <= 0) return D;
    return random.next() < chance ? C : D;
  };
}

/** The table that a word of C and D spells. */
export const tableOf = (word: string): Table => Array.from(word, (symbol) => (symbol === "C" ? 1 : 0));

const tableParameter: Parameter<Table> = {
  accepts: "a word of the letters C and D, or a list of probabilities of C",
  default: tableOf("CD"),
  read: (raw) => {
    if (typeof raw === "string") return /^[CD]+$/.test(raw) ? tableOf(raw) : undefined;
    if (typeof raw !== "object" || raw.length === 0) return undefined;
    const isProbability = (entry: RawValue): entry is number =>
      typeof entry === "number" && entry >= 0 && entry <= 1;
    return raw.every(isProbability) ? raw : undefined;
  },
  write: (table) => (isMixed(table) ? table : table.map((chance) => (chance === 1 ? "C" : "D")).join("")),
};

const DEEPEST = 8;

/**
 * Any look-up table. The table has an entry for each past, in the order CC…C, CC…D, … of own last moves, then the
 * co-player's last moves, then its first moves; by default it is tit for tat.
 *
 * @throws SpecError where the table's length is not 2^(own + other + opening)
 */
export const lookup = strategy({
  id: "lookup",
  title: "Look-up table",
  rule: "Looks up its move by own last moves, the co-player's last moves and the co-player's first moves.",
  axelrodName: "LookerUp",
  memory: ({ table, own, other, opening }) => {
    const entries = 2 ** (own + other + opening);
    if (table.length !== entries) {
      throw new SpecError(`table must have ${entries} entries, got ${table.length} for lookup`, {
        hint: `That is one for each past of ${own} own, ${other} other and ${opening} opening moves.`,
      });
    }
    return tableMemory({ own, other, opening });
  },
  stochastic: ({ table }) => isMixed(table),
  parameters: {
    table: tableParameter,
    own: integer(0, 0, DEEPEST),
    other: integer(1, 0, DEEPEST),
    opening: integer(0, 0, DEEPEST),
    first: moves("C"),
  },
  source: "AxelrodLibrary",
  begin: ({ table, own, other, opening, first }, _, random) =>
    byTable(table, { own, other, opening }, first, random),
});
