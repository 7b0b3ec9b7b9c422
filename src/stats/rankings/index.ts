import { alphaRank } from "./alpha-rank.ts";
import { bradleyTerry } from "./bradley-terry.ts";
import { medianRanking } from "./median.ts";
import { nashAveraging } from "./nash-averaging.ts";
import type { Ranking } from "./ranking.ts";
import { replicatorAverage } from "./replicator-average.ts";
import { winsRanking } from "./wins.ts";

/** Every ranking but that by the mean payoff, in the order in which lists show them. */
export const rankings: readonly Ranking[] = [
  medianRanking,
  winsRanking,
  bradleyTerry,
  replicatorAverage,
  alphaRank,
  nashAveraging,
];
