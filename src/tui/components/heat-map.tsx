import type { Game } from "../../core/game.ts";
import { printable } from "../../report/printable.ts";
import { clipped } from "../../report/text.ts";
import type { Pairwise } from "../../stats/pairwise.ts";
import { widest } from "../fields.ts";
import { cellFigures, heatOf, type Heat } from "../heat.ts";
import { chosen, chosenHueOf, faint, hueOf, shadeOf, strong } from "../palette.ts";
import { scrollBar, windowAround, type Window } from "../scroll.ts";
import { fittedSpans, joined, span, type Span } from "../spans.ts";
import { Line } from "./line.tsx";

/** From this height on the pair's names have a line of their own where they do not fit before its figures. */
const TALL = 10;
/** Columns that a pair's figures take at most. */
const FIGURES = 56;
const SHADED = 2;

interface Layout {
  readonly label: number;
  readonly cell: number;
  readonly rows: Window;
  readonly columns: Window;
}

/** Who cooperates with whom: a cell for each pair, shaded, with its figure where there is room for all of them. */
export function HeatMap(props: {
  readonly pairwise: Pairwise;
  readonly game: Game;
  readonly cursor: { readonly row: number; readonly column: number };
  readonly width: number;
  readonly height: number;
}) {
  const { pairwise, game, cursor, width, height } = props;
  const { players } = pairwise;
  const heat = heatOf(pairwise, game);
  const longest = widest(players.map(printable));
  const fitsOneLine = 2 * longest + FIGURES < width;
  const namesHeight = fitsOneLine || height < TALL ? 0 : 1;
  const room = height - 3 - namesHeight;
  const titleHeight = room > players.length || game.cooperative === null ? 1 : 0;
  const layout = layOut(players, heat, cursor, width, room - titleHeight);
  const scroll = scrollBar(layout.rows);
  const own = clipped(printable(players[cursor.row] ?? ""), Math.floor(width / 2) - 3);
  const names = [span(own, strong), span(" with "), span(printable(players[cursor.column] ?? ""), strong)];
  const figures = cellFigures(pairwise, game, cursor.row, cursor.column);
  return (
    <>
      {titleHeight > 0 ? <Line spans={[span(joined(heat.title, width, ": "), faint)]} /> : null}
      {ruler(layout, cursor.column).map((spans, i) => (
        <Line key={i} spans={spans} />
      ))}
      {range(layout.rows).map((row, i) => {
        const isChosen = row === cursor.row;
        const line = [
          ...labelOf(players, row, isChosen, layout.label),
          ...range(layout.columns).flatMap((column) =>
            cellOf(heat, row, column, layout.cell, isChosen && column === cursor.column),
          ),
        ];
        return (
          <Line key={row} spans={[...line, span(scroll[i] === undefined ? "" : ` ${scroll[i]}`, faint)]} />
        );
      })}
      {namesHeight > 0 ? <Line spans={fittedSpans(names, width)} /> : null}
      <Line spans={[...(fitsOneLine ? [...names, span("   ")] : []), span(joined(figures, width))]} />
    </>
  );
}

function layOut(
  players: readonly string[],
  heat: Heat,
  cursor: { readonly row: number; readonly column: number },
  width: number,
  room: number,
): Layout {
  const digits = String(players.length).length;
  const name = Math.min(widest(players.map(printable)), Math.max(8, Math.floor(width / 3) - digits - 3));
  const label = name + digits + 4;
  const across = width - label - 2;
  const withFigures = SHADED + 1 + heat.figureWidth + 1;
  const cell = withFigures * players.length <= across ? withFigures : SHADED;
  const columns = windowAround(cursor.column, Math.floor(across / cell), players.length);
  return { label, cell, rows: windowAround(cursor.row, room, players.length), columns };
}

const range = ({ first, size }: Window): readonly number[] =>
  Array.from({ length: size }, (_, i) => first + i);

function labelOf(players: readonly string[], row: number, isChosen: boolean, width: number): readonly Span[] {
  const digits = String(players.length).length;
  const number = String(row + 1).padStart(digits);
  const name = printable(players[row] ?? "");
  const text = [
    span(`${isChosen ? "▸" : " "} `),
    span(`${number} `, faint),
    span(name, isChosen ? strong : undefined),
  ];
  return [...fittedSpans(text, width - 1), span(" ")];
}

/** The columns' numbers: over narrow cells tens above ones. An arrow is over the cursor's column. */
function ruler({ label, cell, columns }: Layout, cursor: number): readonly (readonly Span[])[] {
  const margin = " ".repeat(label);
  const isNarrow = cell === SHADED;
  const above = range(columns).map((column) => {
    const number = column + 1;
    const tens = isNarrow && number % 10 === 0 ? String(number / 10) : "";
    return span((column === cursor ? "▾" : tens).padEnd(cell), column === cursor ? strong : faint);
  });
  const below = range(columns).map((column) => {
    const number = isNarrow ? String((column + 1) % 10) : String(column + 1);
    return span(number.padEnd(cell), column === cursor ? strong : faint);
  });
  return [
    [span(margin), ...above],
    [span(margin), ...below],
  ];
}

function cellOf(heat: Heat, row: number, column: number, width: number, isChosen: boolean): readonly Span[] {
  const value = heat.value(row, column);
  const share = value === null ? 0 : heat.share(value);
  const shade = (value === null ? "·" : shadeOf(share)).repeat(SHADED);
  const hue = value === null ? (isChosen ? chosen : faint) : isChosen ? chosenHueOf(share) : hueOf(share);
  if (width === SHADED) return [span(shade, hue)];
  const figure = value === null ? "" : heat.figure(value);
  return [
    span(shade, hue),
    span(` ${figure.padStart(heat.figureWidth)}`, isChosen ? chosen : undefined),
    span(" "),
  ];
}
