import { describe, expect, test } from "vitest";
import { matrixGame } from "../../src/core/game.ts";
import { NO_TREMBLES, type MatchRecord } from "../../src/core/trajectory.ts";
import { episodes } from "../../src/export/episodes.ts";
import {
  abortedAfter,
  newRun,
  sampleCall,
  sampleRecord,
  sampleRecords,
  threeByThree,
} from "../store/sample.ts";
import { npyReaders, readArrays } from "./npy-reader.ts";
import { exported, logged, reading } from "./sample.ts";

const run = newRun();
type Values = readonly number[];

/** C D D C against D D C C: the row gets 0, 1, 5, 3 and the column 5, 1, 0, 3. */
const short: MatchRecord = {
  ...sampleRecord(run, 0, 1, 0, 4),
  row: Uint8Array.of(0, 1, 1, 0),
  column: Uint8Array.of(1, 1, 0, 0),
};

describe.each(npyReaders)("episodes, read as %s has it", (_, read) => {
  test("hold what each seat saw, did and got, padded to the longest match", () => {
    const long = sampleRecord(run, 0, 2, 0, 6);
    const { store, id } = logged(run, [short, long]);
    const { path, lines } = exported(episodes, reading(store, [id]));
    const arrays = read(path("train"));
    const rows = (name: string, episode: number) => arrays[name]!.values.slice(episode * 6, episode * 6 + 6);

    expect(arrays["action"]).toMatchObject({ type: "|u1", shape: [4, 6] });
    expect(arrays["reward"]).toMatchObject({ type: "<f4", shape: [4, 6] });
    expect(rows("observation", 0)).toEqual([4, 1, 3, 2, 0, 0]);
    expect(rows("action", 0)).toEqual([0, 1, 1, 0, 0, 0]);
    expect(rows("reward", 0)).toEqual([0, 1, 5, 3, 0, 0]);
    expect(rows("return_to_go", 0)).toEqual([9, 9, 8, 3, 0, 0]);
    expect(rows("mask", 0)).toEqual([1, 1, 1, 1, 0, 0]);
    expect(rows("observation", 1)).toEqual([4, 2, 3, 1, 0, 0]);
    expect(rows("action", 1)).toEqual([1, 1, 0, 0, 0, 0]);
    expect(rows("reward", 1)).toEqual([5, 1, 0, 3, 0, 0]);
    expect(rows("action", 2)).toEqual([...long.row]);
    expect(rows("action", 3)).toEqual([...long.column]);
    expect(rows("mask", 3)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(arrays["length"]).toEqual({ type: "<i4", shape: [4], values: [4, 4, 6, 6] });
    expect(lines("train/index.jsonl")[1]).toEqual({
      episode: 1,
      run: 1,
      run_name: "sample",
      match: 1,
      seat: "column",
      player: "gtft(generosity=0.1)",
      co_player: "tit-for-tat",
      repetition: 0,
      game: "prisoners-dilemma",
      turns: 4,
      status: "complete",
      return: 9,
    });
  });

  test("are all turns of the log, seat by seat", () => {
    const noisy = newRun({ noise: 0.1, game: threeByThree });
    const records = [...sampleRecords(noisy, 3, 17), abortedAfter(sampleRecord(noisy, 1, 2, 9, 17), 5)];
    const { store, id } = logged(noisy, records);
    const { path, lines } = exported(episodes, reading(store, [id], { status: "all" }));
    const arrays = read(path("train"));
    const [observation, action, reward, toGo, mask, origin] = [
      "observation",
      "action",
      "reward",
      "return_to_go",
      "mask",
      "origin",
    ].map((name) => arrays[name]!.values) as [Values, Values, Values, Values, Values, Values];
    const index = lines("train/index.jsonl");
    expect(index).toHaveLength(2 * records.length);
    records.forEach((record, at) => {
      (["row", "column"] as const).forEach((seat, side) => {
        const episode = 2 * at + side;
        const from = episode * 17;
        const own = record[seat];
        const other = record[seat === "row" ? "column" : "row"];
        expect(mask.slice(from, from + 17)).toEqual(
          Array.from({ length: 17 }, (_, turn) => Number(turn < own.length)),
        );
        let rest = 0;
        for (let turn = own.length - 1; turn >= 0; turn--) {
          const where = `${seat} of match ${at + 1}, turn ${turn}`;
          const byRow = record.row[turn]! * 3 + record.column[turn]!;
          const payoff = threeByThree.payoff[seat][byRow]!;
          rest += payoff;
          expect(action[from + turn], where).toBe(own[turn]);
          expect(reward[from + turn], where).toBe(Math.fround(payoff));
          expect(toGo[from + turn], where).toBe(Math.fround(rest));
          expect(origin[from + turn], where).toBe(record.trembles[seat][turn]);
          expect(observation[from + turn], where).toBe(
            turn === 0 ? 9 : own[turn - 1]! * 3 + other[turn - 1]!,
          );
        }
        expect(index[episode]).toMatchObject({ seat, turns: own.length, status: record.status });
      });
    });
  });
});

describe("episodes", () => {
  test("are of the seats that are asked for, and of no other", () => {
    const { store, id } = logged(run, [short]);
    const { path, lines, manifest } = exported(episodes, reading(store, [id], { seat: "column" }));
    expect(readArrays(path("train"))["action"]).toEqual({ type: "|u1", shape: [1, 4], values: [1, 1, 0, 0] });
    expect(lines("train/index.jsonl")).toHaveLength(1);
    expect(manifest).toMatchObject({ rows: "episodes", episodes: { turns: 4, actions: 2, start: 4 } });
  });

  test("mark a move that was the tournament's fallback", () => {
    const agents = newRun({
      noise: 0.1,
      players: run.players.map((player) => ({ ...player, kind: "agent" as const })),
    });
    const played = sampleRecord(agents, 0, 1, 0, 3);
    const record: MatchRecord = {
      ...played,
      trembles: { row: Uint8Array.of(0, 1, 1), column: Uint8Array.of(0, 0, 0) },
      calls: [
        sampleCall({ turn: 0 }),
        sampleCall({ turn: 1, parseStatus: "unreadable" }),
        sampleCall({ turn: 1, attempt: 1, parseStatus: "fallback" }),
        sampleCall({ turn: 2, seat: "column", parseStatus: "fallback" }),
      ],
    };
    const { store, id } = logged(agents, [record]);
    const { path } = exported(episodes, reading(store, [id]));
    expect(readArrays(path("train"))["origin"]!.values).toEqual([0, 3, 1, 0, 0, 2]);
  });

  test("take two bytes an observation where outcomes do not fit into one", () => {
    const symbols = Array.from("ABCDEFGHIJKLMNOP");
    const sixteen = matrixGame({
      id: "sixteen",
      actions: symbols.map((symbol) => ({ symbol, label: symbol })),
      row: symbols.map((_, a) => symbols.map((_, b) => a - b)),
      cooperative: null,
      source: null,
    });
    const wide = newRun({ game: sixteen });
    const record: MatchRecord = {
      ...sampleRecord(wide, 0, 1, 0, 2),
      row: Uint8Array.of(15, 0),
      column: Uint8Array.of(15, 1),
      trembles: NO_TREMBLES,
    };
    const { store, id } = logged(wide, [record]);
    const { path } = exported(episodes, reading(store, [id], { seat: "row" }));
    expect(readArrays(path("train"))["observation"]).toEqual({
      type: "<u2",
      shape: [1, 2],
      values: [256, 255],
    });
  });
});
