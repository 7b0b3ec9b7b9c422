import type { AbortReason } from "../core/abort.ts";
import { SEATS, type Seat } from "../core/seat.ts";
import type { Row } from "./columns.ts";
import { faultAt, shown, type Place } from "./fault.ts";
import { textOf, type Layout, type SeatLayout } from "./layout.ts";
import { ABORTED, type Mapping } from "./mapping.ts";
import { reasonIn, type ReadMatch } from "./match.ts";
import { actionOf, flagOf, MAX_TURNS, noMoves, requirePayoff, type SeatMoves } from "./moves.ts";
import { numberOf, type ReadSetting } from "./setting.ts";
import { seenKeys } from "./seen-keys.ts";

/** Puts matches together from rows that are a turn each. */
export interface TurnReader {
  /** @returns the match that ended before this row, if one did */
  read(row: Row): ReadMatch | null;
  /** @returns the matches that were still open when the file ended */
  end(): readonly ReadMatch[];
}

interface OpenMatch {
  readonly key: string;
  readonly place: Place;
  readonly values: readonly unknown[];
  readonly rows: Row[];
}

/**
 * Puts the matches of a file together. Where the rows of a match stand together, one is kept at a time; else all are.
 *
 * @throws SpecError for a gap, a turn that is there twice, and a match whose rows are scattered or contradict each other
 */
export function turnReader(
  file: string,
  mapping: Mapping,
  layout: Layout,
  readSetting: ReadSetting,
): TurnReader {
  const readMatch = matchReader(mapping, layout, readSetting);
  if (!mapping.sorted) {
    const open = new Map<string, OpenMatch>();
    return {
      read(row) {
        const key = keyOf(row, layout);
        const match = open.get(key);
        if (match === undefined) open.set(key, opened(key, row, file));
        else match.rows.push(row);
        return null;
      },
      end: () => [...open.values()].map((match) => readMatch({ ...match, rows: inOrder(match, layout) })),
    };
  }

  let current: OpenMatch | null = null;
  const seen = seenKeys();
  return {
    read(row) {
      const key = keyOf(row, layout);
      if (current !== null && current.key === key) {
        if (current.rows.length >= MAX_TURNS) {
          throw faultAt({ file, line: row.line }, `the match has more than ${MAX_TURNS} turns`);
        }
        current.rows.push(row);
        return null;
      }
      if (!seen.add(key)) {
        throw faultAt(
          { file, line: row.line },
          `${named(row, layout)} goes on after other matches began`,
          "Sort the file, or say `sorted: false`: all of it is then held in memory.",
        );
      }
      const ended = current;
      current = opened(key, row, file);
      return ended === null ? null : readMatch(ended);
    },
    end: () => (current === null ? [] : [readMatch(current)]),
  };
}

const opened = (key: string, row: Row, file: string): OpenMatch => ({
  key,
  place: { file, line: row.line },
  values: row.values,
  rows: [row],
});

const keyOf = ({ values }: Row, { match }: Layout): string =>
  match.map((at) => textOf(values[at])).join("\u0000");

const named = ({ values }: Row, { match, columns }: Layout): string =>
  `the match ${match.map((at) => `${columns[at]!} ${textOf(values[at])}`).join(", ")}`;

/** The rows of a match by their turns, as they stand where they have none. */
function inOrder({ rows }: OpenMatch, { turn }: Layout): Row[] {
  if (turn === null) return rows;
  const turnOf = ({ values }: Row): number => numberOf(values[turn]) ?? Infinity;
  return [...rows].sort((a, b) => turnOf(a) - turnOf(b));
}

