import { ProfileApp } from "../../src/tui/components/profile-app.tsx";
import type { Size } from "../../src/tui/hooks/use-size.ts";
import { ProfileFollower, type MeasuredProfiles } from "../../src/tui/profile-follower.ts";
import type {
  Difference,
  Estimate,
  Family,
  Profile,
  ProfileFigure,
  ProfileReport,
} from "../../src/stats/profile/profile.ts";
import type { ProfileProgress } from "../../src/stats/profile/progress.ts";
import { showing, type Shown } from "./screens.tsx";

const figure = (
  id: string,
  family: Family,
  title: string,
  description: string,
  rest: Partial<ProfileFigure> = {},
): ProfileFigure => ({
  id,
  family,
  title,
  description,
  unit: "share of turns",
  range: "[0, 1]",
  counts: "turns",
  source: "Axelrod1984",
  ...rest,
});

/** Figures of every kind: shares, a difference, one without ends, one that is always below 0. */
export const figures: readonly ProfileFigure[] = [
  figure("cooperation", "cooperation", "cooperation", "How often the player cooperates."),
  figure("first-move-cooperation", "cooperation", "first move", "How often its first move is cooperation.", {
    unit: "share of matches",
    counts: "matches",
  }),
  ...["cc", "cd", "dc", "dd"].map((outcome) =>
    figure(
      `cooperation-after-${outcome}`,
      "cooperation",
      `p(C | ${outcome.toUpperCase()})`,
      `How often the player cooperates after ${outcome.toUpperCase()}, its own action first, whatever came before and whoever sits across the table.`,
      { unit: "share of moves", counts: `moves after ${outcome.toUpperCase()}` },
    ),
  ),
  figure("niceness", "character", "niceness", "How often it is never the first to defect.", {
    unit: "share of matches",
    counts: "matches",
  }),
  figure("forgiveness", "character", "forgiveness", "How often it cooperates again after a punishment."),
  figure("retaliation", "character", "retaliation", "How often it answers a defection with one."),
  figure("emulation", "character", "emulation", "How often it does what its co-player did last."),
  figure("end-game-told", "end-game", "end, told", "Cooperation near a told end, less before it.", {
    unit: "difference of shares",
    range: "[−1, 1]",
  }),
  figure("memory-one-likelihood", "memory-one", "log-likelihood", "Of a memory-one strategy, per decision.", {
    unit: "nats per decision",
    range: "(−∞, 0]",
    counts: "decisions",
  }),
  figure("tqre-tau", "quantal", "τ", "The precision of a quantal response.", {
    unit: "per payoff",
    range: "[0, ∞)",
    counts: "moves",
  }),
];

const known = (value: number, n: number, half = 0.04): Estimate => ({
  value,
  interval: {
    low: Math.max(value - half, value < 0 ? -9 : 0),
    high: value > 1 ? value + half : Math.min(1, value + half),
  },
  n,
  lacking: null,
});

const lacking = (why: string): Estimate => ({ value: null, interval: null, n: 0, lacking: why });

type Values = readonly (number | string)[];

const estimatesOf = (values: Values): Readonly<Record<string, Estimate>> =>
  Object.fromEntries(
    figures.map(({ id }, i) => {
      const value = values[i] ?? "needs 2 matches, has 1";
      return [id, typeof value === "string" ? lacking(value) : known(value, 2800 - 100 * i)];
    }),
  );

export function profile(player: string, values: Values, rest: Partial<Profile> = {}): Profile {
  return {
    player,
    group: null,
    matches: 14,
    turns: 2800,
    aborted: 0,
    fallbacks: 0,
    estimates: estimatesOf(values),
    withoutFallbacks: null,
    ...rest,
  };
}

const values: Readonly<Record<string, Values>> = {
  "tit-for-tat": [0.81, 1, 1, 0, 1, 0, 1, 1, 1, 1, -0.06, -0.02],
  grudger: [0.62, 1, 1, 0, "no move after DC", 0, 1, 0, 1, 0.55, 0, -0.01],
  random: [0.5, 0.51, 0.49, 0.52, 0.5, 0.48, 0.02, 0.5, 0.5, 0.5, 0.01, -0.69, 12.5],
};

const difference = (
  figureId: string,
  players: readonly [string, string],
  value: number,
  p: number,
): Difference => ({
  figure: figureId,
  group: null,
  players,
  value,
  interval: { low: value - 0.08, high: value + 0.08 },
  p,
  adjustedP: Math.min(1, p * 6),
});

/** Three players in one run, and how they differ in two figures. */
export const three: ProfileReport = {
  runs: [{ id: 3, name: "trial", game: "prisoners-dilemma" }],
  by: null,
  figures,
  profiles: Object.entries(values).map(([player, own]) => profile(player, own)),
  differences: [
    difference("cooperation", ["tit-for-tat", "grudger"], 0.19, 0.0002),
    difference("cooperation", ["tit-for-tat", "random"], 0.31, 0.001),
    difference("cooperation", ["grudger", "random"], 0.12, 0.02),
    difference("retaliation", ["tit-for-tat", "grudger"], 0, 1),
    difference("retaliation", ["tit-for-tat", "random"], 0.5, 0.0001),
    {
      ...difference("retaliation", ["grudger", "random"], 0.5, 0.0001),
      interval: null,
      p: null,
      adjustedP: null,
    },
  ],
};

/** The same by language; the last player has no match in the second group, and the first one made fallback moves. */
export const byLanguage: ProfileReport = {
  ...three,
  by: "language",
  profiles: ["en", "zh"].flatMap((group, g) =>
    three.profiles.slice(0, 3 - g).map((own, i) => ({
      ...own,
      group,
      aborted: g,
      ...(i === 0 ? { fallbacks: 12, withoutFallbacks: estimatesOf(values["grudger"]!) } : {}),
    })),
  ),
  differences: three.differences.map((own) => ({ ...own, group: "en" })),
};

/** What is known while profiles are measured. */
export const beingMeasured = (progress: ProfileProgress): MeasuredProfiles => ({
  ...new ProfileFollower(three).snapshot,
  progress,
});

/** So many players whose figures rise from one to the next. */
export const many = (players: number): ProfileReport => ({
  ...three,
  profiles: Array.from({ length: players }, (_, i) =>
    profile(
      `player-with-a-long-name-${i + 1}`,
      figures.map((_figure, k) => (k < 10 ? i / players : "is not known")),
    ),
  ),
  differences: Array.from({ length: players - 1 }, (_, i) =>
    difference(
      "cooperation",
      [`player-with-a-long-name-${i + 1}`, `player-with-a-long-name-${i + 2}`],
      -0.1,
      0.5,
    ),
  ),
});

/** The screen of profiles as text. */
export const showProfiles = (report: ProfileReport, size: Size, isWithoutFallbacks = false): Promise<Shown> =>
  showMeasured({ report, progress: null }, size, isWithoutFallbacks);

/** The same, also while profiles are measured. */
export const showMeasured = (
  measured: MeasuredProfiles,
  size: Size,
  isWithoutFallbacks = false,
): Promise<Shown> =>
  showing(
    (at, quit) => <ProfileApp {...{ ...measured, isWithoutFallbacks, quit }} size={at} isInteractive />,
    size,
  );
