import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { showTraining, type TrainingScreenOptions } from "../../src/tui/mount-training.tsx";
import type { TrainingNews } from "../../src/tui/training.ts";
import { Input, Output } from "./terminals.ts";
import { mixed, newsOf } from "./trainings.tsx";

const ENTER = "\u001b[?1049h";
const LEAVE = "\u001b[?25h\u001b[?1049l";

async function* tell(news: readonly TrainingNews[]): AsyncGenerator<TrainingNews> {
  yield* news;
}

function open(options: Partial<TrainingScreenOptions>, stdin = new Input(), stdout = new Output()) {
  const shown = showTraining({
    plan: mixed,
    events: tell([...newsOf(3), { kind: "finished", state: null }]),
    stop: () => undefined,
    now: () => performance.now(),
    stdout: stdout.stream,
    stdin: stdin.stream,
    ...options,
  });
  const until = async (text: string): Promise<void> => {
    while (!stdout.all.includes(text)) await setTimeout(5);
  };
  return { shown, stdin, stdout, until };
}

/** That the terminal was taken once, and given back last. */
function expectRestored({ stdin, stdout }: { readonly stdin: Input; readonly stdout: Output }): void {
  expect(stdout.written[0]).toContain(ENTER);
  expect(stdout.all.split(LEAVE)).toHaveLength(2);
  expect(stdout.written.at(-1)).toContain(LEAVE);
  expect(stdin.isRaw).toBe(false);
}

/** A training that comes to no end before somebody asks. */
function endless(): Pick<TrainingScreenOptions, "events" | "stop"> {
  let stop = (): void => undefined;
  const asked = new Promise<void>((resolve) => (stop = resolve));
  async function* events(): AsyncGenerator<TrainingNews> {
    yield* newsOf(2);
    await asked;
    yield { kind: "state", state: null };
  }
  return { events: events(), stop: () => stop() };
}

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
  const screen = open(endless());
  await screen.until("running");
  screen.stdin.type(key);
  await screen.shown;
  expectRestored(screen);
});

test("a second q leaves a training that does not stop", async () => {
  let asked = 0;
  const screen = open({ events: endless().events, stop: () => (asked += 1) });
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
  const screen = open({ ...endless(), quit: quit.signal });
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
