import { count, decimals, percent } from "../../report/number.ts";
import { printable } from "../../report/printable.ts";
import { beside } from "../beside.ts";
import { chart } from "../chart.ts";
import type { Curve, MetRow, Range } from "../curves.ts";
import { headings, placed, rowLine, textField, widest, type Field } from "../fields.ts";
import { span, type Span } from "../spans.ts";
import { GAP, layoutOf } from "../training-layout.ts";
import { Line } from "./line.tsx";

/** The curves as charts beside and above each other and, where there is room, the latest figures as a table. */
export function TrainingCharts(props: {
  readonly curves: readonly Curve[];
  readonly chosen: number;
  readonly isLarge: boolean;
  readonly steps: Range;
  /** What a step is. */
  readonly unit: string;
  readonly figures: readonly MetRow[];
  readonly width: number;
  readonly height: number;
}) {
  const { curves, chosen, isLarge, steps, unit, figures, width } = props;
  const layout = layoutOf(props, { curves: curves.length, chosen, figures: figures.length, isLarge });
  const { across, down, first, table } = layout;
  const panel = (index: number): readonly (readonly Span[])[] => {
    const curve = curves[index];
    if (curve === undefined) return [];
    return chart(curve, { ...layout, steps, axis: unit, isChosen: index === chosen && curves.length > 1 });
  };
  const lines = Array.from({ length: down }, (_, row) => {
    const panels = Array.from({ length: across }, (_, column) => panel(first + row * across + column));
    const own = beside(
      panels,
      panels.map(() => layout.width),
      GAP.columns,
    );
    return row === down - 1 ? own : [...own, ...Array.from({ length: GAP.rows }, () => [])];
  }).flat();
  return (
    <>
      {lines.map((spans, i) => (
        <Line key={i} spans={spans} />
      ))}
      {table === 0 ? null : <FigureTable rows={figures} width={width} />}
    </>
  );
}

function FigureTable({ rows, width }: { readonly rows: readonly MetRow[]; readonly width: number }) {
  const fields = placed(fieldsOf(rows), width);
  return (
    <>
      <Line spans={[]} />
      <Line spans={headings(fields)} />
      {rows.map((row) => (
        <Line key={row.kind} spans={rowLine(fields, row, false)} />
      ))}
    </>
  );
}

function fieldsOf(rows: readonly MetRow[]): readonly Field<MetRow>[] {
  const least = Math.max(10, widest(rows.map(({ kind }) => printable(kind))));
  const kind: Field<MetRow> = {
    header: "co-player",
    align: "left",
    least: Math.min(24, least),
    most: Math.min(40, least),
    rank: 0,
    cell: (row) => [span(printable(row.kind))],
  };
  return [
    kind,
    textField("payoff", 0, 8, ({ payoff }) => decimals(payoff, 3)),
    textField("cooperates", 1, 8, ({ cooperation }) => percent(cooperation)),
    textField("its payoff", 2, 8, ({ coPlayerPayoff }) => decimals(coPlayerPayoff, 3)),
    textField("it cooperates", 3, 8, ({ coPlayerCooperation }) => percent(coPlayerCooperation)),
    textField("episodes", 4, 8, ({ episodes }) => count(episodes)),
  ];
}
