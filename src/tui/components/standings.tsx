import { count, decimals, NONE, percent } from "../../report/number.ts";
import { printable } from "../../report/printable.ts";
import type { Standing } from "../../stats/standings.ts";
import { bar, type Scale } from "../bar.ts";
import type { RepliesByPlayer } from "../replies.ts";
import { headings, placed, rowLine, textField, widest, type Field } from "../fields.ts";
import { alarming, faint, strong } from "../palette.ts";
import { scrollBar, windowAround } from "../scroll.ts";
import { span, spread } from "../spans.ts";
import { Line } from "./line.tsx";

type Row = Standing & { readonly isChosen: boolean };

/** The table of players by rank, each with its mean payoff as a bar and the interval on it. */
export function Standings(props: {
  readonly standings: readonly Standing[];
  readonly replies: RepliesByPlayer;
  /** The player under the cursor; null for the first rank. */
  readonly player: string | null;
  /** The game's least payoff, where the bars begin. */
  readonly least: number;
  readonly width: number;
  readonly height: number;
}) {
  const { standings, replies, player, least, width, height } = props;
  const cursor =
    player === null
      ? 0
      : Math.max(
          0,
          standings.findIndex((one) => one.player === player),
        );
  const seen = windowAround(cursor, height - 1, standings.length);
  const scroll = scrollBar(seen);
  const room = width - (scroll.length === 0 ? 0 : 2);
  const fields = placed(fieldsOf(standings, replies, least, room), room);
  const rows = standings.slice(seen.first, seen.first + seen.size);
  return (
    <>
      <Line spans={headings(fields)} />
      {rows.map((standing, i) => {
        const isChosen = seen.first + i === cursor;
        const line = rowLine(fields, { ...standing, isChosen }, isChosen);
        const mark = scroll[i];
        return <Line key={i} spans={mark === undefined ? line : [...line, span(` ${mark}`, faint)]} />;
      })}
    </>
  );
}

/** Bars run from the game's least payoff to the greatest figure in the table. */
function scaleOf(standings: readonly Standing[], low: number): Scale {
  const ends = standings.map(({ interval, meanPayoffPerTurn }) => interval?.high ?? meanPayoffPerTurn ?? low);
  return { low, high: Math.max(low, ...ends) };
}

function fieldsOf(
  standings: readonly Standing[],
  replies: RepliesByPlayer,
  least: number,
  width: number,
): readonly Field<Row>[] {
  const scale = scaleOf(standings, least);
  const figure = Math.max(decimals(scale.low, 3).length, decimals(scale.high, 3).length);
  const longest = Math.max(6, widest(standings.map(({ player }) => printable(player))));
  const hasAborted = standings.some(({ aborted }) => aborted > 0);
  const fallbacksOf = ({ player }: Standing): number => replies.get(player)?.fallback ?? 0;
  const some = (value: number): string => (value === 0 ? "" : count(value));
  return [
    textField("", 0, 1, ({ isChosen }) => (isChosen ? "▸" : " ")),
    textField("#", 0, String(standings.length).length, ({ rank }) => String(rank), faint),
    {
      header: "player",
      align: "left",
      least: Math.min(longest, Math.max(10, Math.floor(width / 4))),
      most: Math.min(longest, 40),
      rank: 0,
      cell: ({ player, isChosen }) => [span(printable(player), isChosen ? strong : undefined)],
    },
    textField("mean", 0, figure, ({ meanPayoffPerTurn }) => decimals(meanPayoffPerTurn, 3)),
    {
      header: (room) =>
        spread([span(decimals(scale.low, 1))], [span(decimals(scale.high, 1))], room)
          .map(({ text }) => text)
          .join(""),
      align: "left",
      least: Math.max(8, Math.floor(width / 3) - 4),
      most: Infinity,
      rank: 0,
      cell: ({ meanPayoffPerTurn, interval }, room) => bar(meanPayoffPerTurn, interval, scale, room),
    },
    textField("95 % interval", 5, 2 * figure + 3, ({ interval }) =>
      interval === null ? NONE : `${decimals(interval.low, 3)} – ${decimals(interval.high, 3)}`,
    ),
    textField("median", 6, figure, ({ medianPayoffPerTurn }) => decimals(medianPayoffPerTurn, 3)),
    textField("cooperates", 2, 7, ({ cooperation }) => percent(cooperation)),
    textField("wins", 3, 5, ({ wins }) => decimals(wins, 0)),
    textField("matches", 4, 5, ({ matches }) => count(matches)),
    ...(hasAborted ? [textField<Row>("aborted", 1, 5, ({ aborted }) => some(aborted), alarming)] : []),
    ...(standings.some((standing) => fallbacksOf(standing) > 0)
      ? [textField<Row>("fallback", 1, 5, (row) => some(fallbacksOf(row)), alarming)]
      : []),
  ];
}
