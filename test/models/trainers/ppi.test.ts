import { afterAll, describe, expect, test } from "vitest";
import { findStrategy } from "../../../src/classics.ts";
import { DivergenceError } from "../../../src/core/errors.ts";
import { stream } from "../../../src/core/random.ts";
import { keyOf } from "../../../src/core/trajectory.ts";
import { unpack } from "../../../src/match/packed.ts";
import { networkOf } from "../../../src/models/networks.ts";
import { contextOf } from "../../../src/models/trainers/context.ts";
import { soleCrew, threadedCrew, type Crew } from "../../../src/models/trainers/crew.ts";
import type { TrainingData } from "../../../src/models/trainers/config.ts";
import { episodesUntil } from "../../../src/models/trainers/episodes.ts";
import type { TrainingEvent, TrainingState } from "../../../src/models/trainers/events.ts";
import { ppi, ppiShape } from "../../../src/models/trainers/ppi.ts";
import type { Done, FitTask, PlayTask, Task } from "../../../src/models/trainers/tasks.ts";
import { backwardsCrew, lastAgainst, services, small, trained } from "./training.ts";

/** Two learners that train in a second. */
const tiny = (data: Partial<TrainingData> = {}) =>
  small({
    algorithm: "ppi",
    turns: 6,
    hidden: 4,
    embedding: 3,
    "batch-size": 16,
    learners: 2,
    "co-players": { learners: 2, tabular: 1, "tit-for-tat": 1 },
    phases: 3,
    "pretraining-episodes": 32,
    "pretraining-epochs": 1,
    epochs: 1,
    "episodes-per-phase": 8,
    rollouts: 3,
    "look-ahead": 4,
    ...data,
  });

/** A crew that remembers what it was asked for, and what came of it. */
function rememberingCrew() {
  const crew = soleCrew(findStrategy);
  const plays: { readonly task: PlayTask; readonly moves: Done<PlayTask> }[] = [];
  const fits: FitTask[] = [];
  const remembering: Crew = {
    ...crew,
    async run<T extends Task>(task: T) {
      const done = await crew.run(task);
      if (task.kind === "fit") fits.push(task);
      if (task.kind === "play") plays.push({ task, moves: done as Done<PlayTask> });
      return done;
    },
  };
  return { crew: remembering, plays, fits };
}

/** All that a training tells, and what it threw in the end, if anything. */
async function told(events: AsyncGenerator<TrainingEvent>) {
  const all: TrainingEvent[] = [];
  try {
    for await (const event of events) all.push(event);
  } catch (error) {
    return { all, error };
  }
  return { all, error: null };
}

const stateIn = (events: readonly TrainingEvent[]): TrainingState =>
  events.flatMap((event) => (event.kind === "state" ? [event.state] : [])).at(-1)!;

