import { AT } from "./features.ts";
import type { ProfileFigure } from "./profile.ts";
import { withoutCooperation, type SumFigure } from "./sum-figure.ts";

/** Cooperation in the last turns less cooperation before, of the four features from `from` on; NaN without both. */
const effect = (sums: Float64Array, from: number): number =>
  sums[from + 1]! / sums[from]! - sums[from + 3]! / sums[from + 2]!;

const LAST = "the last tenth of a match, of 1 to 10 turns,";

const described = (
  id: string,
  title: string,
  description: string,
  counts: string,
  range = "[−1, 1]",
): ProfileFigure => ({
  id,
  family: "end-game",
  title,
  description,
  unit: "difference of shares of turns",
  range,
  counts,
  source: "Akata2025",
});

const figure = (id: string, title: string, description: string, from: number, none: string): SumFigure => ({
  figure: described(id, title, description, "moves in last turns"),
  n: (sums) => sums[from]!,
  value: (sums) => effect(sums, from),
  lacking: (_, games) => withoutCooperation(games) ?? none,
});

/** How cooperation changes at the end of a match, where players know when that is, and where they do not. */
export const endGameFigures: readonly SumFigure[] = [
  figure(
    "end-game-told",
    "end-game, told",
    `Cooperation in ${LAST} less cooperation before, where the number of turns was told.`,
    AT.endTold,
    "needs matches of 2 turns or more whose number of turns was told, has none",
  ),
  figure(
    "end-game-untold",
    "end-game, untold",
    `Cooperation in ${LAST} less cooperation before, where the number of turns was not told.`,
    AT.endUntold,
    "needs matches of 2 turns or more whose number of turns was not told, has none",
  ),
  {
    figure: described(
      "end-game-told-less-untold",
      "told less untold",
      "How much more cooperation changes at the end where the number of turns was told than where it was not.",
      "moves in last turns",
      "[−2, 2]",
    ),
    n: (sums) => sums[AT.endTold]! + sums[AT.endUntold]!,
    value: (sums) => effect(sums, AT.endTold) - effect(sums, AT.endUntold),
    lacking: (_, games) =>
      withoutCooperation(games) ??
      "needs matches whose number of turns was told, and others where it was not",
  },
];
