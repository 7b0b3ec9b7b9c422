import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import type { ProfileReport } from "../../src/stats/profile/profile.ts";
import type { ProfileProgress } from "../../src/stats/profile/progress.ts";
import { showProfile, type ProfileScreenOptions } from "../../src/tui/mount-profile.tsx";
import { expectRestored, LEAVE, mounted } from "./mounted.ts";
import { three } from "./profiles.tsx";
import { Input } from "./terminals.ts";

const progress: ProfileProgress = { doing: "measuring", done: 2, total: 3 };

/** The steps to a report. */
function* measuring(report: ProfileReport): Generator<ProfileProgress, ProfileReport> {
  yield progress;
  return report;
}

const open = (options: Partial<ProfileScreenOptions> = {}, stdin?: Input) =>
  mounted(
    (place) =>
      showProfile({ of: three, steps: measuring(three), isWithoutFallbacks: false, ...place, ...options }),
    stdin,
  );

/** Profiles that take as long to measure as it takes somebody to say that it may end. */
function unending() {
  let isEnough = false;
  let taken = 0;
  function* steps(): Generator<ProfileProgress, ProfileReport> {
    for (; !isEnough; taken++) yield progress;
    return three;
  }
  return { steps: steps(), end: () => (isEnough = true), taken: () => taken };
}

test.each([
  ["q", "q"],
  ["Ctrl-C", "\u0003"],
])("profiles stay on the screen until %s", async (_, key) => {
  const screen = open();
  await screen.until("tit-for-tat");
  await setTimeout(100);
  expect(screen.stdout.all).not.toContain(LEAVE);
  screen.stdin.type(key);
  await screen.shown;
  expectRestored(screen);
});

test("a signal to the process does as q does", async () => {
  const quit = new AbortController();
  const screen = open({ quit: quit.signal });
  await screen.until("tit-for-tat");
  quit.abort();
  await screen.shown;
  expectRestored(screen);
});

test.each([
  ["q", "q"],
  ["Ctrl-C", "\u0003"],
])("while profiles are measured it is told how far they are, and %s ends that", async (_, key) => {
  const { steps, taken } = unending();
  const screen = open({ steps });
  await screen.until("measuring … · 2 of 3 profiles");
  expect(screen.stdout.all).not.toContain("tit-for-tat");
  screen.stdin.type(key);
  await screen.shown;
  expectRestored(screen);
  const atTheEnd = taken();
  await setTimeout(50);
  expect(taken()).toBe(atTheEnd);
});

test("keys that are pressed while profiles are measured are not lost", async () => {
  const { steps, end } = unending();
  const screen = open({ steps });
  await screen.until("2 of 3 profiles");
  screen.stdin.type("3");
  await screen.until("[3 List]");
  end();
  await screen.until("1/3 tit-for-tat");
  screen.stdin.type("q");
  await screen.shown;
  expectRestored(screen);
});

test("what the measuring throws is thrown on once the terminal is given back", async () => {
  const failure = new Error("no log");
  function* steps(): Generator<ProfileProgress, ProfileReport> {
    yield progress;
    throw failure;
  }
  const screen = open({ steps: steps() });
  await expect(screen.shown).rejects.toBe(failure);
  expectRestored(screen);
});

test("without a keyboard the screen closes when the profiles are there", async () => {
  const screen = open({}, new Input(false));
  await screen.shown;
  expectRestored(screen);
});

test("a resize is followed, and keys are heard", async () => {
  const screen = open();
  await screen.until("[1 Radar]");
  screen.stdout.resize(120, 40);
  screen.stdin.type("4");
  await screen.until("[4 Differences]");
  screen.stdout.resize(20, 5);
  await screen.until("needs 40×10");
  screen.stdin.type("q");
  await screen.shown;
  expectRestored(screen);
});

test("what a screen throws is thrown on once the terminal is given back", async () => {
  const failure = new Error("no figures");
  const report = {
    ...three,
    get figures(): never {
      throw failure;
    },
  };
  const screen = open({ steps: measuring(report) });
  await expect(screen.shown).rejects.toBe(failure);
  expectRestored(screen);
});
