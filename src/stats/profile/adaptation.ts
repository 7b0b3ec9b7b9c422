import { AT, TENTHS } from "./features.ts";
import { share, withoutCooperation, type SumFigure } from "./sum-figure.ts";

const decisions = (sums: Float64Array, tenth: number): number => sums[AT.tenths + 2 * tenth]!;
const cooperations = (sums: Float64Array, tenth: number): number => sums[AT.tenths + 2 * tenth + 1]!;
const rate = (sums: Float64Array, tenth: number): number =>
  cooperations(sums, tenth) / decisions(sums, tenth);

const TOO_SHORT = `needs a match of ${TENTHS} turns or more, has none`;

/** How cooperation changes in the course of a match. */
export const adaptationFigures: readonly SumFigure[] = [
  ...Array.from({ length: TENTHS }, (_, tenth) =>
    share("adaptation", {
      id: `adaptation-${tenth + 1}`,
      title: `tenth ${tenth + 1}`,
      description: `Share of turns with cooperation in tenth ${tenth + 1} of matches of ${TENTHS} turns or more.`,
      unit: "share of turns",
      counts: "moves",
      source: "Fontana2025",
      hits: (sums) => cooperations(sums, tenth),
      trials: (sums) => decisions(sums, tenth),
      unfit: withoutCooperation,
      never: TOO_SHORT,
    }),
  ),
  {
    figure: {
      id: "adaptation-late-less-early",
      family: "adaptation",
      title: "late less early",
      description: `Cooperation in the last tenth less that in the first, of matches of ${TENTHS} turns or more.`,
      unit: "difference of shares of turns",
      range: "[−1, 1]",
      counts: "moves in both",
      source: "Fontana2025",
    },
    n: (sums) => decisions(sums, 0) + decisions(sums, TENTHS - 1),
    value: (sums) => rate(sums, TENTHS - 1) - rate(sums, 0),
    lacking: (_, games) => withoutCooperation(games) ?? TOO_SHORT,
  },
];
