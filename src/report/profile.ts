import type { Interval } from "../stats/interval.ts";
import type { Difference, Estimate, Profile, ProfileFigure } from "../stats/profile/profile.ts";
import { count, decimals, NONE } from "./number.ts";
import type { Column } from "./table.ts";

/** Which of a profile's two sets of figures is shown. */
export type Shown = (profile: Profile) => Readonly<Record<string, Estimate>>;

/** All moves, fallbacks among them. */
export const asPlayed: Shown = ({ estimates }) => estimates;
/** What the player did of its own: where there were no fallbacks, that is everything. */
export const withoutFallbacks: Shown = (profile) => profile.withoutFallbacks ?? profile.estimates;

/** Why a figure has no value, and where that is so. */
interface Footnote {
  readonly reason: string;
  /** As it stands behind the dash: 1, 2 … */
  readonly mark: number;
}

/** Reasons why values are missing, numbered in the order in which they are met. */
export interface Footnotes {
  readonly all: readonly Footnote[];
  markOf(reason: string): number;
}

/** No reasons yet. */
export function footnotes(): Footnotes {
  const all: Footnote[] = [];
  return {
    all,
    markOf(reason) {
      const known = all.find((note) => note.reason === reason);
      if (known !== undefined) return known.mark;
      return all.push({ reason, mark: all.length + 1 });
    },
  };
}

/** Figures that no profile has, for the same reason. */
interface Missing {
  readonly reason: string;
  readonly titles: readonly string[];
}

/** Figures that some profile has, and those that none has. */
export interface Divided {
  readonly known: readonly ProfileFigure[];
  readonly missing: readonly Missing[];
}

/**
 * Tells figures that nobody has from the others, so that it need be said but once why.
 *
 * @param shown what is shown of the profiles
 */
export function divided(
  figures: readonly ProfileFigure[],
  shown: readonly Readonly<Record<string, Estimate>>[],
): Divided {
  const known: ProfileFigure[] = [];
  const missing = new Map<string, string[]>();
  for (const figure of figures) {
    const estimates = shown.map((own) => own[figure.id]!);
    if (estimates.some(({ value }) => value !== null)) known.push(figure);
    else if (estimates.length > 0) {
      const reason = [...new Set(estimates.map(({ lacking }) => lacking!))].join("; ");
      missing.set(reason, [...(missing.get(reason) ?? []), figure.title]);
    }
  }
  return { known, missing: [...missing].map(([reason, titles]) => ({ reason, titles })) };
}

/** Says what there is none of, and why: "No niceness · emulation: needs a game of two actions, …". */
export const missingText = ({ reason, titles }: Missing): string => `No ${titles.join(" · ")}: ${reason}.`;

/** Shares, and what is between them, are told in per cent. */
const isShare = ({ unit }: ProfileFigure): boolean => /\bshares?\b/.test(unit);

/** Three decimals, and two digits at least: variances are small. */
const plain = (value: number): string =>
  value !== 0 && Math.abs(value) < 0.01 && Math.abs(value) >= 1e-6
    ? value.toPrecision(2)
    : decimals(value, 3);

const figureText = (value: number, figure: ProfileFigure): string =>
  isShare(figure) ? `${decimals(100 * value, 1)} %` : plain(value);

/** An interval in the figure's own digits: shares in per cent. */
function intervalText(interval: Interval | null, figure: ProfileFigure): string {
  if (interval === null) return "";
  const bound = (value: number): string => (isShare(figure) ? decimals(100 * value, 1) : plain(value));
  return `[${bound(interval.low)}, ${bound(interval.high)}]`;
}

/** A figure's value, or a dash with the number of the footnote that says why there is none. */
function valueText({ value, lacking }: Estimate, figure: ProfileFigure, notes: Footnotes): string {
  if (value !== null) return figureText(value, figure);
  return lacking === null ? NONE : `${NONE} ${superscript(notes.markOf(lacking))}`;
}

const DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const superscript = (mark: number): string => String(mark).replace(/\d/g, (digit) => DIGITS[Number(digit)]!);

