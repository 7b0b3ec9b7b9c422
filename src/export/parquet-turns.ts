import type { Seat } from "../core/seat.ts";
import type { ParquetColumn, ParquetFile } from "./parquet-file.ts";
import { fallbackTurns, viewOf } from "./seat-view.ts";
import type { SourceMatch } from "./source.ts";

/** Columns of the table of turns. */
export const TURN_COLUMNS: readonly ParquetColumn[] = [
  { name: "run", type: "INT32", isSteady: true, meaning: "number of the run in its log" },
  { name: "match", type: "INT32", isSteady: true, isSought: true, meaning: "number of the match in its log" },
  { name: "turn", type: "INT32", isSteady: true, meaning: "from 0" },
  { name: "row_player", type: "STRING", meaning: "player in the row seat" },
  { name: "column_player", type: "STRING", meaning: "player in the column seat" },
  { name: "row_move", type: "STRING", meaning: "realised move of the row seat: the action's symbol" },
  { name: "column_move", type: "STRING", meaning: "the same of the column seat" },
  { name: "row_trembled", type: "BOOLEAN", meaning: "whether noise had flipped the row seat's move" },
  { name: "column_trembled", type: "BOOLEAN", meaning: "the same of the column seat" },
  { name: "row_payoff", type: "DOUBLE", meaning: "what the row seat got" },
  { name: "column_payoff", type: "DOUBLE", meaning: "what the column seat got" },
  {
    name: "row_fallback",
    type: "BOOLEAN",
    meaning: "whether the row seat's move was the tournament's fallback and not its own",
  },
  { name: "column_fallback", type: "BOOLEAN", meaning: "the same of the column seat" },
];

/** Turns in a row group: some MB of memory, and enough that dictionaries and their headers weigh little. */
const GROUP = 100_000;

/** Takes matches, and writes their turns in row groups of the same size, but for the last. */
export interface TurnRows {
  add(match: SourceMatch): void;
  /** Writes what is left. */
  flush(): void;
}

/** The columns of one row group, filled over and over. */
export function turnRows(file: ParquetFile): TurnRows {
  const run = new Int32Array(GROUP);
  const match = new Int32Array(GROUP);
  const turns = new Int32Array(GROUP);
  const texts = (): string[] => new Array<string>(GROUP).fill("");
  const flags = (): boolean[] => new Array<boolean>(GROUP).fill(false);
  const players = { row: texts(), column: texts() };
  const moves = { row: texts(), column: texts() };
  const trembled = { row: flags(), column: flags() };
  const fallback = { row: flags(), column: flags() };
  const payoffs = { row: new Float64Array(GROUP), column: new Float64Array(GROUP) };
  let used = 0;

  const flush = (): void => {
    const part = <Values extends { slice(from: number, to: number): Values }>(values: Values): Values =>
      used === GROUP ? values : values.slice(0, used);
    file.group([
      part(run),
      part(match),
      part(turns),
      part(players.row),
      part(players.column),
      part(moves.row),
      part(moves.column),
      part(trembled.row),
      part(trembled.column),
      part(payoffs.row),
      part(payoffs.column),
      part(fallback.row),
      part(fallback.column),
    ]);
    used = 0;
  };

  /** Turns `from` to `to` of a seat, from `used` on. */
  const fill = ({ record }: SourceMatch, seat: Seat, from: number, to: number): void => {
    const { player, own, other, trembles, payoff } = viewOf(record, seat);
    const { actions } = record.match.game;
    const k = actions.length;
    const at = used - from;
    const end = at + to;
    players[seat].fill(player, used, end);
    fallback[seat].fill(false, used, end);
    trembled[seat].fill(false, used, end);
    for (const turn of fallbackTurns(record, seat)) {
      if (turn >= from && turn < to) fallback[seat][at + turn] = true;
    }
    if (trembles.length > 0) {
      for (let turn = from; turn < to; turn++) trembled[seat][at + turn] = trembles[turn] === 1;
    }
    const symbols = moves[seat];
    const amounts = payoffs[seat];
    for (let turn = from; turn < to; turn++) {
      const action = own[turn]!;
      symbols[at + turn] = actions[action]!.symbol;
      amounts[at + turn] = payoff[action * k + other[turn]!]!;
    }
  };

  const add = (source: SourceMatch): void => {
    const length = source.record.row.length;
    for (let from = 0; from < length;) {
      const to = Math.min(length, from + GROUP - used);
      run.fill(source.run.id, used, used + to - from);
      match.fill(source.id, used, used + to - from);
      for (let turn = from; turn < to; turn++) turns[used + turn - from] = turn;
      fill(source, "row", from, to);
      fill(source, "column", from, to);
      used += to - from;
      from = to;
      if (used === GROUP) flush();
    }
  };

  return { add, flush };
}
