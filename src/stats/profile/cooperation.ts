import { AT } from "./features.ts";
import { share, withoutCooperation, withoutDilemma, type SumFigure } from "./sum-figure.ts";

/** The outcomes of a dilemma in their order, own action first. */
export const OUTCOMES = ["CC", "CD", "DC", "DD"] as const;

/** Cooperations after an outcome. */
const cooperationsAfter = (sums: Float64Array, outcome: number): number => sums[AT.replies + 2 * outcome]!;

/** Decisions after an outcome. */
export const decisionsAfter = (sums: Float64Array, outcome: number): number =>
  cooperationsAfter(sums, outcome) + sums[AT.replies + 2 * outcome + 1]!;

/** p(C | CC), p(C | CD), p(C | DC) and p(C | DD); null after what was never seen. */
export const repliesOf = (sums: Float64Array): (number | null)[] =>
  OUTCOMES.map((_, outcome) => {
    const decisions = decisionsAfter(sums, outcome);
    return decisions === 0 ? null : cooperationsAfter(sums, outcome) / decisions;
  });

/** How often the player cooperates: on all turns, on the first, and after each outcome. */
export const cooperationFigures: readonly SumFigure[] = [
  share("cooperation", {
    id: "cooperation",
    title: "cooperation",
    description: "Share of all turns on which the player cooperated.",
    unit: "share of turns",
    counts: "moves",
    source: "Axelrod1984",
    hits: (sums) => sums[AT.cooperations]!,
    trials: (sums) => sums[AT.decisions]!,
    unfit: withoutCooperation,
    never: "every move was a fallback",
  }),
  share("cooperation", {
    id: "first-move-cooperation",
    title: "first move",
    description: "Share of matches that the player opened with cooperation.",
    unit: "share of matches",
    counts: "first moves",
    source: "Axelrod1984",
    hits: (sums) => sums[AT.openingCooperations]!,
    trials: (sums) => sums[AT.openings]!,
    unfit: withoutCooperation,
    never: "every first move was a fallback",
  }),
  ...OUTCOMES.map((name, outcome) =>
    share("cooperation", {
      id: `cooperation-after-${name.toLowerCase()}`,
      title: `p(C | ${name})`,
      description: `Share of the turns after ${name}, own action first, on which the player cooperated.`,
      unit: "share of turns after the outcome",
      counts: `moves after ${name}`,
      source: "Nowak1990",
      hits: (sums) => cooperationsAfter(sums, outcome),
      trials: (sums) => decisionsAfter(sums, outcome),
      unfit: withoutDilemma,
      never: `never moved after ${name}`,
    }),
  ),
];
