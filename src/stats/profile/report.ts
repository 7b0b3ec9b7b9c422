import { stream } from "../../core/random.ts";
import type { Collected, Collection } from "./collect.ts";
import { measureConduct } from "./conduct.ts";
import { differencesOf, type Compared } from "./differences.ts";
import { AT } from "./features.ts";
import { comparedFigures, FAMILIES, measuredFigures, profileFigures, sumFigures } from "./figures.ts";
import type { Measuring, ProfileRun } from "./measured.ts";
import { measureSums, noMatches } from "./measure-sums.ts";
import type { Difference, Estimate, Family, Profile, ProfileReport } from "./profile.ts";
import { completed, type ProfileProgress } from "./progress.ts";
import { sampleOf } from "./sample.ts";

/** What a report is about. */
export interface ProfileOptions {
  readonly runs: readonly ProfileRun[];
  /** In the order in which they are shown. */
  readonly players: readonly string[];
  /** What matches are grouped by; null where they are not. */
  readonly by: string | null;
  /** Which figures; by default all. */
  readonly families?: readonly Family[];
  /** For the bootstrap; a profile's draws do not depend on which others are shown. */
  readonly seed: number;
  /** By default 1,000; 0 for no intervals. */
  readonly resamples?: number;
  /** Compare players by what they did of their own, fallbacks left out. */
  readonly compareWithoutFallbacks?: boolean;
}

/** Draws of the bootstrap by default. */
export const RESAMPLES = 1000;

/** Players are compared with each other up to this many: of more, pairs are too many to read or to tell apart. */
export const MOST_COMPARED = 12;

const NOTHING: Collected = { complete: 0, aborted: 0, asked: [], rows: [], withoutFallbacks: [] };

/** Groups by name, numbers in them by size. */
const byName = new Intl.Collator("en", { numeric: true });

/** A player's matches in one group. */
interface Found {
  readonly player: string;
  readonly group: string | null;
  readonly collected: Collected;
}

/** Measures the profiles of players from their collected matches. The order in which those came does not matter. */
export const profileReport = (collection: Collection, options: ProfileOptions): ProfileReport =>
  completed(profileSteps(collection, options));

/** What {@link profileReport} does, step by step, for those who have something else to do in between. */
export function* profileSteps(
  collection: Collection,
  options: ProfileOptions,
): Generator<ProfileProgress, ProfileReport> {
  const { runs, players, by, families = FAMILIES } = options;
  const found = players.flatMap((player): Found[] => {
    const groups = [...collection.of(player)].sort(([a], [b]) => byName.compare(a ?? "", b ?? ""));
    const all = groups.length === 0 && by === null ? [[null, NOTHING] as const] : groups;
    return all.map(([group, collected]) => ({ player, group, collected }));
  });
  const profiles: Profile[] = [];
  for (const one of found) {
    const progress = { doing: "measuring", done: profiles.length, total: found.length } as const;
    profiles.push(yield* profileOf(one, collection, options, progress));
  }
  return {
    runs: runs.map(({ id, name, game }) => ({ id, name, game: game.id })),
    by,
    figures: profileFigures.filter(({ family }) => families.includes(family)),
    profiles,
    differences: players.length > MOST_COMPARED ? [] : yield* compare(found, collection, options),
  };
}

function* profileOf(
  { player, group, collected }: Found,
  collection: Collection,
  options: ProfileOptions,
  progress: ProfileProgress,
): Generator<ProfileProgress, Profile> {
  const { families = FAMILIES, resamples = RESAMPLES, runs } = options;
  const { table, gameOf } = collection;
  const labels = [options.seed, "profile", player, group ?? ""];
  const conduct = families.includes("conduct")
    ? measureConduct(collected, stream(...labels, "conduct"), resamples)
    : {};
  const measured = function* (rows: readonly number[]): Generator<ProfileProgress, Record<string, Estimate>> {
    const sample = sampleOf(collection, rows);
    const measuring = { sample, runs, gameOf, resamples };
    return { ...(yield* estimatesOf(measuring, families, labels, progress)), ...conduct };
  };
  const sum = (feature: number): number =>
    collected.rows.reduce((total, row) => total + table.get(row, feature), 0);
  const fallbacks = sum(AT.fallbacks);
  return {
    player,
    group,
    matches: collected.complete,
    turns: sum(AT.turns),
    aborted: collected.aborted,
    fallbacks,
    estimates: yield* measured(collected.rows),
    withoutFallbacks: fallbacks === 0 ? null : yield* measured(collected.withoutFallbacks),
  };
}

/** All figures of some families, but those of conduct that are not of complete matches. */
function* estimatesOf(
  measuring: Omit<Measuring, "random">,
  families: readonly Family[],
  labels: readonly (string | number)[],
  progress: ProfileProgress,
): Generator<ProfileProgress, Record<string, Estimate>> {
  const { sample, resamples } = measuring;
  yield progress;
  const sums = sumFigures.filter(({ figure }) => families.includes(figure.family));
  const estimates = measureSums(sample, sums, stream(...labels, "sums"), resamples);
  for (const { figures, measure } of measuredFigures) {
    const shown = figures.filter(({ family }) => families.includes(family));
    if (shown.length === 0) continue;
    yield progress;
    const random = stream(...labels, shown[0]!.family);
    const found = sample.rows.length === 0 ? {} : measure({ ...measuring, random });
    for (const { id } of shown) estimates[id] = found[id] ?? noMatches();
  }
  return estimates;
}

/** The differences between the players of each group that have complete matches. */
function compare(
  found: readonly Found[],
  collection: Collection,
  options: ProfileOptions,
): Generator<ProfileProgress, Difference[]> {
  const { families = FAMILIES, resamples = RESAMPLES, compareWithoutFallbacks = false } = options;
  const groups = new Map<string | null, Compared[]>();
  for (const { player, group, collected } of found) {
    const rows = compareWithoutFallbacks ? collected.withoutFallbacks : collected.rows;
    if (rows.length === 0) continue;
    const random = stream(options.seed, "profile", player, group ?? "", "differences");
    const sample = sampleOf(collection, rows);
    groups.set(group, [...(groups.get(group) ?? []), { player, group, sample, random }]);
  }
  return differencesOf([...groups.values()], comparedFigures(families), resamples);
}
