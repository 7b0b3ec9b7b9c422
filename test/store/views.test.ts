import { connect } from "../../src/store/driver.ts";
import { describe, expect, it, onTestFinished } from "vitest";
import { scoresOf, type MatchRecord } from "../../src/core/trajectory.ts";
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
  interface Standing {
    readonly player: string;
    readonly matches: number;
    readonly aborted: number;
    readonly score: number;
    readonly mean_payoff_per_turn: number | null;
    readonly cooperation: number | null;
  }

  /** The standing of a player, added up from the records, match by match. */
  function standingOf(player: string, records: readonly MatchRecord[]): Standing {
    const own = records
      .filter(({ match }) => match.row !== match.column)
      .flatMap((record) => seatsOf(record, player));
    const complete = own.filter(({ status }) => status === "complete");
    const sum = (of: (seat: (typeof own)[number]) => number): number =>
      complete.reduce((total, seat) => total + of(seat), 0);
    const turns = sum(({ moves }) => moves.length);
    return {
      player,
      matches: complete.length,
      aborted: own.length - complete.length,
      score: sum(({ score }) => score),
      mean_payoff_per_turn: turns === 0 ? null : sum(({ score }) => score) / turns,
      cooperation: turns === 0 ? null : sum(({ moves }) => moves.filter((move) => move === 0).length) / turns,
    };
  }

  function seatsOf(record: MatchRecord, player: string) {
    const { match, status } = record;
    const scores = scoresOf(record);
    const row = { moves: record.row, score: scores.row, status };
    const column = { moves: record.column, score: scores.column, status };
    return [...(match.row === player ? [row] : []), ...(match.column === player ? [column] : [])];
  }

  it("adds up each player's matches, without self-play and without aborted ones, run by run", () => {
    const run = newRun({ noise: 0.1, ids: ["a", "b", "it's c", "never played"] });
    const records = [
      ...sampleRecords(run, 3).filter(
        ({ match }) => match.row !== "never played" && match.column !== "never played",
      ),
      abortedAfter(sampleRecord(run, 0, 2, 7), 4),
      sampleRecord(run, 2, 0, 0, 33),
    ];
    const { ids, all } = logged([
      [newRun(), sampleRecords(newRun(), 1)],
      [run, records],
    ]);
    const standings = all(
      "SELECT player, matches, aborted, score, mean_payoff_per_turn, cooperation FROM standing WHERE run = ?",
      ids[1],
    );
    expect(standings).toEqual(run.players.map(({ id }) => standingOf(id, records)));
  });

  it("has no cooperation where no action of the game is cooperation", () => {
    const run = newRun({ game: threeByThree });
    const { all } = logged([[run, sampleRecords(run, 1)]]);
    expect(all("SELECT cooperation, matches FROM standing")).toEqual(
      run.players.map(() => ({ cooperation: null, matches: 2 })),
    );
  });
});
