import { count, NONE, percent } from "../../report/number.ts";
import { printable } from "../../report/printable.ts";
import { headings, placed, rowLine, textField, widest, type Field, type Placed } from "../fields.ts";
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
  const fields = placed(fieldsOf(players, feed[0], width - 4), width - 4);
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
        const whole = [span(isChosen ? "▸ " : "  "), ...fittedSpans(line, width - 4), span(mark, faint)];
        return <Line key={i} spans={whole} />;
      })}
    </>
  );
}

function aborted(fields: readonly Placed<Finished>[], match: Finished, isChosen: boolean): readonly Span[] {
  const ofAny = fields.filter(({ field }) => OF_ANY.has(String(field.header)));
  const { code = "", detail = "" } = match.reason ?? {};
  const why = printable(`aborted after ${count(match.turns)} turns: ${code}: ${detail}`);
  return [...rowLine(ofAny, match, isChosen), span(` ${why}`, alarming)];
}

function fieldsOf(
  players: readonly string[],
  newest: Finished | undefined,
  width: number,
): readonly Field<Finished>[] {
  const longest = widest(players.map(printable));
  const whole = 2 * longest + 3;
  return [
    textField("#", 2, count(newest?.number ?? 0).length, ({ number }) => count(number), faint),
    {
      header: "match",
      align: "left",
      least: Math.min(whole, Math.max(14, Math.floor(width * 0.45))),
      most: whole,
      rank: 0,
      cell: ({ row, column }, room) => [
        ...(room < whole ? [span(printable(row))] : fittedSpans([span(printable(row))], longest, "right")),
        span(" × ", faint),
        span(printable(column)),
      ],
    },
    textField("rep", 4, 3, ({ repetition }) => String(repetition + 1)),
    textField("turns", 5, 5, ({ turns }) => count(turns)),
    textField("score", 0, 11, ({ score }) => `${points(score.row)} : ${points(score.column)}`),
    textField("cooperated", 1, 17, ({ cooperation }) =>
      cooperation === null ? NONE : `${percent(cooperation.row)} : ${percent(cooperation.column)}`,
    ),
    textField("status", 6, 8, () => "complete"),
  ];
}

/** A total, which is a whole number in most games. */
const points = (score: number): string => (Number.isInteger(score) ? String(score) : score.toFixed(1));
