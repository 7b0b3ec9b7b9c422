import { cooperation, firstMoveCooperation, goodPartner, vengefulCooperation } from "./cooperation.ts";
import type { Metric } from "./metric.ts";
import { eigenjesus, eigenmoses } from "./morality.ts";
import { meanPayoff, medianPayoff } from "./payoff.ts";
import { conditionalRates, stateShares } from "./states.ts";
import { medianWins, wins } from "./wins.ts";

/** Every metric that coplay knows, in the order in which lists show them. */
export const metrics: readonly Metric[] = [
  meanPayoff,
  medianPayoff,
  wins,
  medianWins,
  cooperation,
  firstMoveCooperation,
  goodPartner,
  vengefulCooperation,
  eigenjesus,
  eigenmoses,
  ...stateShares,
  ...conditionalRates,
];
