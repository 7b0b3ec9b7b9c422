import { isSymmetric, payoffsOf, type DilemmaPayoffs, type Game } from "../../core/game.ts";
import { zeroDeterminant, type ZeroDeterminantFit } from "../estimators/zero-determinant.ts";
import { decisionsAfter, OUTCOMES, repliesOf } from "./cooperation.ts";
import { isDilemma } from "./measure-seat.ts";
import type { ProfileFigure } from "./profile.ts";
import { withoutDilemma, type SumFigure } from "./sum-figure.ts";

/** Up to this squared distance a player is near enough to a zero-determinant strategy for its slope to be read. */
const NEAR = 0.05;

/** The payoffs that all games share; null where there is more than one set of them. */
function payoffsOfAll(games: readonly Game[]): DilemmaPayoffs | null {
  const [first, ...others] = games.filter((game) => isDilemma(game) && isSymmetric(game));
  if (first === undefined || others.length < games.length - 1) return null;
  const isSame = ({ payoff }: Game): boolean => payoff.row.every((value, i) => value === first.payoff.row[i]);
  return others.every(isSame) ? payoffsOf(first) : null;
}

function fitOf(sums: Float64Array, games: readonly Game[]): ZeroDeterminantFit | null {
  const payoffs = payoffsOfAll(games);
  const [pCC, pCD, pDC, pDD] = repliesOf(sums) as [
    number | null,
    number | null,
    number | null,
    number | null,
  ];
  if (payoffs === null || pCC === null || pCD === null || pDC === null || pDD === null) return null;
  return zeroDeterminant([pCC, pCD, pDC, pDD], payoffs);
}

function lacking(sums: Float64Array, games: readonly Game[]): string | null {
  const unfit = withoutDilemma(games);
  if (unfit !== null) return unfit;
  if (!games.every(isSymmetric)) return "needs a game that is the same for both seats";
  if (payoffsOfAll(games) === null) return "needs one game, there are several: --by game";
  const never = OUTCOMES.filter((_, outcome) => repliesOf(sums)[outcome] === null);
  return `never moved after ${never.join(", ")}`;
}

const decisions = (sums: Float64Array): number =>
  OUTCOMES.reduce((sum, _, outcome) => sum + decisionsAfter(sums, outcome), 0);

const described: Pick<ProfileFigure, "family" | "counts" | "source"> = {
  family: "zero-determinant",
  counts: "moves after the first",
  source: "Knight2024",
};

/** How near the player is to strategies that tie its payoff to its co-player's by a straight line, and to which. */
export const zeroDeterminantFigures: readonly SumFigure[] = [
  {
    figure: {
      ...described,
      id: "zd-sse",
      title: "ZD distance",
      description: "Squared distance of the memory-one vector to the nearest zero-determinant strategy.",
      unit: "sum of squares",
      range: "0 up",
    },
    n: decisions,
    value: (sums, games) => fitOf(sums, games)?.sse ?? NaN,
    lacking,
  },
  {
    figure: {
      ...described,
      id: "zd-chi",
      title: "ZD slope χ",
      description: `Payoff above P for each unit that the co-player gets above it: 1 is fair, more extorts. Read where the distance is at most ${NEAR}.`,
      unit: "ratio",
      range: "any",
    },
    n: decisions,
    value: (sums, games) => fitOf(sums, games)?.chi ?? NaN,
    lacking(sums, games) {
      const fit = fitOf(sums, games);
      return fit === null ? lacking(sums, games) : "the nearest one does not look at its own payoff";
    },
    withheld(sums, games) {
      const fit = fitOf(sums, games);
      return fit === null || fit.sse <= NEAR ? null : `no ZD strategy is near: SSE ${fit.sse.toFixed(2)}`;
    },
  },
];
