import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Frames, FRAMES_PER_SECOND } from "../../src/tui/frames.ts";
import { Output } from "./terminals.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const open = (columns = 20, rows = 6) => {
  const output = new Output(columns, rows);
  return { output, frames: new Frames(output.stream, () => Date.now()) };
};
const begin = "\u001b[?2026h";
const end = "\u001b[?2026l";

test("a thousand frames a second are painted fifteen times, and the last one is", () => {
  const { output, frames } = open();
  for (let ms = 0; ms < 1000; ms++) {
    frames.write(`frame ${ms}`);
    vi.advanceTimersByTime(1);
  }
  expect(output.frames.length).toBeLessThanOrEqual(FRAMES_PER_SECOND);
  vi.advanceTimersByTime(100);
  expect(output.frames.at(-1)).toContain("frame 999");
});

test("the first frame clears the screen, later ones paint the lines that changed", () => {
  const { output, frames } = open();
  frames.write("one\ntwo\nthree");
  expect(output.written).toEqual([
    `${begin}\u001b[2J\u001b[1;1H\u001b[2Kone\u001b[2;1H\u001b[2Ktwo\u001b[3;1H\u001b[2Kthree${end}`,
  ]);
  vi.advanceTimersByTime(100);
  frames.write("one\n2");
  expect(output.written.at(-1)).toBe(`${begin}\u001b[2;1H\u001b[2K2\u001b[3;1H\u001b[2K${end}`);
});

test("a frame like the one before writes nothing", () => {
  const { output, frames } = open();
  frames.write("one");
  vi.advanceTimersByTime(100);
  frames.write("one");
  vi.advanceTimersByTime(100);
  expect(output.written).toHaveLength(1);
});

test("after a resize everything is painted anew, and never the terminal's last line", () => {
  const { output, frames } = open();
  frames.write("1\n2\n3\n4\n5");
  vi.advanceTimersByTime(100);
  output.resize(20, 4);
  frames.write("1\n2\n3\n4\n5");
  expect(output.written.at(-1)).toContain("\u001b[2J");
  expect(output.written.at(-1)).toContain("\u001b[3;1H\u001b[2K3");
  expect(output.written.at(-1)).not.toContain("\u001b[4;1H");
});

test("nothing is painted once it is closed, and nobody listens any more", () => {
  const { output, frames } = open();
  frames.write("one");
  frames.write("two");
  frames.close();
  frames.write("three");
  vi.advanceTimersByTime(1000);
  expect(output.written).toHaveLength(1);
  expect(output.listenerCount("resize")).toBe(0);
});

test("the scrollback is never erased", () => {
  const { output, frames } = open(20, 4);
  for (let lines = 1; lines < 40; lines++) {
    output.resize(20, 2 + (lines % 9));
    frames.write("line\n".repeat(lines));
    vi.advanceTimersByTime(100);
  }
  expect(output.all).not.toContain("\u001b[3J");
  expect(output.all).not.toContain("\n");
});
