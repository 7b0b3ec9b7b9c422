import { printable } from "../../report/printable.ts";
import type { Difference } from "../../stats/profile/profile.ts";
import { point } from "../bar.ts";
import { headings, placed, rowLine, textField, widest, type Field } from "../fields.ts";
import { faint, strong } from "../palette.ts";
import { beyondChance, figureOf, type Compared } from "../profile-differences.ts";
import { intervalText, valueText } from "../profile-scale.ts";
import type { ProfileTable } from "../profile-table.ts";
import { aboutLines, differenceLines, pText } from "../profile-text.ts";
import { scrollBar, windowAround } from "../scroll.ts";
import { fittedSpans, span, spread } from "../spans.ts";
import { Line } from "./line.tsx";

/** A difference as it is listed. */
interface Listed {
  readonly difference: Difference;
  readonly title: string;
  readonly isChosen: boolean;
}

const NOTHING_COMPARED = "No differences: they take two players, and figures to compare them in.";
const none = [span("None in this group.", faint)];

/** How players differ, pair by pair, with intervals about 0 and what chance has to say. */
export function ProfileDifferences(props: {
  readonly table: ProfileTable;
  readonly shown: Compared;
  /** Which of the figures that have differences is shown; null for all. */
  readonly compared: number | null;
  readonly cursor: number;
  readonly width: number;
  readonly height: number;
}) {
  const { table, shown, compared, width, height } = props;
  const { differences, figures } = shown;
  if (table.report.differences.length === 0) {
    return <Line spans={fittedSpans([span(NOTHING_COMPARED, faint)], width)} />;
  }
  const chosenFigure = compared === null ? undefined : table.figures[figures[compared] ?? -1];
  const title = chosenFigure === undefined ? "all figures" : printable(chosenFigure.title);
  const cursor = Math.max(0, Math.min(props.cursor, differences.length - 1));
  const own = differences[cursor];
  const ownFigure = own === undefined ? undefined : figureOf(table, own);
  const isLow = height < 12;
  const details =
    own === undefined ? [none] : differenceLines(own, ownFigure, shown.scale).slice(isLow ? 1 : 0);
  const about = ownFigure === undefined ? [] : aboutLines(ownFigure, width, isLow ? 0 : 2);
  const below = [...details, ...about];
  const seen = windowAround(cursor, height - 2 - below.length, differences.length);
  const scroll = scrollBar(seen);
  const room = width - (scroll.length === 0 ? 0 : 2);
  const listed = differences.map((difference, i): Listed => {
    const of = figureOf(table, difference);
    return { difference, title: printable(of?.title ?? difference.figure), isChosen: i === cursor };
  });
  const fields = placed(fieldsOf(listed, shown, compared === null), room);
  return (
    <>
      <Line
        spans={spread([span("of "), span(title, strong)], [span(beyondChance(differences), faint)], width)}
      />
      <Line spans={headings(fields)} />
      {listed.slice(seen.first, seen.first + seen.size).map((row, i) => {
        const mark = scroll[i];
        const line = rowLine(fields, row, row.isChosen);
        return <Line key={i} spans={mark === undefined ? line : [...line, span(` ${mark}`, faint)]} />;
      })}
      {below.map((spans, i) => (
        <Line key={`below ${i}`} spans={fittedSpans(spans, width)} />
      ))}
    </>
  );
}

function fieldsOf(
  listed: readonly Listed[],
  { track, scale }: Compared,
  isOfAll: boolean,
): readonly Field<Listed>[] {
  const named = (header: string, which: 0 | 1): Field<Listed> => {
    const longest = widest(listed.map(({ difference }) => printable(difference.players[which])));
    return {
      header,
      align: "left",
      least: Math.min(longest, 12),
      most: Math.min(longest, 24),
      rank: 0,
      cell: ({ difference }) => [span(printable(difference.players[which]))],
    };
  };
  const title = widest(listed.map((own) => own.title));
  const interval = ({ difference }: Listed): string => intervalText(difference.interval, scale);
  const figure: Field<Listed> = {
    header: "figure",
    align: "left",
    least: Math.min(12, title),
    most: title,
    rank: 3,
    cell: (own) => [span(own.title)],
  };
  return [
    textField("", 0, 1, ({ isChosen }) => (isChosen ? "▸" : " ")),
    named("player", 0),
    named("less", 1),
    ...(isOfAll ? [figure] : []),
    textField("value", 0, 5, ({ difference }) => valueText(difference.value, scale)),
    {
      header: (width) => `${track.low}${String(track.high).padStart(width - String(track.low).length)}`,
      align: "left",
      least: 15,
      most: 41,
      rank: 2,
      cell: ({ difference: { value, interval: about } }, width) => point(value, about, track, width),
    },
    textField("95 % interval", 4, widest(listed.map(interval)), interval),
    textField("p", 5, 7, ({ difference }) => pText(difference.p)),
    textField("adjusted p", 1, 7, ({ difference }) => pText(difference.adjustedP)),
  ];
}
