import { decimals, percent } from "../../report/number.ts";
import { printable } from "../../report/text.ts";
import type { Standing } from "../../stats/standings.ts";
import { bar, type Scale } from "../bar.ts";
import { headings, placed, rowLine, widest, type Field } from "../fields.ts";
import { alarming, faint, strong } from "../palette.ts";
import { scrollBar, windowAround } from "../scroll.ts";
import { span, type Style } from "../spans.ts";
import { Line } from "./line.tsx";

type Row = Standing & { readonly isChosen: boolean };

/** The table of players by rank, each with its mean payoff as a bar and the interval on it. */
export function Standings(props: {
  readonly standings: readonly Standing[];
  /** The player under the cursor; null for the first rank. */
  readonly player: string | null;
  /** The game's least payoff, where the bars begin. */
  readonly least: number;
  readonly width: number;
  readonly height: number;
}) {
  const { standings, player, least, width, height } = props;
  const cursor =
    player === null
      ? 0
      : Math.max(
          0,
          standings.findIndex((one) => one.player === player),
        );
  const seen = windowAround(cursor, height - 1, standings.length);
  const scroll = scrollBar(seen);
  const fields = placed(fieldsOf(standings, least), width - (scroll.length === 0 ? 0 : 2));
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

function fieldsOf(standings: readonly Standing[], least: number): readonly Field<Row>[] {
  const scale = scaleOf(standings, least);
  const ends = decimals(scale.high, 2);
  const figure = Math.max(decimals(scale.low, 3).length, decimals(scale.high, 3).length);
  const longest = Math.max(6, widest(standings.map(({ player }) => printable(player))));
  const text = (
    header: string,
    rank: number,
    width: number,
    cell: (row: Row) => string,
    style?: Style,
  ): Field<Row> => {
    const least = Math.max(width, header.length);
    return { header, align: "right", least, most: least, rank, cell: (row) => [span(cell(row), style)] };
  };
  const from = decimals(least, 2);
  return [
    { ...text("", 0, 1, ({ isChosen }) => (isChosen ? "▸" : " ")), least: 1, most: 1 },
    text("#", 0, String(standings.length).length, ({ rank }) => String(rank), faint),
    {
      header: "player",
      align: "left",
      least: Math.min(10, longest),
      most: Math.min(40, longest),
      rank: 0,
      cell: ({ player, isChosen }) => [span(printable(player), isChosen ? strong : undefined)],
    },
    text("mean", 0, figure, ({ meanPayoffPerTurn }) => decimals(meanPayoffPerTurn, 3)),
    text("95 % interval", 5, 2 * figure + 3, ({ interval }) =>
      interval === null ? decimals(null, 3) : `${decimals(interval.low, 3)} – ${decimals(interval.high, 3)}`,
    ),
    {
      header: `${from} … ${ends}`,
      align: "left",
      least: 8,
      most: Infinity,
      rank: 0,
      cell: ({ meanPayoffPerTurn, interval }, width) => bar(meanPayoffPerTurn, interval, scale, width),
    },
    text("median", 6, figure, ({ medianPayoffPerTurn }) => decimals(medianPayoffPerTurn, 3)),
    text("cooperates", 2, 7, ({ cooperation }) => percent(cooperation)),
    text("wins", 3, 5, ({ wins }) => decimals(wins, 0)),
    text("matches", 4, 5, ({ matches }) => String(matches)),
    ...(standings.some(({ aborted }) => aborted > 0)
      ? [text("aborted", 1, 5, ({ aborted }) => (aborted === 0 ? "" : String(aborted)), alarming)]
      : []),
  ];
}
