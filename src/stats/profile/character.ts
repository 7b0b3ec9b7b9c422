import { CC, CD, DC, DD } from "../../core/outcome.ts";
import { AT } from "./features.ts";
import { share, withoutDilemma, type SumFigure } from "./sum-figure.ts";

const C = 0;
const D = 1;
const replied = (sums: Float64Array, outcome: number, action: number): number =>
  sums[AT.replies + 2 * outcome + action]!;

/** Decisions after the co-player's cooperation, and after anything. */
const afterCooperation = (sums: Float64Array): number =>
  replied(sums, CC, C) + replied(sums, CC, D) + replied(sums, DC, C) + replied(sums, DC, D);
const afterAnything = (sums: Float64Array): number =>
  afterCooperation(sums) +
  replied(sums, CD, C) +
  replied(sums, CD, D) +
  replied(sums, DD, C) +
  replied(sums, DD, D);

/**
 * Five traits, by Fontana and others. They score every match and average the scores; here occasions are summed over
 * matches first, so that a match with one occasion does not weigh as much as one with fifty. Of one match both give the
 * same, but where there was no occasion: theirs is then 0, and here there is none.
 */
export const characterFigures: readonly SumFigure[] = [
  share("character", {
    id: "niceness",
    title: "niceness",
    description:
      "Share of matches in which the player did not defect until the turn after its co-player first had.",
    unit: "share of matches",
    counts: "matches",
    source: "Fontana2025",
    hits: (sums) => sums[AT.nice]!,
    trials: (sums) => sums[AT.judged]!,
    unfit: withoutDilemma,
    never: "has no complete match",
  }),
  share("character", {
    id: "forgiveness",
    title: "forgiveness",
    description:
      "Grudges that ended in cooperation, of all grudges and of defections while one lasted that answered cooperation.",
    unit: "share of occasions",
    counts: "grudges and penalties",
    source: "Fontana2025",
    hits: (sums) => sums[AT.forgiven]!,
    trials: (sums) => sums[AT.forgivable]!,
    unfit: withoutDilemma,
    never: "no co-player defected",
  }),
  share("character", {
    id: "retaliation",
    title: "retaliation",
    description:
      "Share of the co-player's defections, other than in answer to the player's own, that it answered with defection at once.",
    unit: "share of occasions",
    counts: "unprovoked defections by co-players",
    source: "Fontana2025",
    hits: (sums) => sums[AT.retaliations]!,
    trials: (sums) => sums[AT.provocations]!,
    unfit: withoutDilemma,
    never: "no co-player defected unprovoked, with a turn to come",
  }),
  share("character", {
    id: "troublemaking",
    title: "troublemaking",
    description:
      "Share of the first moves, and of those after the co-player cooperated, that were defection.",
    unit: "share of occasions",
    counts: "moves after nothing or cooperation",
    source: "Fontana2025",
    hits: (sums) => sums[AT.openingDefections]! + replied(sums, CC, D) + replied(sums, DC, D),
    trials: (sums) => sums[AT.dilemmaOpenings]! + afterCooperation(sums),
    unfit: withoutDilemma,
    never: "every such move was a fallback",
  }),
  share("character", {
    id: "emulation",
    title: "emulation",
    description: "Share of the moves after the first that repeat what the co-player had just done.",
    unit: "share of turns but the first",
    counts: "moves after the first",
    source: "Fontana2025",
    hits: (sums) => replied(sums, CC, C) + replied(sums, CD, D) + replied(sums, DC, C) + replied(sums, DD, D),
    trials: afterAnything,
    unfit: withoutDilemma,
    never: "no match has a second turn",
  }),
];
