import { expect, test } from "vitest";
import { keys, plain, show } from "./screens.tsx";
import { aborted, axelrods, changed, play } from "./tournaments.ts";

const medium = { columns: 100, rows: 30 };
const small = { columns: 40, rows: 10 };
const three = await play(["tit-for-tat", "cooperator", "defector"]);
const fifteen = await play(axelrods, { turns: 40, repetitions: 3, noise: 0.05 });

const tabOf = (frame: string): string | undefined => /\[(\d) /.exec(plain(frame))?.[1];

test("the smallest terminal shows the standings whole", async () => {
  const shown = await show(three, small);
  expect(`\n${plain(shown.frame())}`).toMatchInlineSnapshot(`
    "
    trial · prisoners-dilemma · … ✓ complete
    ━━━━━━━━━━━━━ 12/12 · 1 s · 12 matches/s
    [1 Rank]  2 Coop   3 Feed   4 Match
      # player       mean 0.0            5.0
    ▸ 1 defector    3.200 ━━━━━┣━━━━━╸─────┤
      2 tit-for-tat 1.950 ━━━┣━━━╸──┤
      3 cooperator  1.500 ┣━━━━╸────┤

    q quit  ? keys  Tab screen  ↑↓ player"
  `);
});

test("the heat map shows who cooperates with whom, and the figures of the pair under the cursor", async () => {
  const shown = await show(three, { columns: 60, rows: 20 });
  await shown.press("2", keys.down, keys.right, keys.right);
  expect(`\n${plain(shown.frame())}`).toMatchInlineSnapshot(`
    "
     trial · prisoners-dilemma · 3 players           ✓ complete
     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 12 of 12 matches · 100.0 %
     1 s · 12 matches/s · 120 turns/s

      1 Standings  [2 Cooperation]  3 Feed   4 Match

     How often the row's player cooperated with the column's
                                   ▾
                     1      2      3
       1 tit-for-tat ██ 100 ██ 100 ░░  10
     ▸ 2 cooperator  ██ 100 ██ 100 ██ 100
       3 defector    ░░   0 ░░   0 ░░   0
     cooperator with defector
     cooperates 100.0 % · payoff 0.000 · 2 matches




     q quit  ? keys  Tab screen  ↑↓←→ pair  Enter match"
  `);
});

test("the feed lists finished matches, newest first", async () => {
  const shown = await show(three, { columns: 60, rows: 20 });
  await shown.press("3");
  expect(`\n${plain(shown.frame())}`).toMatchInlineSnapshot(`
    "
     trial · prisoners-dilemma · 3 players           ✓ complete
     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 12 of 12 matches · 100.0 %
     1 s · 12 matches/s · 120 turns/s

      1 Standings   2 Cooperation  [3 Feed]  4 Match

       match                          score        cooperated
     ▸ defector × defector          10 : 10     0.0 % : 0.0 % ┃
       defector × defector          10 : 10     0.0 % : 0.0 % ┃
       cooperator × defector         0 : 50   100.0 % : 0.0 % ┃
       cooperator × defector         0 : 50   100.0 % : 0.0 % ┃
       cooperator × cooperator      30 : 30 100.0 % : 100.0 % ┃
       cooperator × cooperator      30 : 30 100.0 % : 100.0 % ┃
       defector × tit-for-tat        14 : 9    0.0 % : 10.0 % ┃
       defector × tit-for-tat        14 : 9    0.0 % : 10.0 % ┃
       cooperator × tit-for-tat     30 : 30 100.0 % : 100.0 % ┃
       cooperator × tit-for-tat     30 : 30 100.0 % : 100.0 % ┃
       tit-for-tat × tit-for-t…     30 : 30 100.0 % : 100.0 % │
     q quit  ? keys  Tab screen  ↑↓ match  Enter open"
  `);
});

test("the match view shows both rows of moves and how the seats stand", async () => {
  const shown = await show(three, { columns: 60, rows: 20 });
  await shown.press("2", keys.right, keys.right, keys.enter, keys.right, keys.right);
  expect(`\n${plain(shown.frame())}`).toMatchInlineSnapshot(`
    "
     trial · prisoners-dilemma · 3 players           ✓ complete
     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 12 of 12 matches · 100.0 %
     1 s · 12 matches/s · 120 turns/s

      1 Standings   2 Cooperation   3 Feed  [4 Match]

     defector × tit-for-tat                   repetition 1 of 2
     ‖ turn 3 of 10
                 1 ▾
     defector    DDDDDDDDDD
     tit-for-tat CDDDDDDDDD

                 move payoff   score per turn cooperation
     defector       D      1       7    2.333       0.0 %
     tit-for-tat    D      1       2    0.667      33.3 %



     q quit  ? keys  Tab screen  ←→ turn  Space play"
  `);
});

test("tab and numbers change the screen", async () => {
  const shown = await show(three, medium);
  expect(tabOf(shown.frame())).toBe("1");
  await shown.press(keys.tab);
  expect(tabOf(shown.frame())).toBe("2");
  await shown.press(keys.backTab, keys.backTab);
  expect(tabOf(shown.frame())).toBe("4");
  await shown.press(keys.tab);
  expect(tabOf(shown.frame())).toBe("1");
  await shown.press("3");
  expect(tabOf(shown.frame())).toBe("3");
});

test("enter leads from a player to its row, from a pair to its match, and escape leads back", async () => {
  const shown = await show(three, medium);
  await shown.press("j", "j", keys.enter);
  expect(tabOf(shown.frame())).toBe("2");
  expect(plain(shown.frame())).toMatch(/▸ \d cooperator/);
  await shown.press("G", "l", "l", keys.enter);
  expect(tabOf(shown.frame())).toBe("4");
  expect(plain(shown.frame())).toContain("defector × defector");
  await shown.press(keys.escape);
  expect(tabOf(shown.frame())).toBe("2");
  await shown.press(keys.escape);
  expect(tabOf(shown.frame())).toBe("1");
});

test("a match is found whichever player sits in which seat", async () => {
  const shown = await show(three, medium);
  await shown.press("2", keys.right, keys.enter);
  expect(three.find("tit-for-tat", "cooperator", 0)).toBeUndefined();
  expect(plain(shown.frame())).toContain("cooperator × tit-for-tat");
});

test("the match view steps by turns, by tens and to both ends, and changes the repetition", async () => {
  const shown = await show(fifteen, medium);
  const state = (): string => /turn \d+ of \d+/.exec(plain(shown.frame()))?.[0] ?? "";
  await shown.press("4");
  expect(state()).toBe("turn 1 of 40");
  await shown.press(keys.right, "l");
  expect(state()).toBe("turn 3 of 40");
  await shown.press(keys.pageDown);
  expect(state()).toBe("turn 13 of 40");
  await shown.press(keys.end, keys.right);
  expect(state()).toBe("turn 40 of 40");
  await shown.press(keys.pageUp, keys.left);
  expect(state()).toBe("turn 29 of 40");
  await shown.press(keys.home);
  expect(state()).toBe("turn 1 of 40");
  expect(plain(shown.frame())).toContain("repetition 3 of 3");
  await shown.press(keys.down, keys.up, keys.up);
  expect(plain(shown.frame())).toContain("repetition 1 of 3");
});

test("moves that noise flipped are in lower case and said to be", async () => {
  const match = fifteen.records.at(-1)!;
  const turn = match.trembles.row.indexOf(1);
  const shown = await show(fifteen, medium);
  await shown.press("4", ...Array<string>(turn).fill("l"));
  const letter = match.row[turn] === 0 ? "c" : "d";
  expect(plain(shown.frame())).toMatch(new RegExp(`${match.match.row} +${letter} .*flipped by noise`));
});

test("aborted matches are shown with their reason, and counted", async () => {
  const some = changed(three, (record, i) => (i === 5 ? aborted(record, 4, "it would rather not") : record));
  const shown = await show(some, medium);
  expect(plain(shown.frame())).toContain("1 aborted");
  expect(plain(shown.frame())).toMatch(/#.*aborted/);
  await shown.press("3");
  expect(plain(shown.frame())).toContain("aborted after 4 turns: refusal: it would rather not");
  const { row, column, repetition } = some.records[5]!.match;
  await shown.press(...Array<string>(some.records.length - 6).fill("j"), keys.enter);
  expect(plain(shown.frame())).toContain(`${row} × ${column}`);
  expect(plain(shown.frame())).toContain(`repetition ${repetition + 1} of 2`);
  expect(plain(shown.frame())).toContain("turn 1 of 4 · aborted: refusal: it would rather not");
});

test("a match aborted before its first turn can be looked at", async () => {
  const some = changed(three, (record) => aborted(record, 0, "no reply"));
  const shown = await show(some, medium);
  await shown.press("4");
  expect(plain(shown.frame())).toContain("no turn was complete · aborted: refusal: no reply");
  await shown.press(keys.right, keys.end, " ");
  expect(plain(shown.frame())).toContain("no turn was complete");
});

test("a game without a cooperative action is shaded by payoff, and says so", async () => {
  const pennies = await play(["random", "cooperator", "alternator"], { game: "matching-pennies" });
  const shown = await show(pennies, medium);
  await shown.press("2");
  expect(plain(shown.frame())).toContain("[2 Payoff]");
  expect(plain(shown.frame())).toContain(
    "No action here is cooperative: mean payoff of the row's player, -1 to 1",
  );
  expect(plain(shown.frame())).not.toContain("cooperates");
});

test("a list longer than the screen scrolls with its cursor", async () => {
  const shown = await show(fifteen, small);
  const last = (): string =>
    plain(shown.frame())
      .split("\n")
      .find((line) => line.includes("▸")) ?? "";
  expect(last()).toContain(" 1 ");
  await shown.press(keys.end);
  expect(last()).toContain("15 ");
  expect(plain(shown.frame())).toContain("┃");
  await shown.press(keys.pageUp);
  expect(last()).toContain("11 ");
  await shown.press("2", keys.end, ...Array<string>(20).fill("l"));
  expect(last()).toContain("15 random");
});

test("help covers the screen until a key is pressed", async () => {
  const shown = await show(three, medium);
  await shown.press("?");
  expect(plain(shown.frame())).toContain("stop the run and leave; twice: at once");
  await shown.press(keys.escape);
  expect(tabOf(shown.frame())).toBe("1");
});

test("q and Ctrl-C ask to quit, keys that were typed ahead too", async () => {
  const shown = await show(three, medium);
  await shown.press("q", keys.interrupt, "jjq");
  expect(shown.quits()).toBe(3);
});
