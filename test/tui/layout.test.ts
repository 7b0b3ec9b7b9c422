import { describe, expect, test } from "vitest";
import type { Game } from "../../src/core/game.ts";
import { misfits, show, sizes } from "./screens.tsx";
import { aborted, axelrods, changed, play } from "./tournaments.ts";

const escapes = "\u001b[2J\u001b[31mhidden\u0007\r\n\u202e";
const fifteen = changed(await play(axelrods, { turns: 60, noise: 0.05 }), (record, i) =>
  i % 7 === 3 ? aborted(record, 23, `${"it would rather not, ".repeat(9)}${escapes}`) : record,
);
const pennies = await play(["random", "cooperator", "alternator"], { game: "matching-pennies" });
const two = await play(["tit-for-tat", "defector"], { "self-play": false, turns: 3, repetitions: 1 });
const nothing = { ...two, events: two.events.slice(0, 1) };
const unstarted = { ...two, events: [] };

const tournaments = { fifteen, pennies, two, nothing, unstarted };
const screens = ["1", "2", "3", "4", "?"];

describe.each(sizes)("at $columns × $rows", (size) => {
  test.each(Object.entries(tournaments))("every screen of %s fits", async (_, played) => {
    const shown = await show(played, size);
    for (const screen of screens) {
      await shown.press(screen);
      expect(misfits(shown, size), `screen ${screen}\n${shown.frame()}`).toEqual([]);
      expect(shown.frame()).not.toBe("");
      if (screen !== "?") expect(shown.frame()).toContain("? keys");
    }
    shown.close();
  });
});

test.each([
  [39, 24],
  [80, 9],
  [10, 3],
  [1, 1],
])("a terminal of %i × %i is told what size the screens need", async (columns, rows) => {
  const shown = await show(fifteen, { columns, rows });
  expect(shown.lines()).toHaveLength(1);
  expect("needs 40×10 · q quits".startsWith(shown.frame())).toBe(true);
  shown.close();
});

test("every size from the smallest up fits on every screen", async () => {
  const shown = await show(fifteen, { columns: 40, rows: 10 });
  for (const screen of ["1", "2", "3", "4"]) {
    await shown.press(screen);
    for (let columns = 40; columns <= 150; columns += 22) {
      for (let rows = 10; rows <= 45; rows += 7) {
        shown.resize({ columns, rows });
        expect(misfits(shown, { columns, rows }), `${columns}×${rows}\n${shown.frame()}`).toEqual([]);
      }
    }
  }
  shown.close();
});

test("control sequences in a reason, in names and in a game's letters do not reach the frame", async () => {
  const name = `evil${escapes}`;
  const disguised = (game: Game): Game => ({
    ...game,
    id: name,
    actions: game.actions.map(({ symbol }) => ({ symbol: `${escapes}${symbol}`, label: name })),
  });
  const renamed = changed(fifteen, (record) => ({
    ...record,
    match: {
      ...record.match,
      game: disguised(record.match.game),
      row: record.match.row === "random" ? name : record.match.row,
      column: record.match.column === "random" ? name : record.match.column,
    },
  }));
  const events = renamed.events.map((event) =>
    event.kind === "started"
      ? {
          ...event,
          plan: {
            ...event.plan,
            name,
            game: disguised(event.plan.game),
            players: event.plan.players.map((player) => (player === "random" ? name : player)),
          },
        }
      : event,
  );
  const size = { columns: 200, rows: 60 };
  const shown = await show({ ...renamed, events }, size);
  for (const screen of ["1", "2", "3", "4"]) {
    await shown.press(screen);
    const letters = shown
      .frame()
      .replaceAll(/\u001b\[[\d;]*m/g, "")
      .replaceAll("\n", "");
    expect(letters).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    expect(misfits(shown, size)).toEqual([]);
    expect(letters).toContain("evil");
  }
  shown.close();
});
