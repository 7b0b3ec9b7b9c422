import { count, percent } from "../../report/number.ts";
import { printable } from "../../report/text.ts";
import { headings, placed, rowLine, widest, type Field, type Placed } from "../fields.ts";
import type { Finished } from "../live.ts";
import { feedIndex } from "../navigation.ts";
import { alarming, faint } from "../palette.ts";
import { scrollBar, windowAround } from "../scroll.ts";
import { fittedSpans, span, type Span } from "../spans.ts";
import { Line } from "./line.tsx";

/** The first fields, which an aborted match has too. */
const OF_ANY = new Set(["#", "match", "rep"]);

/** Finished matches, newest first. */
export function Feed(props: {
  readonly feed: readonly Finished[];
  readonly players: readonly string[];
  /** Number of the match under the cursor; null for the newest. */
  readonly cursor: number | null;
  readonly width: number;
  readonly height: number;
}) {
  const { feed, players, cursor, width, height } = props;
  const at = feedIndex(cursor, feed);
  const seen = windowAround(at, height - 1, feed.length);
  const scroll = scrollBar(seen);
  const fields = placed(fieldsOf(players, feed[0]), width - 4);
  const rows = feed.slice(seen.first, seen.first + seen.size);
  if (rows.length === 0) return <Line spans={[span("No match has ended yet.", faint)]} />;
  return (
    <>
      <Line spans={[span("  "), ...headings(fields)]} />
      {rows.map((match, i) => {
        const isChosen = seen.first + i === at;
        const line =
          match.reason === null ? rowLine(fields, match, isChosen) : aborted(fields, match, isChosen);
        const mark = scroll[i] === undefined ? "" : ` ${scroll[i]}`;
        return <Line key={i} spans={[span(isChosen ? "▸ " : "  "), ...line, span(mark, faint)]} />;
      })}
    </>
  );
}

function aborted(fields: readonly Placed<Finished>[], match: Finished, isChosen: boolean): readonly Span[] {
  const ofAny = fields.filter(({ field }) => OF_ANY.has(field.header));
  const rest = fields.filter((one) => !ofAny.includes(one));
  const room = rest.reduce((sum, { width }) => sum + width + 1, -1);
  const { code = "", detail = "" } = match.reason ?? {};
  const why = printable(`aborted after ${count(match.turns)} turns: ${code}: ${detail}`);
  return [...rowLine(ofAny, match, isChosen), span(" "), ...fittedSpans([span(why, alarming)], room)];
}

function fieldsOf(players: readonly string[], newest: Finished | undefined): readonly Field<Finished>[] {
  const longest = 2 * widest(players.map(printable)) + 3;
  const number = count(newest?.number ?? 0).length;
  const text = (
    header: string,
    rank: number,
    width: number,
    cell: (match: Finished) => string,
  ): Field<Finished> => {
    const least = Math.max(width, header.length);
    return { header, align: "right", least, most: least, rank, cell: (match) => [span(cell(match))] };
  };
  return [
    text("#", 2, number, (match) => count(match.number)),
    {
      header: "match",
      align: "left",
      least: Math.min(14, longest),
      most: longest,
      rank: 0,
      cell: ({ row, column }) => [span(printable(row)), span(" × ", faint), span(printable(column))],
    },
    text("rep", 4, 3, ({ repetition }) => String(repetition + 1)),
    text("turns", 5, 5, ({ turns }) => count(turns)),
    text("score", 0, 11, ({ score }) => `${points(score.row)} : ${points(score.column)}`),
    text("cooperated", 1, 17, ({ cooperation }) =>
      cooperation === null ? "–" : `${percent(cooperation.row)} : ${percent(cooperation.column)}`,
    ),
    text("status", 3, 8, () => "complete"),
  ];
}

/** A total, which is a whole number in most games. */
const points = (score: number): string => (Number.isInteger(score) ? String(score) : score.toFixed(1));
