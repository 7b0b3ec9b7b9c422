import { describe, expect, test } from "vitest";
import { findStrategy } from "../src/classics.ts";
import { CoplayError } from "../src/core/errors.ts";
import type { MatchSpec } from "../src/core/trajectory.ts";
import { unpack } from "../src/match/packed.ts";
import { playScalar } from "../src/match/scalar.ts";
import { writeCheckpoint } from "../src/models/checkpoint.ts";
import { doneOf } from "../src/models/trainers/answer.ts";
import type { Done, PlayTask } from "../src/models/trainers/tasks.ts";
import work from "../src/trainer.ts";
import { sampleCheckpoint, temporaryFolder } from "./models/sample.ts";
import { game } from "./models/trainers/training.ts";

const told = { game, noise: 0, horizon: "unknown" } as const;
const matches = [0, 1, 2].map((repetition): MatchSpec => {
  const ids = { row: "learner-1", column: "tit-for-tat" };
  return { seed: 1, ...ids, repetition, game, turns: 8, noise: 0, told };
});

const against = (row: string, column: string): PlayTask => ({
  kind: "play",
  row: { kind: "registered", id: row },
  column: { kind: "registered", id: column },
  matches,
});

/** The moves that come of it. */
const played = async (task: PlayTask) => doneOf(await work(task)) as Done<PlayTask>;

describe("a trainer's thread", () => {
  test("plays registered players", async () => {
    const moves = await played(against("random", "tit-for-tat"));
    const alone = matches.map((match) =>
      playScalar(findStrategy("random"), findStrategy("tit-for-tat"), match),
    );
    const movesOf = ({ row, column }: { row: Uint8Array; column: Uint8Array }) => [[...row], [...column]];
    expect(unpack(moves, matches).map(movesOf)).toEqual(alone.map(movesOf));
  });

  test("plays checkpoints", async () => {
    const file = `${temporaryFolder()}/one.json`;
    writeCheckpoint(file, sampleCheckpoint());
    const moves = await played(against(`checkpoint(file="${file}")`, "tit-for-tat"));
    expect(moves.length).toBe(3 * 2 * 8);
  });

  test("refuses whom it does not know", async () => {
    await expect(played(against("nobody-at-all", "tit-for-tat"))).rejects.toThrow(CoplayError);
  });
});
