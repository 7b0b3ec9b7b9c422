import { describe, expect, test } from "vitest";
import { icl } from "../../src/export/icl.ts";
import { abortedAfter, newRun, PERIOD, sampleRecord, sampleRecords, threeByThree } from "../store/sample.ts";
import { exported, logged, reading, type Exported } from "./sample.ts";

interface Row {
  readonly observations: readonly number[];
  readonly actions: readonly number[];
  readonly rewards: readonly number[];
  readonly boundaries: readonly number[];
  readonly metadata: {
    readonly task: number;
    readonly is_bursty: boolean;
    readonly trajectories: readonly {
      readonly level: string;
      readonly run: number;
      readonly match: number;
      readonly seat: "row" | "column";
      readonly player: string;
      readonly turns: number;
    }[];
  };
}

const rowsOf = ({ lines }: Exported, name = "train.jsonl"): readonly Row[] =>
  lines(name) as unknown as readonly Row[];

const run = newRun({ ids: ["a", "b", "c", "d", "e"] });

describe("sequences for in-context learning", () => {
  test("join whole trajectories as they were played, with a flag where each begins", () => {
    const records = sampleRecords(run, 3, 7);
    const { store, id } = logged(run, records);
    const rows = rowsOf(exported(icl, reading(store, [id]), { trajectories: 4, burstiness: 0.5 }));
    expect(rows).toHaveLength(Math.ceil((records.length * 2) / 4));
    for (const { observations, actions, rewards, boundaries, metadata } of rows) {
      const starts = [...boundaries.keys()].filter((turn) => boundaries[turn] === 1);
      expect(starts).toEqual([0, 7, 14, 21]);
      metadata.trajectories.forEach(({ match, seat, player, level }, i) => {
        const record = records[match - 1]!;
        const own = record[seat];
        const other = record[seat === "row" ? "column" : "row"];
        const from = 7 * i;
        expect(actions.slice(from, from + 7)).toEqual([...own]);
        const outcomes = [...own].map((action, turn) => 2 * action + other[turn]!);
        expect(observations.slice(from, from + 7)).toEqual([4, ...outcomes.slice(0, -1)]);
        expect(rewards.slice(from, from + 7)).toEqual(outcomes.map((outcome) => [3, 0, 5, 1][outcome]));
        expect(player).toBe(record.match[seat]);
        expect(level).toBe(record.match[seat === "row" ? "column" : "row"]);
      });
    }
  });

  test("say in their header what was asked for and what came of it", () => {
    const { store, id } = logged(run, sampleRecords(run, 4, 3));
    const out = exported(icl, reading(store, [id], { seed: 9 }), {
      trajectories: 3,
      burstiness: 0.4,
      sequences: 500,
    });
    const header = JSON.parse(out.text("header.json")) as {
      readonly splits: { readonly train: { readonly sequences: number; readonly realised: number } };
    };
    const rows = rowsOf(out);
    const repeated = rows.filter(
      ({ metadata }) => new Set(metadata.trajectories.map(({ level }) => level)).size < 3,
    );
    expect(header).toMatchObject({
      trajectories: 3,
      burstiness: 0.4,
      same: 2,
      query_last: false,
      seed: 9,
      splits: { train: { sequences: 500, realised: repeated.length / 500 } },
      tasks: [{ task: 0, game: "prisoners-dilemma", noise: 0, horizon: { turns: 20 } }],
    });
    expect(out.manifest["icl"]).toEqual(header);
    expect(Math.abs(header.splits.train.realised - 0.4)).toBeLessThan(3 * Math.sqrt((0.4 * 0.6) / 500));
    for (const { metadata } of rows) {
      expect(metadata.is_bursty).toBe(
        new Set(metadata.trajectories.map(({ level }) => level)).size < metadata.trajectories.length,
      );
    }
  });

  test("keep the sides of a split apart", () => {
    const many = newRun({ ids: Array.from({ length: 9 }, (_, i) => `player-${i}`) });
    const { store, id } = logged(many, sampleRecords(many, 3, 3));
    const out = exported(icl, reading(store, [id], { validation: 0.4, seed: 2 }), { trajectories: 2 });
    const pairs = (name: string) =>
      rowsOf(out, name).flatMap(({ metadata }) =>
        metadata.trajectories.map(({ player, level }) => [player, level].sort().join(" ")),
      );
    const validation = new Set(pairs("validation.jsonl"));
    expect(validation.size).toBeGreaterThan(1);
    expect(pairs("train.jsonl").filter((pair) => validation.has(pair))).toEqual([]);
  });

  test("are of one task each, whichever runs they come from", () => {
    const { store, id } = logged(run, sampleRecords(run, 2, 3));
    const noisy = newRun({ ids: ["a", "b", "c", "d", "e"], noise: 0.1 });
    const other = store.beginRun(noisy);
    store.append(other, sampleRecords(noisy, 2, 3), PERIOD);
    const rows = rowsOf(exported(icl, reading(store, [id, other]), { trajectories: 3 }));
    const tasks = rows.map(({ metadata }) => {
      const runs = new Set(metadata.trajectories.map((trajectory) => trajectory.run));
      expect([...runs]).toEqual([metadata.task === 0 ? id : other]);
      return metadata.task;
    });
    expect(new Set(tasks)).toEqual(new Set([0, 1]));
  });

  test("leave out what has no turns, and are the same however the log was filled", () => {
    const records = [
      ...sampleRecords(run, 2, 3),
      abortedAfter(sampleRecord(run, 0, 1, 8, 3), 0),
      abortedAfter(sampleRecord(run, 0, 1, 9, 3), 2),
    ];
    const [forwards, backwards] = [records, [...records].reverse()].map((order) => {
      const { store, id } = logged(run, order);
      return rowsOf(
        exported(icl, reading(store, [id], { status: "all", seed: 4 }), { trajectories: 3, burstiness: 0.5 }),
      );
    }) as [readonly Row[], readonly Row[]];
    const played = (rows: readonly Row[]) =>
      rows.map(({ actions, rewards, boundaries }) => ({ actions, rewards, boundaries }));
    expect(played(backwards)).toEqual(played(forwards));
    for (const { metadata } of forwards)
      for (const { turns } of metadata.trajectories) expect(turns).toBeGreaterThan(0);
  });

  test("need one encoding", () => {
    const { store, id } = logged(run, sampleRecords(run, 2, 3));
    const three = newRun({ game: threeByThree });
    const other = store.beginRun(three);
    store.append(other, sampleRecords(three, 2, 3), PERIOD);
    expect(() => exported(icl, reading(store, [id, other]))).toThrow("different numbers of actions");
  });
});
