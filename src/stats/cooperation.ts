import type { PlayerMetric } from "./metric.ts";
import { isGoodPartner, meanOver, perTurn } from "./seats.ts";

/** Share of turns on which the player cooperated: all cooperations over all turns, each turn counting the same. */
export const cooperation: PlayerMetric = {
  of: "player",
  id: "cooperation",
  title: "Cooperation",
  description: "Share of all turns on which the player cooperated.",
  unit: "share of turns",
  range: "[0, 1]",
  source: "Axelrod1984",
  measure: (seats) => perTurn(seats, ({ cooperations }) => cooperations),
};

/** Share of matches that the player opened with cooperation; every match counts the same, however long it was. */
export const firstMoveCooperation: PlayerMetric = {
  of: "player",
  id: "first-move-cooperation",
  title: "First-move cooperation",
  description: "Share of matches that the player opened with cooperation.",
  unit: "share of matches",
  range: "[0, 1]",
  source: "Axelrod1984",
  measure: (seats) =>
    meanOver(seats, ({ firstMove, cooperative }) =>
      cooperative === null ? null : firstMove === cooperative ? 1 : 0,
    ),
};

/** Cooperation on a scale from −1 (always defects) to 1 (always cooperates): 2·(c − 1/2). */
export const vengeful = (rate: number): number => 2 * (rate - 0.5);

/** Cooperation, so scaled that defecting counts as a reproach: what eigenmoses is built on. */
export const vengefulCooperation: PlayerMetric = {
  of: "player",
  id: "vengeful-cooperation",
  title: "Vengeful cooperation",
  description: "Cooperation scaled to run from −1, always defects, to 1, always cooperates.",
  unit: "scaled share of turns",
  range: "[−1, 1]",
  source: "SingerClark2014",
  measure: (seats) => {
    const rate = cooperation.measure(seats);
    return rate === null ? null : vengeful(rate);
  },
};

/** Share of matches in which the player was a good partner; every match counts the same, however long it was. */
export const goodPartner: PlayerMetric = {
  of: "player",
  id: "good-partner",
  title: "Good partner",
  description: "Share of matches in which the player cooperated at least as often as its co-player.",
  unit: "share of matches",
  range: "[0, 1]",
  source: "AxelrodLibrary",
  measure: (seats) =>
    meanOver(seats, (seat) => {
      const good = isGoodPartner(seat);
      return good === null ? null : Number(good);
    }),
};