describe("a training by predictive policy improvement", () => {
  const config = tiny();
  const whole = trained(ppi(config, services(), null));
  const crews = [1, 3].map((workers) =>
    threadedCrew(new URL("../../../dist/trainer.js", import.meta.url), workers),
  );
  afterAll(async () => {
    await Promise.all(crews.map((crew) => crew.close()));
  });

  test.each([
    ["one thread", crews[0]!],
    ["three threads", crews[1]!],
    ["a crew that does the last first", backwardsCrew()],
  ])("comes to the same by %s as alone", async (_, crew) => {
    const { end } = await trained(ppi(config, services({ crew }), null));
    expect(end).toEqual((await whole).end);
  });

  test.each([1, 2, 3])("goes on from its state after phase %i as if it had never stopped", async (phase) => {
    const { states, end } = await whole;
    const resumed = await trained(ppi(config, services(), structuredClone(states[phase - 1]!)));
    expect(resumed.end).toEqual(end);
  });

  test("ends after the phase that is under way once it is told to, unfinished", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const kinds: string[] = [];
    for await (const event of ppi(config, services({ signal }), null)) {
      if (event.kind === "progress" && event.step === 2) controller.abort();
      kinds.push(event.kind === "state" ? `state ${event.state.step}` : event.kind);
    }
    expect(kinds.at(-1)).toBe("state 2");
    expect(kinds).not.toContain("finished");
  });

  test("tells of every phase and its episodes before it hands over its state", async () => {
    const { all } = await told(ppi(config, services(), null));
    const kinds = all.flatMap(({ kind }) => (kind === "progress" ? [] : [kind]));
    const phase = ["episodes", "point", "state"];
    const before = ["started", "episodes", "episodes"];
    expect(kinds).toEqual([...before, ...phase, ...phase, ...phase, "finished"]);
    for (const event of all) if (event.kind === "progress") expect(event.done).toBeLessThan(1);
  });

  test("tells of every episode once, also where it goes on", async () => {
    const { states } = await whole;
    const keysOf = async (state: TrainingState | null): Promise<string[]> => {
      const { all } = await told(ppi(config, services(), state));
      return all.flatMap((event) =>
        event.kind === "episodes" ? event.records.map(({ match }) => keyOf(match)) : [],
      );
    };
    const all = await keysOf(null);
    expect(new Set(all).size).toBe(all.length);
    for (const step of [0, 1, 2, 3]) {
      const rest = await keysOf(step === 0 ? null : structuredClone(states[step - 1]!));
      const before = step === 0 ? 0 : episodesUntil(config, step);
      expect(rest, `after phase ${step}`).toEqual(all.slice(before));
    }
    expect(episodesUntil(config, 3)).toBe(all.length);
  });

  test("has each learner play its episodes, in the proportion that is asked for", async () => {
    const { end } = await whole;
    for (const [phase, { step, turns, learners }] of end.curve.entries()) {
      expect([step, turns]).toEqual([phase + 1, (32 + 8 * (phase + 1)) * 6]);
      for (const { against } of learners) {
        const episodes = Object.entries(against).map(([kind, { episodes }]) => [kind, episodes]);
        expect(Object.fromEntries(episodes)).toEqual({ learners: 4, tabular: 2, "tit-for-tat": 2 });
      }
    }
    for (const { replay } of end.learners) expect(replay!.length).toBe(3 * 8 * 6);
  });

  test("ends where a loss is no number, after the last sound state was told", async () => {
    const wild = tiny({ "learning-rate": 1e38, "pretraining-episodes": 16 });
    const { all, error } = await told(ppi(wild, services(), null));
    expect(error).toBeInstanceOf(DivergenceError);
    expect((error as DivergenceError).step).toBe(2);
    expect((error as DivergenceError).message).toContain("the loss of learner 1");
    expect(all.filter(({ kind }) => kind === "state").length).toBe(1);
    expect(stateIn(all).step).toBe(1);
  });
});

