import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { showProfile, type ProfileScreenOptions } from "../../src/tui/mount-profile.tsx";
import { expectRestored, LEAVE, mounted } from "./mounted.ts";
import { three } from "./profiles.tsx";
import { Input } from "./terminals.ts";

const open = (options: Partial<ProfileScreenOptions> = {}, stdin?: Input) =>
  mounted((place) => showProfile({ report: three, isWithoutFallbacks: false, ...place, ...options }), stdin);

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

test("without a keyboard the screen closes at once", async () => {
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
  const screen = open({ report });
  await expect(screen.shown).rejects.toBe(failure);
  expectRestored(screen);
});
