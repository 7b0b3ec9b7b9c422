import { memoryOneFit, type MemoryOneFit } from "../estimators/memory-one-fit.ts";
import { AT } from "./features.ts";
import type { ProfileFigure } from "./profile.ts";
import { withoutDilemma, type SumFigure } from "./sum-figure.ts";

const fitOf = (sums: Float64Array): MemoryOneFit =>
  memoryOneFit(sums.subarray(AT.replies, AT.dilemmaOpenings));

const MOVES = "moves after the first";
const ONE_TURN = "no match has a second turn";

/** Decisions after an outcome, and what follows from them: figures of the fit of a memory-one strategy. */
const figure = (
  described: Omit<ProfileFigure, "counts" | "source">,
  value: (fit: MemoryOneFit, sums: Float64Array) => number,
): SumFigure => ({
  figure: { ...described, counts: MOVES, source: "Nowak1990" },
  n: (sums) => fitOf(sums).moves,
  value(sums) {
    const fit = fitOf(sums);
    return fit.moves === 0 ? NaN : value(fit, sums);
  },
  lacking: (_, games) => withoutDilemma(games) ?? ONE_TURN,
});

/**
 * How well a memory-one strategy describes the player. Its four chances are the shares of cooperation after each
 * outcome, which stand among the figures of cooperation.
 */
export const memoryOneFigures: readonly SumFigure[] = [
  figure(
    {
      id: "memory-one-likelihood",
      family: "memory-one",
      title: "log-likelihood",
      description: "Log-likelihood of a move under the memory-one strategy that fits the player best.",
      unit: "nats per move",
      range: "−ln 2 to 0",
    },
    ({ logLikelihood, moves }) => logLikelihood / moves,
  ),
  figure(
    {
      id: "memory-one-gain",
      family: "memory-one",
      title: "gain of memory",
      description: "How much more likely that makes a move than one rate of cooperation whatever happened.",
      unit: "nats per move",
      range: "0 to ln 2",
    },
    ({ logLikelihood, constant, moves }) => Math.max(0, (logLikelihood - constant) / moves),
  ),
];

/** How far the last outcome leaves the next move open: −Σ p log₂ p after each outcome, weighted by its moves. */
export const responseEntropy: SumFigure = figure(
  {
    id: "response-entropy",
    family: "quantal",
    title: "response entropy",
    description: "How uncertain a move is, given what happened the turn before.",
    unit: "bits per move",
    range: "[0, 1]",
  },
  ({ logLikelihood, moves }) => Math.abs(logLikelihood / moves) / Math.LN2,
);
