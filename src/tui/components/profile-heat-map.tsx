import { printable } from "../../report/printable.ts";
import { clipped, widthOf } from "../../report/text.ts";
import { widest } from "../fields.ts";
import { chosen, chosenHueOf, faint, hueOf, shadeOf, strong } from "../palette.ts";
import { shareOn, valueText } from "../profile-scale.ts";
import { estimateOf, type ProfileTable } from "../profile-table.ts";
import { aboutLines, estimateLine, familyTitles } from "../profile-text.ts";
import { scrollBar, windowAround, type Window } from "../scroll.ts";
import { fittedSpans, span, type Span } from "../spans.ts";
import { Line } from "./line.tsx";

/** Columns of a cell's shade, and of its value at most. */
const SHADE = 2;
const VALUE = 6;
/** A cell with both, with its value alone, and with its shade alone; each with the gaps after them. */
const WHOLE = SHADE + VALUE + 2;
const VALUED = VALUE + 1;
const NARROW = SHADE + 1;
/** A cell grows up to this where that lets its player's name be read. */
const WIDEST = 22;

interface Place {
  readonly table: ProfileTable;
  readonly group: number;
  readonly isWithoutFallbacks: boolean;
}

/** All figures of all players: a figure a line, a player a column, each cell shaded by its place in the figure's range. */
export function ProfileHeatMap(
  props: Place & {
    readonly player: number;
    readonly figure: number;
    readonly width: number;
    readonly height: number;
  },
) {
  const { table, group, isWithoutFallbacks, player, figure, width, height } = props;
  const { players, figures, rows, scales } = table;
  const own = figures[figure]!;
  const about = aboutLines(own, width, height < 12 ? 1 : 2);
  const titles = figures.map(({ title }) => printable(title));
  const label = Math.min(widest(titles), Math.max(10, Math.floor(width / 3))) + 3;
  const across = width - label - 2;
  const even = Math.floor(across / players.length);
  const longest = widest(players.map(printable)) + 1 + String(players.length).length + 1;
  const cell =
    even >= WHOLE ? Math.min(even, WIDEST, Math.max(WHOLE, longest)) : even >= VALUED ? even : NARROW;
  const columns = windowAround(player, Math.floor(across / cell), players.length);
  const at = rows.findIndex((row) => row.kind === "figure" && row.figure === figure);
  const seen = windowAround(at, height - 2 - about.length, rows.length);
  const scroll = scrollBar(seen);
  const header = indices(columns).map((column) => {
    const number = String(column + 1);
    const name = cell === NARROW ? number : `${number} ${printable(players[column]!)}`;
    const isHere = column === player;
    return fittedSpans([span(clipped(name, cell - 1) + (isHere ? "▾" : ""), isHere ? strong : faint)], cell);
  });
  const line = (index: number): readonly Span[] => {
    const row = rows[index]!;
    if (row.kind === "family") return [span(familyTitles[row.family], faint)];
    const isHere = row.figure === figure;
    return [
      ...fittedSpans(
        [span(`${isHere ? "▸" : " "} ${titles[row.figure]!}`, isHere ? strong : undefined)],
        label - 1,
      ),
      span(" "),
      ...indices(columns).flatMap((column) =>
        cellOf(props, column, row.figure, cell, isHere && column === player),
      ),
    ];
  };
  const estimate = estimateOf(table.profile(player, group), own, isWithoutFallbacks);
  const name = span(clipped(printable(players[player]!), Math.floor(width * 0.4)), strong);
  return (
    <>
      <Line spans={[span(" ".repeat(label)), ...header.flat()]} />
      {indices(seen).map((index, i) => (
        <Line key={index} spans={spanned(line(index), scroll[i], width)} />
      ))}
      <Line
        spans={fittedSpans([name, span(" · "), ...estimateLine(own, estimate, scales[figure]!)], width)}
      />
      {about.map((spans, i) => (
        <Line key={`about ${i}`} spans={spans} />
      ))}
    </>
  );
}

const indices = ({ first, size }: Window): readonly number[] =>
  Array.from({ length: size }, (_, i) => first + i);

const spanned = (line: readonly Span[], mark: string | undefined, width: number): readonly Span[] =>
  mark === undefined ? line : [...fittedSpans(line, width - 2), span(` ${mark}`, faint)];

function cellOf(
  place: Place,
  player: number,
  figure: number,
  width: number,
  isChosen: boolean,
): readonly Span[] {
  const { table, group, isWithoutFallbacks } = place;
  const scale = table.scales[figure]!;
  const { value } = estimateOf(table.profile(player, group), table.figures[figure]!, isWithoutFallbacks);
  const share = value === null ? 0 : shareOn(scale, value);
  const shade = (value === null ? "·" : shadeOf(share)).repeat(SHADE);
  const hue = value === null ? (isChosen ? chosen : faint) : isChosen ? chosenHueOf(share) : hueOf(share);
  if (width === NARROW) return [span(shade, hue), span(" ")];
  const text = clipped(valueText(value, scale), VALUE).padStart(VALUE);
  if (width < WHOLE) return [span(text, hue), span(" ".repeat(width - VALUE))];
  const used = SHADE + 1 + widthOf(text);
  return [span(shade, hue), span(` ${text}`, isChosen ? chosen : undefined), span(" ".repeat(width - used))];
}
