import type { MatchRecord } from "../../core/trajectory.ts";
import { SEATS, type Seat } from "../../core/seat.ts";
import { decimals, percent } from "../../report/number.ts";
import { printable } from "../../report/printable.ts";
import { headings, placed, rowLine, textField, type Field } from "../fields.ts";
import { standAt, type SeatAt } from "../replay.ts";
import { span } from "../spans.ts";
import { Line } from "./line.tsx";

type Row = SeatAt & { readonly player: string; readonly isFallback: boolean };

const ROOMY = 10;

/** Lines that the scores take of a view of so many: a table with room above it, a table, or nothing. */
export const scoresHeight = (height: number): number => (height >= ROOMY ? 4 : height >= 8 ? 3 : 0);

/** How both seats stand after a turn: the move, its payoff, and the totals up to it. */
export function Scores(props: {
  readonly record: MatchRecord;
  readonly fallbacks: Readonly<Record<Seat, ReadonlySet<number>>>;
  readonly turn: number;
  readonly label: number;
  readonly width: number;
  readonly height: number;
}) {
  const { record, fallbacks, turn, label, width, height } = props;
  const at = standAt(record, turn);
  const rows = SEATS.map((seat): Row => {
    return { ...at[seat], player: record.match[seat], isFallback: fallbacks[seat].has(turn) };
  });
  const fields = placed(fieldsOf(label), width);
  return (
    <>
      {height > 3 ? <Line spans={[]} /> : null}
      <Line spans={headings(fields)} />
      {rows.map((row, i) => (
        <Line key={i} spans={rowLine(fields, row, false)} />
      ))}
    </>
  );
}

function fieldsOf(label: number): readonly Field<Row>[] {
  const points = (value: number): string => String(Number(value.toFixed(3)));
  const name: Field<Row> = {
    header: "",
    align: "left",
    least: label,
    most: label,
    rank: 0,
    cell: ({ player }) => [span(printable(player))],
  };
  return [
    name,
    textField("move", 2, 4, ({ letter }) => letter),
    textField("payoff", 1, 6, ({ payoff }) => points(payoff)),
    textField("score", 0, 7, ({ score }) => points(score)),
    textField("per turn", 3, 8, ({ perTurn }) => decimals(perTurn, 3)),
    textField("cooperation", 4, 11, ({ cooperation }) => percent(cooperation)),
    textField("", 5, 16, sourceOf),
  ];
}

/** Where a move came from that the seat did not choose. */
function sourceOf({ isTremble, isFallback }: Row): string {
  if (isFallback) return isTremble ? "flipped fallback" : "fallback";
  return isTremble ? "flipped by noise" : "";
}