describe("what learners are fitted to", () => {
  test("is pretraining, and all that they have played, each in its own seat, as they were told of it", async () => {
    const config = tiny({ "co-player-id": true, "replay-weight": 4, "replay-decay": 0.5 });
    const { crew, plays, fits } = rememberingCrew();
    await trained(ppi(config, services({ crew }), null));
    for (const learner of [0, 1]) {
      const id = `learner-${learner + 1}`;
      const played = plays.flatMap(({ task, moves }) => {
        const { row, column } = task.matches[0]!;
        if (row !== id && column !== id) return [];
        return unpack(moves, task.matches).map((record) => {
          const [own, other] = row === id ? [record.row, record.column] : [record.column, record.row];
          const outcomes = own.map((action, turn) => 2 * action + other[turn]!);
          const who = row === id ? task.column : task.row;
          return { outcomes, context: contextOf(record.match, who, row === id ? "column" : "row") };
        });
      });
      // The last of three phases fits what the first two played, the later one first.
      const { memories } = fits.slice(4)[learner]!;
      expect(memories.map(({ weight }) => weight)).toEqual([1, 4, 2]);
      expect(memories[0]!.outcomes.length).toBe(32 * 6);
      for (const [phase, memory] of [memories[2]!, memories[1]!].entries()) {
        const episodes = played.slice(8 * phase, 8 * (phase + 1));
        expect([...memory.outcomes]).toEqual(episodes.flatMap(({ outcomes }) => [...outcomes]));
        expect([...memory.context!]).toEqual(episodes.flatMap(({ context }) => [...context]));
        // Of eight it met two that can be told of.
        expect(episodes.filter(({ context }) => context.some((value) => value !== 0)).length).toBe(2);
      }
    }
  });

  test("is tabular players that each learner meets on its own before the first phase", async () => {
    const { crew, fits } = rememberingCrew();
    await trained(ppi(tiny({ phases: 1 }), services({ crew }), null));
    const [first, second] = fits.map(({ memories }) => memories);
    expect([first!.length, second!.length]).toEqual([1, 1]);
    expect(first![0]!.outcomes).not.toEqual(second![0]!.outcomes);
    expect(fits[0]!.weights).not.toEqual(fits[1]!.weights);
  });

  // 1,200 tosses of each of two coins, to 3 SE.
  test("is coins instead where pretraining is random", async () => {
    const { crew, fits } = rememberingCrew();
    const data = { learners: 1, "co-players": { tabular: 1 }, phases: 1, pretraining: "random" } as const;
    await trained(ppi(tiny({ ...data, "pretraining-episodes": 200 }), services({ crew }), null));
    const { outcomes } = fits[0]!.memories[0]!;
    for (const bit of [2, 1]) {
      const defections = outcomes.filter((outcome) => (outcome & bit) !== 0).length;
      expect(Math.abs(defections - 600)).toBeLessThan(3 * Math.sqrt(300));
    }
  });

  test("starts from the last phase's weights, or from fresh ones where that is asked for", async () => {
    for (const isFresh of [false, true]) {
      const { crew, fits } = rememberingCrew();
      const config = tiny({ phases: 2, "fresh-start": isFresh });
      const { states } = await trained(ppi(config, services({ crew }), null));
      const [first, second] = [states[0]!.learners[0]!.weights, fits[2]!.weights];
      if (isFresh) expect(second).not.toEqual(first);
      else expect(second).toEqual(first);
      expect(second).not.toEqual(fits[0]!.weights);
    }
  });
});

describe("learners", () => {
  test("that start from others play before they are fitted", async () => {
    const config = tiny({ from: ["a", "b"], phases: 2 });
    const weights = (name: string) => networkOf(ppiShape(config)).initial(stream(name));
    const { crew, fits } = rememberingCrew();
    const start = (name: string) => ({ weights: weights(name) });
    const { states, end } = await trained(ppi(config, services({ crew, start }), null));
    expect(states[0]!.learners.map((learner) => learner.weights)).toEqual([weights("a"), weights("b")]);
    expect(states[0]!.curve[0]!.learners.map(({ losses }) => losses)).toEqual([{}, {}]);
    expect(fits.map((fit) => fit.weights)).toEqual([weights("a"), weights("b")]);
    expect(fits[0]!.memories.map(({ outcomes }) => outcomes.length)).toEqual([32 * 6, 8 * 6]);
    expect(end.curve[1]!.learners[0]!.losses).toHaveProperty("coPlayer");
  });

  test("may meet each other alone", async () => {
    const config = tiny({ "co-players": { learners: 1 }, pretraining: "random" });
    const { end } = await trained(ppi(config, services(), null));
    expect(Object.keys(end.curve[2]!.learners[1]!.against)).toEqual(["learners"]);
    const [first, second] = [0, 1].map((learner) => lastAgainst(end, "learners", learner));
    expect([second!.payoff, second!.cooperation]).toEqual([
      first!.coPlayerPayoff,
      first!.coPlayerCooperation,
    ]);
  });

  // Two tabular players earn 0.5; 400 episodes of 20 turns come within 0.08 of their mean, 3 SE of a deviation of 0.5.
  test("earn more of tabular players after one phase than tabular players do", async () => {
    const config = tiny({
      turns: 20,
      hidden: 8,
      "batch-size": 64,
      learners: 1,
      "co-players": { tabular: 1 },
      phases: 1,
      "pretraining-episodes": 2000,
      "pretraining-epochs": 4,
      "episodes-per-phase": 400,
      rollouts: 8,
      "look-ahead": 15,
    });
    const { end } = await trained(ppi(config, services(), null));
    const { payoff, cooperation } = lastAgainst(end, "tabular");
    expect(payoff).toBeGreaterThan(0.75);
    expect(cooperation).toBeLessThan(0.3);
  });
});