const groupColumn = (by: string): Column<{ readonly group: string | null }> => ({
  header: by,
  align: "left",
  rank: 0,
  least: 8,
  value: ({ group }) => group ?? "",
});

/** The columns that say whose profile it is. */
const whose = (by: string | null): readonly Column<Profile>[] => [
  { header: "player", align: "left", rank: 0, least: 12, value: ({ player }) => player },
  ...(by === null ? [] : [groupColumn(by)]),
];

/** A table with a line for each profile and a column for each figure; the last figures go first where it is narrow. */
export function figureColumns(
  figures: readonly ProfileFigure[],
  by: string | null,
  shown: Shown,
  notes: Footnotes,
): readonly Column<Profile>[] {
  return [
    ...whose(by),
    ...figures.map((figure, i): Column<Profile> => ({
      header: figure.title,
      align: "left",
      rank: i,
      value(profile) {
        const estimate = shown(profile)[figure.id]!;
        const interval = intervalText(estimate.interval, figure);
        return `${valueText(estimate, figure, notes)} ${interval}`.trimEnd();
      },
    })),
  ];
}

const some = (value: number): string => (value === 0 ? "" : count(value));

/** How much a profile rests on; what there is none of is left out by `filled`. */
export const extentColumns = (by: string | null): readonly Column<Profile>[] => [
  ...whose(by),
  { header: "matches", align: "right", rank: 0, value: ({ matches }) => count(matches) },
  { header: "turns", align: "right", rank: 3, value: ({ turns }) => count(turns) },
  { header: "aborted", align: "right", rank: 1, value: ({ aborted }) => some(aborted) },
  { header: "fallbacks", align: "right", rank: 2, value: ({ fallbacks }) => some(fallbacks) },
];

/** A figure of one profile: a line of the table that shows one family with all that there is to say. */
export interface FigureLine {
  readonly profile: Profile;
  readonly figure: ProfileFigure;
}

/** A line for each figure and profile: value, interval, and how much it was measured on. */
export function familyColumns(
  by: string | null,
  shown: Shown,
  notes: Footnotes,
): readonly Column<FigureLine>[] {
  const estimateOf = ({ profile, figure }: FigureLine): Estimate => shown(profile)[figure.id]!;
  return [
    { header: "figure", align: "left", rank: 0, value: ({ figure }) => figure.title },
    ...whose(by).map((column): Column<FigureLine> => ({
      ...column,
      value: ({ profile }) => column.value(profile),
    })),
    {
      header: "value",
      align: "right",
      rank: 0,
      value: (line) => valueText(estimateOf(line), line.figure, notes),
    },
    {
      header: "95 % interval",
      align: "left",
      rank: 1,
      value: (line) => intervalText(estimateOf(line).interval, line.figure),
    },
    { header: "n", align: "right", rank: 2, value: (line) => count(estimateOf(line).n) },
    { header: "of", align: "left", rank: 3, value: ({ figure }) => figure.counts },
  ];
}

/** How players differ, a line for each figure and pair. */
export const differenceColumns = (
  figures: ReadonlyMap<string, ProfileFigure>,
  by: string | null,
): readonly Column<Difference>[] => [
  { header: "figure", align: "left", rank: 0, value: ({ figure }) => figures.get(figure)!.title },
  ...(by === null
    ? []
    : [{ header: by, align: "left", rank: 0, value: ({ group }: Difference) => group ?? "" } as const]),
  { header: "player", align: "left", rank: 0, least: 12, value: ({ players }) => players[0] },
  { header: "less", align: "left", rank: 0, least: 12, value: ({ players }) => players[1] },
  {
    header: "difference",
    align: "right",
    rank: 0,
    value: ({ figure, value }) => figureText(value, figures.get(figure)!),
  },
  {
    header: "95 % interval",
    align: "left",
    rank: 1,
    value: ({ figure, interval }) => intervalText(interval, figures.get(figure)!),
  },
  { header: "p, adjusted", align: "right", rank: 0, value: ({ adjustedP }) => decimals(adjustedP, 4) },
];
