import { describe, expect, test } from "vitest";
import type { Agent, Player } from "../../src/core/player.ts";
import type { MatchRecord } from "../../src/core/trajectory.ts";
import { MatchAbort } from "../../src/core/abort.ts";
import { playLanes } from "../../src/match/lanes.ts";
import { findPlayer } from "../../src/registry.ts";
import { callAt as call } from "./calls.ts";
import { matchBetween } from "./matches.ts";

/** An agent that cooperates until a turn on which it throws. */
function failingAt(turn: number, error: Error): Agent {
  return {
    kind: "agent",
    id: "failing",
    begin() {
      let now = 0;
      return {
        act: async () => {
          if (now === turn) throw error;
          return { action: 0, calls: [call(now++)] };
        },
        close: () => undefined,
      };
    },
  };
}

/** An agent that answers only when it is told to stop. */
const waiting: Agent = {
  kind: "agent",
  id: "waiting",
  begin: (_, signal) => ({
    act: () =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new Error("told to stop")));
      }),
    close: () => undefined,
  }),
};

/** An agent that cooperates at once, and counts its open seats. */
let openSeats = 0;
const obliging: Agent = {
  kind: "agent",
  id: "obliging",
  begin: () => {
    openSeats++;
    return { act: async () => ({ action: 0 }), close: () => openSeats-- };
  },
};

async function playAll(row: Player, column: Player, n: number, signal: AbortSignal): Promise<MatchRecord[]> {
  const specs = Array.from({ length: n }, (_, repetition) =>
    matchBetween(row.id, column.id, { turns: 10, repetition }),
  );
  const records: MatchRecord[] = [];
  for await (const record of playLanes(row, column, specs, signal)) records.push(record);
  return records;
}

const running = new AbortController().signal;
const reason = { code: "refused", detail: "the model will not play" };

describe("a match that an agent cannot go on with", () => {
  test("is recorded as aborted with its reason, the turns it had, and its calls", async () => {
    const agent = failingAt(3, new MatchAbort(reason, [call(3)]));
    const [record] = await playAll(agent, findPlayer("defector"), 1, running);
    expect(record).toMatchObject({ status: "aborted", reason });
    expect([...record!.row]).toEqual([0, 0, 0]);
    expect([...record!.column]).toEqual([1, 1, 1]);
    expect(record!.calls!.map(({ turn }) => turn)).toEqual([0, 1, 2, 3]);
  });

  test("tells the other seat to stop instead of waiting for it", async () => {
    const [record] = await playAll(failingAt(0, new MatchAbort(reason)), waiting, 1, running);
    expect(record).toMatchObject({ status: "aborted", reason });
  });

  test("is aborted just so where the agent throws before it promises anything", async () => {
    const act = (): never => {
      throw new MatchAbort(reason);
    };
    const hasty: Agent = { kind: "agent", id: "hasty", begin: () => ({ act, close: () => undefined }) };
    const [record] = await playAll(hasty, findPlayer("defector"), 1, running);
    expect(record).toMatchObject({ status: "aborted", reason });
  });

  test("does not hide a programmer's fault", async () => {
    await expect(
      playAll(failingAt(2, new TypeError("oops")), findPlayer("defector"), 3, running),
    ).rejects.toThrow("oops");
  });
});

describe("a run that is stopped", () => {
  test("drops the matches that are under way", async () => {
    const stop = new AbortController();
    const records = playAll(waiting, findPlayer("defector"), 5, stop.signal);
    stop.abort();
    expect(await records).toEqual([]);
  });
});

describe("a match whose last moves came although the run was being stopped", () => {
  test("is kept", async () => {
    const stop = new AbortController();
    const slowToStop: Agent = {
      kind: "agent",
      id: "slow-to-stop",
      begin: () => ({
        act: async () => {
          stop.abort();
          return { action: 0 };
        },
        close: () => undefined,
      }),
    };
    const [match] = [matchBetween("slow-to-stop", "defector", { turns: 1 })];
    const records: MatchRecord[] = [];
    for await (const record of playLanes(slowToStop, findPlayer("defector"), [match], stop.signal))
      records.push(record);
    expect(records).toHaveLength(1);
  });
});

describe("seats", () => {
  test("are closed when their match is over", async () => {
    await playAll(obliging, obliging, 5, running);
    expect(openSeats).toBe(0);
  });
});

describe("a slow match", () => {
  test("holds up no other", async () => {
    const agent: Agent = {
      kind: "agent",
      id: "slow-once",
      begin: ({ match }, signal) =>
        match.repetition === 0 ? waiting.begin({} as never, signal) : obliging.begin({} as never, signal),
    };
    const stop = new AbortController();
    const specs = [0, 1, 2].map((repetition) =>
      matchBetween("slow-once", "defector", { turns: 3, repetition }),
    );
    const done: number[] = [];
    for await (const record of playLanes(agent, findPlayer("defector"), specs, stop.signal)) {
      done.push(record.match.repetition);
      if (done.length === 2) stop.abort();
    }
    expect(done).toEqual([1, 2]);
  });
});
