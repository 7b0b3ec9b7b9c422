import type { Estimate, Family, Profile, ProfileFigure, ProfileReport } from "../stats/profile/profile.ts";
import type { Scale } from "./bar.ts";
import { scaleOf } from "./profile-scale.ts";

/** A line of the lists of figures: a family's name, or one of its figures. */
type FigureRow =
  { readonly kind: "family"; readonly family: Family } | { readonly kind: "figure"; readonly figure: number };

/** A report, put in order for the screen. */
export interface ProfileTable {
  readonly report: ProfileReport;
  /** In the report's order, as are the groups; a report without any has the one group null. */
  readonly players: readonly string[];
  readonly groups: readonly (string | null)[];
  /** By family, in the order in which the report first has them. */
  readonly figures: readonly ProfileFigure[];
  /** The ends of each figure's track. */
  readonly scales: readonly Scale[];
  readonly rows: readonly FigureRow[];
  /** Whether any move was a fallback, so that figures come in two kinds. */
  readonly hasFallbacks: boolean;
  /** A player's profile in a group; undefined where it has no match there. */
  profile(player: number, group: number): Profile | undefined;
}

/** Puts a report in order. */
export function profileTable(report: ProfileReport): ProfileTable {
  const { profiles } = report;
  const players = [...new Set(profiles.map(({ player }) => player))];
  const groups = [...new Set(profiles.map(({ group }) => group))];
  const families = [...new Set(report.figures.map(({ family }) => family))];
  const figures = families.flatMap((family) => report.figures.filter((figure) => figure.family === family));
  const byGroup = new Map(groups.map((group) => [group, new Map<string, Profile>()]));
  for (const profile of profiles) byGroup.get(profile.group)!.set(profile.player, profile);
  return {
    report,
    players,
    groups: groups.length === 0 ? [null] : groups,
    figures,
    scales: figures.map((figure) => scaleOf(figure, profiles)),
    rows: families.flatMap((family): readonly FigureRow[] => [
      { kind: "family", family },
      ...figures.flatMap((figure, i): readonly FigureRow[] =>
        figure.family === family ? [{ kind: "figure", figure: i }] : [],
      ),
    ]),
    hasFallbacks: profiles.some(({ withoutFallbacks }) => withoutFallbacks !== null),
    profile: (player, group) => byGroup.get(groups[group] ?? null)?.get(players[player] ?? ""),
  };
}

/** A figure of a profile, which may be missing; without fallback moves where that is asked for and there are any. */
export function estimateOf(
  profile: Profile | undefined,
  { id }: ProfileFigure,
  isWithoutFallbacks: boolean,
): Estimate {
  if (profile === undefined) return lacking("no match in this group");
  const { estimates, withoutFallbacks } = profile;
  const basis = isWithoutFallbacks ? (withoutFallbacks ?? estimates) : estimates;
  return basis[id] ?? lacking("was not measured");
}

const lacking = (why: string): Estimate => ({ value: null, interval: null, n: 0, lacking: why });
