import { isSymmetric } from "../../core/game.ts";
import { writeMoves } from "../../core/notation.ts";
import { scoresOf, type MatchRecord } from "../../core/trajectory.ts";
import { decimals } from "../../report/number.ts";
import { printable } from "../../report/printable.ts";
import { fitted, widthOf } from "../../report/text.ts";
import { print, terminalWidth } from "./output.ts";

/** Prints a match: both words of moves, folded under one another, then the scores. */
export function printMatch(record: MatchRecord): void {
  const { match, row, column, trembles } = record;
  const words = [
    writeMoves(match.game, row, trembles.row),
    writeMoves(match.game, column, trembles.column),
  ] as const;
  const names = [match.row, match.column] as const;
  const label = Math.min(24, Math.max(...names.map((name) => widthOf(printable(name)))));
  const perLine = Math.max(10, Math.floor(((terminalWidth() ?? 100) - label - 2) / 10) * 10);
  for (let from = 0; from < row.length; from += perLine) {
    if (from > 0) print();
    print(`${" ".repeat(label)}  turn ${from + 1}`, "dim");
    names.forEach((name, seat) =>
      print(`${fitted(printable(name), label)}  ${words[seat]!.slice(from, from + perLine)}`),
    );
  }
  const scores = scoresOf(record);
  const perTurn = (score: number): string => decimals(row.length === 0 ? null : score / row.length, 3);
  print();
  print(`score     ${scores.row} : ${scores.column}`);
  print(`per turn  ${perTurn(scores.row)} : ${perTurn(scores.column)}`);
  if (match.noise > 0) print("A lower-case letter is a move that noise flipped.", "dim");
  if (!isSymmetric(match.game))
    print(`${match.game.id} is asymmetric: ${match.row} sits in the row seat.`, "dim");
}