/** Reads a match whose rows are all there. */
function matchReader(mapping: Mapping, layout: Layout, readSetting: ReadSetting) {
  /** Whether the file counts turns from 0 or from 1, as its first match does. */
  let firstTurn: number | null = null;
  const fixed = fixedColumns(layout);

  return ({ place: first, values, rows }: OpenMatch): ReadMatch => {
    const setting = readSetting(values, first);
    const moves: Record<Seat, SeatMoves> = { row: noMoves(), column: noMoves() };
    let reason: AbortReason | null = null;
    rows.forEach((row, n) => {
      const place = { file: first.file, line: row.line };
      if (layout.turn !== null) requireTurn(row.values[layout.turn], n, place);
      const changed = fixed.find((at) => textOf(row.values[at]) !== textOf(values[at]));
      if (changed !== undefined) {
        const [before, now] = [values[changed], row.values[changed]].map(shown);
        throw faultAt(
          place,
          `column "${layout.columns[changed]!}" changes within a match, from ${before!} to ${now!}`,
        );
      }
      if (reason?.code === NO_MOVE) throw faultAt(place, "the match goes on after a move that was not made");
      reason ??= readTurn(row.values, place);
    });
    return { place: first, values, setting, moves, reason };

    /** @returns why the match was aborted on this turn, or null */
    function readTurn(cells: readonly unknown[], place: Place): AbortReason | null {
      const [own, other] = SEATS.map((seat) => {
        const at = layout.seats[seat].moves;
        return actionOf(setting, cells[at], layout.columns[at]!, place);
      }) as [ReturnType<typeof actionOf>, ReturnType<typeof actionOf>];
      if (own === ABORTED || other === ABORTED) {
        const cell = cells[layout.seats[own === ABORTED ? "row" : "column"].moves];
        return { code: NO_MOVE, detail: `the move of turn ${moves.row.moves.length + 1} is ${shown(cell)}` };
      }
      for (const seat of SEATS) {
        const { payoffs } = layout.seats[seat];
        if (payoffs === null) continue;
        requirePayoff(setting.game, seat, own, other, cells[payoffs], mapping["payoff-scale"], place);
      }
      add(moves.row, layout.seats.row, own, cells, place);
      add(moves.column, layout.seats.column, other, cells, place);
      return reasonIn(layout, cells);
    }
  };

  function requireTurn(cell: unknown, n: number, place: Place): void {
    const turn = numberOf(cell);
    if (turn === null || !Number.isSafeInteger(turn)) throw faultAt(place, `${shown(cell)} is no turn`);
    if (firstTurn === null && n === 0 && (turn === 0 || turn === 1)) firstTurn = turn;
    const expected = n + (firstTurn ?? 1);
    if (turn === expected) return;
    if (n > 0 && turn === expected - 1) throw faultAt(place, `turn ${turn} is there twice`);
    throw faultAt(
      place,
      `turn ${turn} stands where turn ${expected} should`,
      "Every turn of a match must be there, in order; `sorted: false` puts them in order.",
    );
  }

  function add(
    seat: SeatMoves,
    at: SeatLayout,
    action: number,
    cells: readonly unknown[],
    place: Place,
  ): void {
    const turn = seat.moves.push(action) - 1;
    const { trembles, fallbacks, reasoning } = at;
    if (trembles !== null && flagOf(cells[trembles], layout.columns[trembles]!, place))
      seat.trembles.push(turn);
    if (fallbacks !== null && isFallback(fallbacks, cells, place)) seat.fallbacks.push(turn);
    if (reasoning !== null) seat.reasons.push(textOf(cells[reasoning]));
  }

  function isFallback(
    { at, pattern }: NonNullable<SeatLayout["fallbacks"]>,
    cells: readonly unknown[],
    place: Place,
  ): boolean {
    return pattern === null ? flagOf(cells[at], layout.columns[at]!, place) : pattern.test(textOf(cells[at]));
  }
}

const NO_MOVE = "no-move";

/** The columns that say the same in every row of a match. */
const fixedColumns = ({
  seats,
  repetition,
  plannedTurns,
  horizon,
  noise,
  seed,
  game,
  run,
  factors,
}: Layout): readonly number[] => [
  ...SEATS.flatMap((seat) => [seats[seat].name, ...seats[seat].parameters.map(([, at]) => at)]),
  ...[
    seats.row.kind,
    seats.column.kind,
    repetition?.at ?? null,
    plannedTurns,
    horizon,
    noise,
    seed,
    game,
    run,
  ].filter((at) => at !== null),
  ...(typeof factors === "number" ? [factors] : factors.map(([, at]) => at)),
];
