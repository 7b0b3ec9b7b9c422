import { describe, expect, test } from "vitest";
import { noRandom, stream } from "../../../src/core/random.ts";
import { medianRanking } from "../../../src/stats/rankings/median.ts";
import { nashAveraging } from "../../../src/stats/rankings/nash-averaging.ts";
import { rankings } from "../../../src/stats/rankings/index.ts";
import { rankedBy, rate } from "../../../src/stats/rankings/rate.ts";
import { replicatorAverage } from "../../../src/stats/rankings/replicator-average.ts";
import { winsRanking } from "../../../src/stats/rankings/wins.ts";
import { standings } from "../../../src/stats/standings.ts";
import { talliesOf } from "./fields.ts";

const players = ["a", "b", "c"];
const tallies = talliesOf(
  ...["a CCCC b DDDD", "a CCDC b CDDD", "a DDDD b DCDC"],
  ...["b CCCC c CDCC", "b CCCC c CCCC", "b CDDD c CDCC"],
  ...["a CCCC c CCCC", "a CCDC c CCCC", "a DDDD c CCCC"],
  ...["a CCCC a CCCC", "b DDDD b DDDD", "c CCCC c CDCC"],
  ...["a CCCC a CCCD", "b DDDD b DDDD", "c CCCC c CDCC"],
);
const options = { players, random: stream(1), resamples: 200 };

test("wins and medians are those of the table", () => {
  const table = standings(tallies, { players, random: stream(0), resamples: 0 });
  const of = (player: string) => table.find((standing) => standing.player === player)!;
  const won = rate(tallies, winsRanking, { ...options, resamples: 0 }).ratings;
  const medians = rate(tallies, medianRanking, { ...options, resamples: 0 }).ratings;
  players.forEach((player, i) => {
    expect(won[i]!.value).toBe(of(player).wins);
    expect(medians[i]!.value).toBe(of(player).medianPayoffPerTurn);
  });
});

describe.each(rankings)("by $id", (ranking) => {
  const { ratings, lacking, unsure } = rate(tallies, ranking, { ...options, random: stream(1) });

  test("everyone has a figure inside an interval", () => {
    expect([lacking, unsure]).toEqual([null, null]);
    for (const { value, interval } of ratings) {
      expect(interval!.low).toBeLessThanOrEqual(value! + 1e-9);
      expect(interval!.high).toBeGreaterThanOrEqual(value! - 1e-9);
    }
  });

  test("neither the order of the matches nor that of the players matters", () => {
    expect(rate(tallies.toReversed(), ranking, { ...options, random: stream(1) }).ratings).toEqual(ratings);
    const turned = { ...options, random: stream(1), players: ["c", "b", "a"] };
    const again = rate(tallies, ranking, turned).ratings.toReversed();
    again.forEach(({ value, interval }, i) => {
      expect(value).toBeCloseTo(ratings[i]!.value!, 5);
      expect(interval!.low).toBeCloseTo(ratings[i]!.interval!.low, 5);
    });
  });

  test("no match is no figure, and the reason says what is missing", () => {
    expect(rate([], ranking, options)).toEqual({
      ratings: players.map(() => ({ value: null, interval: null })),
      lacking: "needs a complete match between two players",
      remark: null,
      unsure: null,
    });
  });
});

test("an interval is as wide as the matches differ", () => {
  // b got 5 from one match and 1 from the other: a quarter of the resamples has twice the one or the other.
  const two = talliesOf("a C b D", "a D b D", "a C a C", "a C a C", "b C b C", "b C b C");
  const { ratings } = rate(two, medianRanking, { players: ["a", "b"], random: stream(2), resamples: 400 });
  expect(ratings[1]).toEqual({ value: 3, interval: { low: 1, high: 5 } });
});

test("settled pairings leave nothing to chance", () => {
  const settled = talliesOf("a CC b DD", "a CC b DD");
  const { ratings } = rate(settled, nashAveraging, { players: ["a", "b"], random: noRandom("this") });
  expect(ratings).toEqual([
    { value: -2.5, interval: { low: -2.5, high: -2.5 } },
    { value: 0, interval: { low: 0, high: 0 } },
  ]);
});

test("a pairing that was played once leaves everyone without an interval, and is named", () => {
  const once = talliesOf("a CC b DD", "a CC b DC", "b CC c DD", "a CC c DD", "a CC c DC");
  const { ratings, unsure } = rate(once, winsRanking, options);
  expect(ratings.map(({ interval }) => interval)).toEqual([null, null, null]);
  expect(unsure).toBe("an interval needs 2 matches of every pairing, and b against c has 1");
});

test("what cannot be rated is last in the table, in the players' order", () => {
  const some = talliesOf("b DD c CC", "b CC b CC", "c CC c CC");
  const table = standings(some, { players, random: stream(0), resamples: 0 });
  const rated = rate(some, replicatorAverage, options);
  expect(rankedBy(table, rated, players).map(({ rank, player }) => [rank, player])).toEqual([
    [1, "b"],
    [2, "c"],
    [3, "a"],
  ]);
});

test("every ranking has an id of its own", () => {
  const ids = rankings.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
