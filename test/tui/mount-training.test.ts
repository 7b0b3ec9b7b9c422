import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { showTraining, type TrainingScreenOptions } from "../../src/tui/mount-training.tsx";
import type { TrainingNews } from "../../src/tui/training.ts";
import { endless, expectRestored, LEAVE, mounted, told } from "./mounted.ts";
import { mixed, newsOf } from "./trainings.tsx";

const open = (options: Partial<TrainingScreenOptions>) =>
  mounted((place) =>
    showTraining({
      plan: mixed,
      events: told([...newsOf(3), { kind: "finished", state: null }]),
      stop: () => undefined,
      ...place,
      ...options,
    }),
  );

/** A training that comes to no end before somebody asks. */
const unending = () => endless<TrainingNews>(newsOf(2), { kind: "state", state: null });

test("a training that is finished stays on the screen until q", async () => {
  const screen = open({});
  await screen.until("complete");
  await setTimeout(100);
  expect(screen.stdout.all).not.toContain(LEAVE);
  screen.stdin.type("q");
  await screen.shown;
  expectRestored(screen);
});

test.each([
  ["q", "q"],
  ["Ctrl-C", "\u0003"],
])("%s asks a training to stop and leaves when it has", async (_, key) => {
  const screen = open(unending());
  await screen.until("running");
  screen.stdin.type(key);
  await screen.shown;
  expectRestored(screen);
});

test("a second q leaves a training that does not stop", async () => {
  let asked = 0;
  const screen = open({ events: unending().events, stop: () => (asked += 1) });
  await screen.until("running");
  screen.stdin.type("q");
  await screen.until("stopping");
  screen.stdin.type("q");
  await screen.shown;
  expect(asked).toBe(1);
  expectRestored(screen);
});

test("a signal to the process does as q does", async () => {
  const quit = new AbortController();
  const screen = open({ ...unending(), quit: quit.signal });
  await screen.until("running");
  quit.abort();
  await screen.shown;
  expectRestored(screen);
});

test("what a trainer throws is thrown on once the terminal is given back", async () => {
  const failure = new Error("the loss is no number");
  async function* failing(): AsyncGenerator<TrainingNews> {
    yield* newsOf(1);
    throw failure;
  }
  const screen = open({ events: failing() });
  await expect(screen.shown).rejects.toBe(failure);
  expectRestored(screen);
});
