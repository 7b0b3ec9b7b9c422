import { setTimeout } from "node:timers/promises";
import { expect } from "vitest";
import { Input, Output } from "./terminals.ts";

const ENTER = "\u001b[?1049h";
/** What gives the terminal back. */
export const LEAVE = "\u001b[?25h\u001b[?1049l";

/** Where a screen is shown. */
interface Place {
  readonly stdout: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
  readonly now: () => number;
}

/** A screen that is shown on a whole terminal. */
export interface Mounted<Result> {
  readonly shown: Promise<Result>;
  readonly stdin: Input;
  readonly stdout: Output;
  /** Waits until a text has been written. */
  readonly until: (text: string) => Promise<void>;
}

/** Shows something on a whole terminal. */
export function mounted<Result>(
  show: (place: Place) => Promise<Result>,
  stdin = new Input(),
  stdout = new Output(),
): Mounted<Result> {
  return {
    shown: show({ stdout: stdout.stream, stdin: stdin.stream, now: () => performance.now() }),
    stdin,
    stdout,
    async until(text) {
      while (!stdout.all.includes(text)) await setTimeout(5);
    },
  };
}

/** That the terminal was taken once, and given back last. */
export function expectRestored({ stdin, stdout }: Pick<Mounted<unknown>, "stdin" | "stdout">): void {
  expect(stdout.written[0]).toContain(ENTER);
  expect(stdout.all.split(LEAVE)).toHaveLength(2);
  expect(stdout.written.at(-1)).toContain(LEAVE);
  expect(stdout.listenerCount("resize")).toBe(0);
  expect(stdin.isRaw).toBe(false);
}

/** Events as they are listened to. */
export async function* told<Event>(events: readonly Event[]): AsyncGenerator<Event> {
  yield* events;
}

/** Events that come to no end before somebody asks. */
export function endless<Event>(
  before: readonly Event[],
  last: Event,
): { readonly events: AsyncGenerator<Event>; readonly stop: () => void } {
  let stop = (): void => undefined;
  const asked = new Promise<void>((resolve) => (stop = resolve));
  async function* events(): AsyncGenerator<Event> {
    yield* before;
    await asked;
    yield last;
  }
  return { events: events(), stop: () => stop() };
}
