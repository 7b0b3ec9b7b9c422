import { render } from "ink-testing-library";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { App } from "../../src/tui/components/app.tsx";
import { figuresOf } from "../../src/tui/figures.ts";
import type { Snapshot } from "../../src/tui/follower.ts";
import type { FindMatch } from "../../src/tui/hooks/use-record.ts";
import { advance, waiting, type Live } from "../../src/tui/live.ts";
import { keys } from "./screens.tsx";
import { play } from "./tournaments.ts";

const three = await play(["tit-for-tat", "cooperator", "defector"]);
const { records } = three;

/** What there is to draw of a tournament that goes on from what was known of it. */
function snapshotAfter(before: Live, ended: number): Snapshot {
  const matches = { kind: "matches", records: records.slice(before.finished, ended) } as const;
  const live = advance(before, [matches], 0);
  return { live, figures: figuresOf(live, 50) };
}

/** The screens, with a note of what they ask the log. */
function open(ended: number) {
  const asked: (readonly [row: string, column: string, repetition: number])[] = [];
  const find: FindMatch = (...match) => {
    asked.push(match);
    return three.find(...match);
  };
  const app = (at: Snapshot) => (
    <App
      snapshot={at}
      size={{ columns: 100, rows: 30 }}
      match={find}
      now={() => 1000}
      isInteractive
      quit={() => undefined}
    />
  );
  let snapshot = snapshotAfter(advance(waiting, three.events.slice(0, 1), 0), ended);
  const { lastFrame, stdin, rerender } = render(app(snapshot));
  return {
    asked,
    frame: () => lastFrame() ?? "",
    async press(...typed: readonly string[]) {
      for (const key of ["", ...typed]) {
        if (key !== "") stdin.write(key);
        await setImmediate();
        await setImmediate();
      }
    },
    async goOn(now: number) {
      snapshot = snapshotAfter(snapshot.live, now);
      rerender(app(snapshot));
      await setImmediate();
    },
  };
}

const seatsOf = (index: number): readonly [string, string, number] => {
  const { row, column, repetition } = records[index]!.match;
  return [row, column, repetition];
};

test("the log is asked once for a match, in the seats that it was played in", async () => {
  const index = records.findIndex(
    ({ match }) => match.row === "cooperator" && match.column === "tit-for-tat",
  );
  const screen = open(index + 1);
  await screen.press("2", keys.right, keys.enter);
  expect(screen.frame()).toContain("turn 1 of 10");
  for (let ended = index + 1; ended <= records.length; ended++) await screen.goOn(ended);
  expect(screen.asked).toEqual([seatsOf(index)]);
  await screen.press(keys.right);
  expect(screen.frame()).toContain("turn 2 of 10");
  expect(screen.asked).toHaveLength(1);
});

test("the log is not asked for a match before it has ended", async () => {
  const last = records.length - 1;
  const [row, column, repetition] = seatsOf(last);
  expect([row, column, repetition]).toEqual(["defector", "defector", 1]);
  const screen = open(1);
  await screen.press("2", keys.end, keys.right, keys.right, keys.enter, keys.down);
  expect(screen.frame()).toContain("repetition 2 of 2");
  for (let ended = 2; ended <= last; ended++) {
    await screen.goOn(ended);
    expect(screen.frame()).toContain("This match has not been played to its end.");
  }
  expect(screen.asked).toEqual([]);
  await screen.goOn(records.length);
  expect(screen.asked).toEqual([[row, column, repetition]]);
  expect(screen.frame()).toContain("turn 1 of 10");
});
