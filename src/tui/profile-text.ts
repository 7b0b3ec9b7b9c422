import { count, counted, decimals, NONE } from "../report/number.ts";
import { printable } from "../report/printable.ts";
import { clipped } from "../report/text.ts";
import { wrapped } from "../report/wrap.ts";
import type { Difference, Estimate, Family, Profile, ProfileFigure } from "../stats/profile/profile.ts";
import type { ProfileProgress } from "../stats/profile/progress.ts";
import type { Scale } from "./bar.ts";
import { faint, strong } from "./palette.ts";
import { intervalText, valueText } from "./profile-scale.ts";
import { span, type Span } from "./spans.ts";

/** What families of figures are called. */
export const familyTitles: Readonly<Record<Family, string>> = {
  cooperation: "Cooperation",
  character: "Character",
  "end-game": "End game",
  adaptation: "Adaptation",
  "memory-one": "Memory-one",
  strategies: "Strategies",
  "zero-determinant": "Zero-determinant",
  sensitivity: "Sensitivity",
  quantal: "Quantal response",
  conduct: "Conduct",
};

/** What is done to make profiles, and what it is done with. */
const doings: Readonly<Record<ProfileProgress["doing"], readonly [doing: string, to: string]>> = {
  ranking: ["finding the first players …", "matches"],
  reading: ["reading …", "matches"],
  measuring: ["measuring …", "profiles"],
  comparing: ["comparing players …", "profiles"],
};

/** How far profiles are that are being measured: "reading …", "1,200 of 5,000 matches". */
export function progressParts({ doing, done, total }: ProfileProgress): readonly string[] {
  const [what, to] = doings[doing];
  return total === 0 ? [what] : [what, `${count(done)} of ${count(total)} ${to}`];
}

/** What a profile is drawn from: "14 matches", "2,800 turns", what was aborted and what was a fallback. */
export function profileParts(profile: Profile | undefined): readonly string[] {
  if (profile === undefined) return ["no match in this group"];
  const { matches, turns, aborted, fallbacks } = profile;
  return [
    counted(matches, "match", "matches"),
    counted(turns, "turn"),
    ...(aborted === 0 ? [] : [`${count(aborted)} aborted`]),
    ...(fallbacks === 0 ? [] : [counted(fallbacks, "fallback move")]),
  ];
}

/** One figure of one player, in a line: its value, interval and n, or why it has none. It has a decimal more than tables. */
export function estimateLine(
  figure: ProfileFigure,
  { value, interval, n, lacking }: Estimate,
  scale: Scale,
): readonly Span[] {
  const title = span(`${printable(figure.title)} `);
  if (value === null) return [title, span(NONE), span(` ${printable(lacking ?? "")}`, faint)];
  const about = interval === null ? "no interval" : intervalText(interval, scale, 1);
  const on = printable(`n = ${count(n)} ${figure.counts}`);
  return [title, span(valueText(value, scale, 1), strong), span(` (${about}) · ${on}`)];
}

/** What a figure says, in at most so many lines. */
export function aboutLines(figure: ProfileFigure, width: number, most: number): readonly (readonly Span[])[] {
  const { description, unit, range, source } = figure;
  const text = `${description.replace(/\.$/, "")} (${unit}, ${range}; ${source})`;
  const lines = wrapped(printable(text), width);
  const kept = lines.slice(0, most);
  if (lines.length > most && most > 0) kept[most - 1] = clipped(`${kept[most - 1]} …`, width);
  return kept.map((line) => [span(line, faint)]);
}

/** One difference: who differs in what, and how much, with a decimal more than tables have. */
export function differenceLines(
  { players, value, interval, p, adjustedP }: Difference,
  figure: ProfileFigure | undefined,
  scale: Scale,
): readonly (readonly Span[])[] {
  const [one, other] = players.map(printable);
  const about = interval === null ? "no interval" : intervalText(interval, scale, 1);
  const title = printable(figure?.title ?? "");
  return [
    [span(one!, strong), span(" less "), span(other!, strong)],
    [
      span(`${title} `),
      span(valueText(value, scale, 1), strong),
      span(` (${about}) · p ${pText(p)}, ${pText(adjustedP)} adjusted`),
    ],
  ];
}

/** A probability that has been computed, or a dash. */
export const pText = (p: number | null): string => (p !== null && p < 0.001 ? "< 0.001" : decimals(p, 3));
