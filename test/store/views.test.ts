import { describe, expect, it, onTestFinished } from "vitest";
import { stream } from "../../src/core/random.ts";
import { scoresOf, type MatchRecord } from "../../src/core/trajectory.ts";
import { standings } from "../../src/stats/standings.ts";
import { tally } from "../../src/stats/tally.ts";
import { connect } from "../../src/store/driver.ts";
import type { NewRun } from "../../src/store/runs.ts";
import {
  abortedAfter,
  newRun,
  newStore,
  PERIOD,
  sampleRecord,
  sampleRecords,
  threeByThree,
} from "./sample.ts";

/** What any SQLite tool would read: a plain connection to the file, without this project's code. */
function logged(runs: readonly (readonly [NewRun, readonly MatchRecord[]])[]) {
  const store = newStore();
  const ids = runs.map(([run, records]) => {
    const id = store.beginRun(run);
    store.append(id, records, PERIOD);
    return id;
  });
  const reader = connect(store.path, { readonly: true, busyTimeoutMs: 100 });
  onTestFinished(() => void reader.close());
  return { ids, all: (sql: string, ...parameters: unknown[]) => reader.prepare(sql).all(...parameters) };
}

/** The turns of a record as the view should show them. */
function turnsOf({ match, row, column, trembles }: MatchRecord) {
  const { game } = match;
  return Array.from(row, (own, turn) => {
    const other = column[turn]!;
    const outcome = own * game.actions.length + other;
    return {
      turn,
      row_player: match.row,
      column_player: match.column,
      row_move: game.actions[own]!.symbol,
      column_move: game.actions[other]!.symbol,
      row_trembled: trembles.row[turn] ?? 0,
      column_trembled: trembles.column[turn] ?? 0,
      row_payoff: game.payoff.row[outcome],
      column_payoff: game.payoff.column[outcome],
    };
  });
}

const COLUMNS = `turn, row_player, column_player, row_move, column_move, row_trembled, column_trembled,
  row_payoff, column_payoff`;

describe("the view turn", () => {
  const quiet = newRun();
  const noisy = newRun({ noise: 0.1, ids: ["it's", "囚徒", 'a "b"'] });
  const three = newRun({ game: threeByThree, noise: 0.2 });
  const aborted = [
    abortedAfter(sampleRecord(noisy, 0, 1, 5), 3),
    abortedAfter(sampleRecord(noisy, 0, 1, 6), 0),
  ];

  it.each([
    ["without noise", quiet, sampleRecords(quiet, 2)],
    ["with noise", noisy, sampleRecords(noisy, 2)],
    ["of a game of three actions", three, sampleRecords(three, 2)],
    ["of aborted matches, as far as they came", noisy, aborted],
    ["of a long match", noisy, [sampleRecord(noisy, 0, 1, 0, 3210)]],
  ] as const)("shows the turns %s", (_, run, records) => {
    const { ids, all } = logged([
      [run, records],
      [run, records],
    ]);
    expect(all(`SELECT ${COLUMNS} FROM turn WHERE run = ? ORDER BY "match", turn`, ids[1])).toEqual(
      records.flatMap(turnsOf),
    );
  });

  it("adds up to the scores in the log", () => {
    const records = sampleRecords(three, 3);
    const { all } = logged([[three, records]]);
    const sums = all(
      'SELECT sum(row_payoff) AS row, sum(column_payoff) AS "column" FROM turn GROUP BY "match"',
    );
    const scores = all('SELECT row_score AS row, column_score AS "column" FROM "match" ORDER BY id');
    expect(scores).toEqual(records.map(scoresOf));
    sums.forEach((sum, i) => {
      expect((sum as { row: number }).row).toBeCloseTo(scoresOf(records[i]!).row, 10);
      expect((sum as { column: number }).column).toBeCloseTo(scoresOf(records[i]!).column, 10);
    });
  });

  it("unpacks only the match it is asked for", () => {
    const { all } = logged([[quiet, sampleRecords(quiet, 2)]]);
    const plan = all('EXPLAIN QUERY PLAN SELECT * FROM turn WHERE "match" = 3') as { detail: string }[];
    expect(plan.map(({ detail }) => detail)).toContain("SEARCH m USING INTEGER PRIMARY KEY (rowid=?)");
  });
});

describe("the view standing", () => {
  interface Line {
    readonly player: string;
    readonly matches: number;
    readonly aborted: number;
    readonly score: number;
    readonly mean: number | null;
    readonly cooperation: number | null;
  }

  const SELECT = `SELECT player, matches, aborted, score, mean_payoff_per_turn AS mean, cooperation
    FROM standing WHERE run = ?`;

  const run = newRun({ noise: 0.1, ids: ["a", "b", "it's c", "never played", "never finished"] });
  const played = newRun({ noise: 0.1, ids: ["a", "b", "it's c"] });
  const records = [
    ...sampleRecords(played, 3, 20),
    ...[1, 7, 33, 2500].map((turns, i) => sampleRecord(run, 2, 0, i, turns)),
    abortedAfter(sampleRecord(run, 0, 2, 7), 4),
    abortedAfter(sampleRecord(run, 2, 4, 0), 0),
    abortedAfter(sampleRecord(run, 1, 1, 9), 6),
  ];

  it("has the figures of the table, also where matches differ in length", () => {
    const { ids, all } = logged([
      [newRun(), sampleRecords(newRun(), 1)],
      [run, records],
    ]);
    const players = run.players.map(({ id }) => id);
    const table = standings(records.map(tally), { players, random: stream("view"), resamples: 0 });
    const view = all(SELECT, ids[1]) as Line[];
    expect(view.map(({ player }) => player)).toEqual(players);
    for (const { player, matches, aborted, mean, cooperation } of view) {
      const standing = table.find((one) => one.player === player)!;
      expect({ player, matches, aborted }).toEqual({
        player,
        matches: standing.matches,
        aborted: standing.aborted,
      });
      expectNear(mean, standing.meanPayoffPerTurn);
      expectNear(cooperation, standing.cooperation);
    }
    expect(view.map(({ matches, aborted }) => [matches, aborted])).toEqual([
      [10, 1],
      [6, 1],
      [10, 2],
      [0, 0],
      [0, 1],
    ]);
  });

  it("adds up the scores of complete matches against others", () => {
    const { ids, all } = logged([[run, records]]);
    const scores = run.players.map(({ id }) =>
      records
        .filter(({ match, status }) => match.row !== match.column && status === "complete")
        .reduce((sum, record) => {
          const { row, column } = scoresOf(record);
          return sum + (record.match.row === id ? row : 0) + (record.match.column === id ? column : 0);
        }, 0),
    );
    expect((all(SELECT, ids[0]) as Line[]).map(({ score }) => score)).toEqual(scores);
  });

  it("has no cooperation where no action of the game is cooperation", () => {
    const other = newRun({ game: threeByThree });
    const { all } = logged([[other, sampleRecords(other, 1)]]);
    expect(all("SELECT cooperation, matches FROM standing")).toEqual(
      other.players.map(() => ({ cooperation: null, matches: 2 })),
    );
  });

  function expectNear(actual: number | null, expected: number | null): void {
    if (actual === null || expected === null) expect(actual).toBe(expected);
    else expect(Math.abs(actual - expected)).toBeLessThan(1e-12);
  }
});
