import { count, NONE } from "../../report/number.ts";
import { printable } from "../../report/printable.ts";
import type { Estimate, Family, ProfileFigure } from "../../stats/profile/profile.ts";
import { bar, point, type Scale } from "../bar.ts";
import { headings, placed, rowLine, textField, widest, type Field } from "../fields.ts";
import { faint, strong } from "../palette.ts";
import { intervalText, valueText } from "../profile-scale.ts";
import { estimateOf, type ProfileTable } from "../profile-table.ts";
import { aboutLines, estimateLine, familyTitles, profileParts } from "../profile-text.ts";
import { scrollBar, windowAround } from "../scroll.ts";
import { fittedSpans, joined, span, type Span } from "../spans.ts";
import { Line } from "./line.tsx";

/** Fields of a figure without a value: marker, title, and the dash in its place. */
const NAMED = 3;

/** A figure as it is listed. */
interface Listed {
  readonly family: Family | null;
  readonly figure: ProfileFigure;
  readonly scale: Scale;
  readonly estimate: Estimate;
  /** The same with fallback moves where this is without, or the other way round. */
  readonly otherwise: Estimate;
  readonly isChosen: boolean;
}

/** All figures of one player by family, each with its interval drawn on the range that it has. */
export function ProfileList(props: {
  readonly table: ProfileTable;
  readonly group: number;
  readonly isWithoutFallbacks: boolean;
  readonly player: number;
  readonly figure: number;
  readonly width: number;
  readonly height: number;
}) {
  const { table, group, isWithoutFallbacks, player, figure, width, height } = props;
  const { players, figures, scales, rows } = table;
  const profile = table.profile(player, group);
  const listed = figures.map((own, i): Listed => {
    const estimate = estimateOf(profile, own, isWithoutFallbacks);
    const otherwise = estimateOf(profile, own, !isWithoutFallbacks);
    return { family: null, figure: own, scale: scales[i]!, estimate, otherwise, isChosen: i === figure };
  });
  const about = aboutLines(figures[figure]!, width, height < 12 ? 1 : 2);
  const at = rows.findIndex((row) => row.kind === "figure" && row.figure === figure);
  const seen = windowAround(at, height - 3 - about.length, rows.length);
  const scroll = scrollBar(seen);
  const room = width - (scroll.length === 0 ? 0 : 2);
  const hasBoth = profile !== undefined && profile.withoutFallbacks !== null;
  const fields = placed(fieldsOf(listed, hasBoth ? (isWithoutFallbacks ? "with" : "without") : null), room);
  const name = [
    span(`${player + 1}/${players.length} `, faint),
    span(printable(players[player]!), strong),
    span(` · ${joined(profileParts(profile), width)}`, faint),
  ];
  const lineOf = (index: number): readonly Span[] => {
    const row = rows[index]!;
    if (row.kind === "family") return fittedSpans([span(familyTitles[row.family], faint)], room);
    const own = listed[row.figure]!;
    if (own.estimate.value !== null) return rowLine(fields, own, own.isChosen);
    const why = span(` ${printable(own.estimate.lacking ?? "")}`, faint);
    return fittedSpans([...rowLine(fields.slice(0, NAMED), own, own.isChosen), why], room);
  };
  return (
    <>
      <Line spans={fittedSpans(name, width)} />
      <Line spans={headings(fields)} />
      {Array.from({ length: seen.size }, (_, i) => {
        const mark = scroll[i];
        const line = lineOf(seen.first + i);
        return <Line key={i} spans={mark === undefined ? line : [...line, span(` ${mark}`, faint)]} />;
      })}
      <Line
        spans={fittedSpans(estimateLine(figures[figure]!, listed[figure]!.estimate, scales[figure]!), width)}
      />
      {about.map((spans, i) => (
        <Line key={`about ${i}`} spans={spans} />
      ))}
    </>
  );
}

/** @param otherwise what the other kind of figures is called; null where there is one kind */
function fieldsOf(listed: readonly Listed[], otherwise: "with" | "without" | null): readonly Field<Listed>[] {
  const title = widest(listed.map(({ figure }) => printable(figure.title)));
  const intervals = listed.map(({ estimate, scale }) => intervalText(estimate.interval, scale));
  const values = listed.map(({ estimate, scale }) => valueText(estimate.value, scale));
  const others = listed.map((own) => valueText(own.otherwise.value, own.scale));
  const most = listed.map(({ estimate }) => count(estimate.n));
  return [
    textField("", 0, 1, ({ isChosen }) => (isChosen ? "▸" : " ")),
    {
      header: "figure",
      align: "left",
      least: Math.min(title, 16),
      most: title,
      rank: 0,
      cell: ({ figure, isChosen }) => [span(printable(figure.title), isChosen ? strong : undefined)],
    },
    textField("value", 0, widest(values), ({ estimate, scale }) => valueText(estimate.value, scale)),
    {
      header: "",
      align: "left",
      least: 12,
      most: 60,
      rank: 2,
      cell: ({ estimate, scale }, width) => drawing(estimate, scale, width),
    },
    textField("95 % interval", 3, widest(intervals), ({ estimate, scale }) =>
      estimate.interval === null ? NONE : intervalText(estimate.interval, scale),
    ),
    ...(otherwise === null
      ? []
      : [
          textField<Listed>(`${otherwise} fallbacks`, 1, widest(others), ({ otherwise: own, scale }) =>
            valueText(own.value, scale),
          ),
        ]),
    textField("n", 4, widest(most), ({ estimate }) => count(estimate.n), faint),
  ];
}

/** A bar from the least value or, where there are values below 0, a point. */
const drawing = ({ value, interval }: Estimate, scale: Scale, width: number): readonly Span[] =>
  scale.low < 0 ? point(value, interval, scale, width) : bar(value, interval, scale, width);
