/* Long because frames are compared whole, as they stand on the screen. */
import { describe, expect, test } from "vitest";
import type { Estimate, ProfileReport } from "../../src/stats/profile/profile.ts";
import {
  beingMeasured,
  byLanguage,
  figures,
  many,
  profile,
  showMeasured,
  showProfiles,
  three,
} from "./profiles.tsx";
import { keys, misfits, plain } from "./screens.tsx";

const common = { columns: 80, rows: 24 };
const large = { columns: 120, rows: 40 };
const small = { columns: 40, rows: 10 };

const one: ProfileReport = { ...three, profiles: three.profiles.slice(0, 1), differences: [] };
const nobody: ProfileReport = { ...three, profiles: [], differences: [] };
const reports = { three, byLanguage, one, nobody, many: many(14) };

describe.each([small, { columns: 60, rows: 20 }, common, large, { columns: 200, rows: 60 }])(
  "at $columns × $rows",
  (size) => {
    test.each(Object.entries(reports))("every view of %s fits", async (_, report) => {
      const shown = await showProfiles(report, size);
      for (const key of ["1", keys.right, "2", keys.down, "3", keys.end, " ", "4", keys.right, "]", "?"]) {
        await shown.press(key);
        expect(misfits(shown, size), shown.frame()).toEqual([]);
        if (key !== "?") expect(shown.frame()).toContain("? keys");
      }
      shown.close();
    });
  },
);

test("every size from the smallest up fits", async () => {
  const shown = await showProfiles(byLanguage, small);
  await shown.press(keys.right);
  for (const view of ["1", "2", "3", "4"]) {
    await shown.press(view);
    for (let columns = 40; columns <= 160; columns += 30) {
      for (let rows = 10; rows <= 45; rows += 7) {
        shown.resize({ columns, rows });
        expect(misfits(shown, { columns, rows }), `${columns}×${rows}\n${shown.frame()}`).toEqual([]);
      }
    }
  }
  shown.close();
});

test("while profiles are measured it is shown what is done and how far it is, whatever is pressed", async () => {
  const shown = await showMeasured(beingMeasured({ doing: "reading", done: 600, total: 1200 }), common);
  expect(`\n${plain(shown.frame()).replace(/\n+ q quit/, "\n q quit")}`).toMatchInlineSnapshot(`
    "
     trial · prisoners-dilemma
     [1 Radar]  2 Heat map   3 List   4 Differences

     reading … · 600 of 1,200 matches
     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸
     q quit  ? keys  Tab view"
  `);
  const pressed = ["1", "2", "3", "4", keys.right, keys.end, keys.enter, keys.escape, "]", " ", "?", "?"];
  for (const size of [small, common, large]) {
    shown.resize(size);
    for (const key of pressed) {
      await shown.press(key);
      expect(misfits(shown, size), shown.frame()).toEqual([]);
    }
    expect(shown.frame()).toContain("600 of 1,200");
  }
  shown.close();
});

test("before it is known how much there is to measure, no share of it is told", async () => {
  const shown = await showMeasured(beingMeasured({ doing: "reading", done: 0, total: 0 }), common);
  expect(shown.frame()).toContain("reading …");
  expect(shown.frame()).not.toMatch(/NaN|0 of/);
  shown.close();
});

test("a terminal that is too small is told what size the screen needs", async () => {
  const shown = await showProfiles(three, { columns: 39, rows: 24 });
  expect(shown.frame()).toBe("needs 40×10 · q quits");
  shown.close();
});

test("a common terminal shows a player's radar, with each figure's interval beside it", async () => {
  const shown = await showProfiles(three, common);
  expect(`\n${plain(shown.frame())}`).toMatchInlineSnapshot(`
    "
     trial · prisoners-dilemma · 3 players
     [1 Radar]  2 Heat map   3 List   4 Differences

     a tit-for-tat · 14 matches · 2,800 turns

                      cooperation
                           ⢀
                       ⢀ ⠐⢀a⣀⠐ ⢀
       forgiveness a⠤⠚⠒⠒⠉⠉⠁⠠ ⠉⠉⠑⠒⠚⠢a first move     cooperation  a 0.81 0.77 – 0.85
                  ⢠⠃ ⠠     ⢠     ⡠⠊ ⠠               first move   a 1.00 0.96 – 1.00
                 ⢀⠇    ⠠ ⠐ ⠠ ⠐ ⡠⠊    ⠠              p(C | CD)    a 0.00 0.00 – 0.04
                ⢀⠎     ⠄ ⠠ ⠠ ⡠⠊ ⠠     ⠄             p(C | DD)    a 0.00 0.00 – 0.04
       niceness a⠠ ⠠ ⠠⠄⠠ ⠠ a⠊⠠ ⠠ ⠠ ⠠ ⠠ ⠄ p(C | CD)  retaliation  a 1.00 0.96 – 1.00
                ⠘⡄     ⠄ ⠠ ⢸ ⠠  ⠠     ⠄             emulation    a 1.00 0.96 – 1.00
                 ⠘⡄    ⠠   ⢸   ⠠     ⠠              niceness     a 1.00 0.96 – 1.00
                  ⠱⡀ ⠠   ⠈ ⢸ ⠈   ⠠  ⠠               forgiveness  a 1.00 0.96 – 1.00
         emulation a⢄⡀     ⢸       ⠠ p(C | DD)
                     ⠈⠑⠢⠤⣀ ⢸ ⢀ ⠠ ⠈
                          ⠉a
                      retaliation


     q quit  ? keys  Tab view  ↑↓ player  ←→ compared with  Enter list"
  `);
  shown.close();
});

test("a large terminal has a column of values for each of two players", async () => {
  const shown = await showProfiles(three, large);
  await shown.press(keys.right);
  expect(`\n${plain(shown.frame())}`).toMatchInlineSnapshot(`
    "
     trial · prisoners-dilemma · 3 players
     [1 Radar]  2 Heat map   3 List   4 Differences

     a tit-for-tat · 14 matches · 2,800 turns
     b grudger · 14 matches · 2,800 turns




                                cooperation
                                    ⠠⠐ ⢀
                              ⢀ ⠐ ⠈  ⠈   ⠈ ⠠
                          ⢀ ⠐ ⢀⣀⣀⡠⠤⠤⠔a⠒⠤⠤⠤⣀⣀⣀⠈ ⠠ ⢀
          forgiveness a⠤⠜⠒⠒⠊⠉⠉⠁      ⠈       ⢉⣉⣉⣒⣒⡲⠴& first move
                     ⢠⠃⠈             b⠒⠒⠊⠉⠉⠉⠉⠁    ⡠⠊ ⠠
                    ⢀⠇   ⠈           ⢸          ⡠⠊    ⠄
                   ⢀⠎      ⠈    ⡀ ⠄ ⠁⢸ ⠐ ⠠    ⡠⠊       ⠄
                   ⡜         ⠈⠂      ⢸     ⠈⡠⠊          ⠄               cooperation  a 0.81 0.77 – 0.85  b 0.62 0.58 – 0.66
                  ⡜          ⠈ ⠈     ⢸    ⡠⠊  ⠂          ⠄              first move   a 1.00 0.96 – 1.00  b 1.00 0.96 – 1.00
                 ⡸          ⠈    ⠈   ⢸  ⡠⠊     ⠂         ⠠              p(C | CD)    a 0.00 0.00 – 0.04  b 0.00 0.00 – 0.04
                ⡰⠁          ⠁      ⠈ ⢸⡠⠊        ⠂         ⠠             p(C | DD)    a 0.00 0.00 – 0.04  b 0.00 0.00 – 0.04
       niceness &⠫⣉⠉⠉⠉⠉⠉⠉⠉⠉⢉⠉⠉⠉⠉⠉⠉⠉⠉⠉& ⠈ ⠈ ⠈ ⠈ ⠈⠈⠈ ⠈ ⠈ ⠈ ⠈ ⠁ p(C | CD)  retaliation  a 1.00 0.96 – 1.00  b 1.00 0.96 – 1.00
                 ⢣ ⠑⠢⣀      ⢀      ⠈ ⢸ ⠈       ⠈          ⠁             emulation    a 1.00 0.96 – 1.00  b 0.55 0.51 – 0.59
                 ⠈⢆   ⠑⠢⢄    ⡀   ⠈   ⢸   ⠈    ⠈          ⠈              niceness     a 1.00 0.96 – 1.00  b 1.00 0.96 – 1.00
                  ⠈⢆     ⠉⠢⢄  ⡀⠈     ⢸     ⠈ ⡈          ⠈               forgiveness  a 1.00 0.96 – 1.00  b 0.00 0.00 – 0.04
                   ⠘⡄       ⠉b ⠈ ⠠   ⢸   ⡀ ⠂ ⠈         ⠈
                    ⠘⡄     ⠈  ⠱⡀   ⠈ ⢸ ⠂       ⠈      ⠈
                     ⠱⡀  ⠈     ⠘⢄    ⢸           ⠈    ⠁
            emulation a⢌⡀       ⠈⢢   ⢸             ⠈⠠⠁p(C | DD)
                        ⠈⠑⠒⠤⣀     ⠣⡀ ⢸        ⢀ ⠐ ⠈
                             ⠉⠒⠢⢄⡀ ⠑⡄⢸    ⢀ ⠐
                                 ⠈⠉⠒⠬&⠠ ⠈
                                retaliation





     q quit  ? keys  Tab view  ↑↓ player  ←→ compared with  Enter list"
  `);
  shown.close();
});

test("the arrows go around the players that the radar compares with, and past nobody", async () => {
  const shown = await showProfiles(three, common);
  const names = (): readonly string[] =>
    [...plain(shown.frame()).matchAll(/^ [ab] (\S+) ·/gm)].map(([, name]) => name!);
  expect(names()).toEqual(["tit-for-tat"]);
  await shown.press(keys.left);
  expect(names()).toEqual(["tit-for-tat", "random"]);
  await shown.press(keys.down);
  expect(names()).toEqual(["grudger", "random"]);
  await shown.press(keys.right);
  expect(names()).toEqual(["grudger"]);
  await shown.press(keys.right);
  expect(names()).toEqual(["grudger", "tit-for-tat"]);
  await shown.press(keys.up);
  expect(names()).toEqual(["tit-for-tat"]);
  shown.close();
});

test("a radar says where it lacks figures, and where it lacks room", async () => {
  const few = { ...three, figures: figures.slice(0, 2) };
  const shown = await showProfiles(few, common);
  expect(plain(shown.frame())).toContain("A radar needs 3 figures from 0 to 1, and the report has 2.");
  expect(plain(shown.frame())).toContain("first move   a 1.00 0.96 – 1.00");
  shown.close();
  const tiny = await showProfiles(three, small);
  expect(plain(tiny.frame())).toContain("The radar needs a larger terminal.");
  tiny.close();
});

test("the heat map shows every figure of every player, and says all of the cell under the cursor", async () => {
  const shown = await showProfiles(three, common);
  await shown.press("2", keys.right, keys.down, keys.down, keys.down, keys.down);
  expect(`\n${plain(shown.frame())}`).toMatchInlineSnapshot(`
    "
     trial · prisoners-dilemma · 3 players
      1 Radar  [2 Heat map]  3 List   4 Differences

                      1 tit-for-tat 2 grudger▾    3 random
     Cooperation                                                                  ┃
       cooperation    ██   0.81     ▓▓   0.62     ▓▓   0.50                       ┃
       first move     ██   1.00     ██   1.00     ▓▓   0.51                       ┃
       p(C | CC)      ██   1.00     ██   1.00     ▒▒   0.49                       ┃
       p(C | CD)      ░░   0.00     ░░   0.00     ▓▓   0.52                       ┃
     ▸ p(C | DC)      ██   1.00     ··      –     ▓▓   0.50                       ┃
       p(C | DD)      ░░   0.00     ░░   0.00     ▒▒   0.48                       ┃
     Character                                                                    ┃
       niceness       ██   1.00     ██   1.00     ░░   0.02                       ┃
       forgiveness    ██   1.00     ░░   0.00     ▓▓   0.50                       ┃
       retaliation    ██   1.00     ██   1.00     ▓▓   0.50                       ┃
       emulation      ██   1.00     ▓▓   0.55     ▓▓   0.50                       │
     End game                                                                     │
       end, told      ▒▒  -0.06     ▓▓   0.00     ▓▓   0.01                       │
     grudger · p(C | DC) – no move after DC
     How often the player cooperates after DC, its own action first, whatever came
     before and whoever sits across the table (share of moves, [0, 1]; Axelrod1984)

     q quit  ? keys  Tab view  ↑↓←→ cell  Enter list"
  `);
  await shown.press(keys.right, keys.end);
  expect(plain(shown.frame())).toContain("random · τ 12.50 (12.46 – 12.54) · n = 1,600 moves");
  shown.close();
});

test("a heat map of many players is of shades alone, and scrolls with the cursor", async () => {
  const shown = await showProfiles(many(30), common);
  await shown.press("2");
  expect(plain(shown.frame())).toMatch(/▸ cooperation +░░ ░░ ░░ ░░ ░░ ░░ ░░ ░░ ▒▒ /);
  await shown.press("l".repeat(29));
  expect(plain(shown.frame())).toMatch(/ 28 29 30▾ *\n/);
  expect(plain(shown.frame())).toMatch(/▸ cooperation .* ██ +┃\n/);
  expect(plain(shown.frame())).toContain("player-with-a-long-name-30 · cooperation 0.967");
  shown.close();
});

test("the list has a player's figures by family, a bar or a point with its interval for each", async () => {
  const shown = await showProfiles(three, { columns: 100, rows: 34 });
  await shown.press("3", keys.right, keys.right, keys.down);
  expect(`\n${plain(shown.frame())}`).toMatchInlineSnapshot(`
    "
     trial · prisoners-dilemma · 3 players
      1 Radar   2 Heat map  [3 List]  4 Differences

     3/3 random · 14 matches · 2,800 turns
       figure          value                                                        95 % interval     n
     Cooperation
       cooperation      0.50 ━━━━━━━━━━━━━━━━━━━━━━━┣━━╸─┤                            0.46 – 0.54 2,800
     ▸ first move       0.51 ━━━━━━━━━━━━━━━━━━━━━━━━┣━╸─┤                            0.47 – 0.55 2,700
       p(C | CC)        0.49 ━━━━━━━━━━━━━━━━━━━━━━━┣━╸─┤                             0.45 – 0.53 2,600
       p(C | CD)        0.52 ━━━━━━━━━━━━━━━━━━━━━━━━┣━━╸─┤                           0.48 – 0.56 2,500
       p(C | DC)        0.50 ━━━━━━━━━━━━━━━━━━━━━━━┣━━╸─┤                            0.46 – 0.54 2,400
       p(C | DD)        0.48 ━━━━━━━━━━━━━━━━━━━━━━┣━╸──┤                             0.44 – 0.52 2,300
     Character
       niceness         0.02 ┣╸─┤                                                     0.00 – 0.06 2,200
       forgiveness      0.50 ━━━━━━━━━━━━━━━━━━━━━━━┣━━╸─┤                            0.46 – 0.54 2,100
       retaliation      0.50 ━━━━━━━━━━━━━━━━━━━━━━━┣━━╸─┤                            0.46 – 0.54 2,000
       emulation        0.50 ━━━━━━━━━━━━━━━━━━━━━━━┣━━╸─┤                            0.46 – 0.54 1,900
     End game
       end, told        0.01                           ●┤                             0.00 – 0.05 1,800
     Memory-one
       log-likelihood -0.690     ├──●──┤                                        │ -0.730 – -0.650 1,700
     Quantal response
       τ                12.5 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┣┫             12.5 – 12.5 1,600
     first move 0.510 (0.470 – 0.550) · n = 2,700 matches
     How often its first move is cooperation (share of matches, [0, 1]; Axelrod1984)







     q quit  ? keys  Tab view  ↑↓ figure  ←→ player  Enter back"
  `);
  shown.close();
});

test("the list of who made fallback moves has figures with and without them, and Space changes places", async () => {
  const shown = await showProfiles(byLanguage, { columns: 100, rows: 30 });
  await shown.press("3");
  const row = (): string => /▸ cooperation .*/.exec(plain(shown.frame()))![0].replaceAll(/ +/g, " ");
  expect(plain(shown.frame())).toMatch(/figure +value .* without fallbacks/);
  expect(plain(shown.frame())).toContain("tit-for-tat · 14 matches · 2,800 turns · 12 fallback moves");
  expect(row()).toMatch(/^▸ cooperation 0\.81 .* 0\.77 – 0\.85 0\.62 2,800$/);
  await shown.press(" ");
  expect(plain(shown.frame())).toMatch(/without fallback moves · language: en \(1\/2\)\n/);
  expect(plain(shown.frame())).toMatch(/figure +value .* with fallbacks/);
  expect(row()).toMatch(/^▸ cooperation 0\.62 .* 0\.58 – 0\.66 0\.81 2,800$/);
  await shown.press(keys.right);
  expect(plain(shown.frame())).not.toContain("with fallbacks");
  expect(row()).toMatch(/^▸ cooperation 0\.62 .* 0\.58 – 0\.66 2,800$/);
  shown.close();
});

test("a report that compares without fallback moves is so shown at first, and its differences stay so", async () => {
  const shown = await showProfiles(byLanguage, common, true);
  const tag = "without fallback moves · language: en (1/2)";
  expect(plain(shown.frame())).toContain(tag);
  await shown.press(" ");
  expect(plain(shown.frame())).not.toContain(tag);
  await shown.press("4", " ");
  expect(plain(shown.frame())).toContain(tag);
  await shown.press("1");
  expect(plain(shown.frame())).not.toContain(tag);
  shown.close();
});

test("Space does nothing where there were no fallback moves", async () => {
  const shown = await showProfiles(three, common);
  const before = shown.frame();
  await shown.press(" ");
  expect(shown.frame()).toBe(before);
  expect(plain(before)).not.toContain("fallback");
  shown.close();
});

test("differences are listed with intervals about 0 and adjusted chances, of all figures or of one", async () => {
  const shown = await showProfiles(three, common);
  await shown.press("4", keys.down);
  expect(`\n${plain(shown.frame())}`).toMatchInlineSnapshot(`
    "
     trial · prisoners-dilemma · 3 players
      1 Radar   2 Heat map   3 List  [4 Differences]

     of all figures   3 of 5 beyond chance at 5 %, adjusted · 1 without an interval
       player      less    figure      value -0.6                    0.6 adjusted p
       tit-for-tat grudger cooperation  0.19              │ ├─●─┤             0.001
     ▸ tit-for-tat random  cooperation  0.31              │    ├─●┤           0.006
       grudger     random  cooperation  0.12              │├─●┤               0.120
       tit-for-tat grudger retaliation  0.00            ├─●─┤                 1.000
       tit-for-tat random  retaliation  0.50              │        ├─●─┤    < 0.001
       grudger     random  retaliation  0.50              │          ●            –
     tit-for-tat less random
     cooperation 0.310 (0.230 – 0.390) · p 0.001, 0.006 adjusted
     How often the player cooperates (share of turns, [0, 1]; Axelrod1984)








     q quit  ? keys  Tab view  ↑↓ pair  ←→ figure  Enter radar"
  `);
  await shown.press(keys.right, keys.right);
  expect(plain(shown.frame())).toMatch(
    /of retaliation +1 of 2 beyond chance at 5 %, adjusted · 1 without an interval\n/,
  );
  expect(plain(shown.frame())).not.toContain("0.31 ");
  await shown.press(keys.right);
  expect(plain(shown.frame())).toContain("of all figures");
  await shown.press(keys.left, keys.end);
  expect(plain(shown.frame())).toContain("retaliation 0.500 (no interval) · p –, – adjusted");
  shown.close();
});

test("without a second player there is nothing to compare", async () => {
  const shown = await showProfiles(one, common);
  await shown.press("4", keys.enter);
  expect(plain(shown.frame())).toContain(
    "No differences: they take two players, and figures to compare them in.",
  );
  shown.close();
});

test("Enter leads from a difference to the radar of its players, and to a list and back", async () => {
  const shown = await showProfiles(three, common);
  await shown.press("4", keys.down, keys.down, keys.enter);
  expect(plain(shown.frame())).toMatch(/\[1 Radar\][^]* a grudger .*\n b random /);
  await shown.press(keys.escape);
  expect(plain(shown.frame())).toContain("[4 Differences]");
  expect(plain(shown.frame())).toMatch(/▸ grudger +random/);
  await shown.press("2", keys.down, keys.enter);
  expect(plain(shown.frame())).toMatch(/\[3 List\][^]*2\/3 grudger[^]*▸ first move/);
  await shown.press(keys.enter);
  expect(plain(shown.frame())).toContain("[2 Heat map]");
  await shown.press(keys.escape);
  expect(plain(shown.frame())).toContain("[1 Radar]");
  shown.close();
});

test("brackets go around the groups, in which a player may have no match", async () => {
  const shown = await showProfiles(byLanguage, common);
  expect(plain(shown.frame())).toContain("language: en (1/2)");
  await shown.press("3", keys.right, keys.right, "]");
  expect(plain(shown.frame())).toContain("language: zh (2/2)");
  expect(plain(shown.frame())).toContain("3/3 random · no match in this group");
  expect(plain(shown.frame())).toContain("cooperation – no match in this group");
  await shown.press("4");
  expect(plain(shown.frame())).toContain("None in this group.");
  await shown.press("]");
  expect(plain(shown.frame())).toContain("language: en (1/2)");
  await shown.press("[");
  expect(plain(shown.frame())).toContain("language: zh (2/2)");
  await shown.press("3", keys.left);
  expect(plain(shown.frame())).toContain("2/3 grudger · 14 matches · 2,800 turns · 1 aborted");
  shown.close();
});

test("a report without profiles says so in every view", async () => {
  const shown = await showProfiles(nobody, common);
  for (const view of ["1", "2", "3", "4"]) {
    await shown.press(view, keys.down, keys.right, keys.enter, "[");
    expect(plain(shown.frame())).toContain("Nobody has a profile here.");
  }
  shown.close();
});

test("a figure that a profile does not have was not measured", async () => {
  const shown = await showProfiles({ ...one, profiles: [profile("new", [])] }, common);
  await shown.press("3");
  expect(plain(shown.frame())).toContain("– needs 2 matches, has 1");
  shown.close();
  const bare = { ...one, profiles: [{ ...profile("bare", []), estimates: {} }] };
  const other = await showProfiles(bare, common);
  await other.press("3");
  expect(plain(other.frame())).toContain("– was not measured");
  other.close();
});

test("? shows the keys, any key closes them, and q leaves from everywhere", async () => {
  const shown = await showProfiles(three, common);
  await shown.press("?");
  expect(plain(shown.frame())).toContain("the group before, the next one");
  await shown.press("2");
  expect(plain(shown.frame())).toContain("[1 Radar]");
  await shown.press("q", "?", "q");
  expect(shown.quits()).toBe(2);
  shown.close();
});

test("control sequences in names, groups, figures and reasons do not reach the frame", async () => {
  const evil = "evil\u001b[2J\u001b[31mhidden\u0007\r\n\u202e";
  const why: Estimate = { value: null, interval: null, n: 0, lacking: evil };
  const report: ProfileReport = {
    runs: [{ id: 1, name: evil, game: evil }],
    by: evil,
    figures: figures.map((own) => ({
      ...own,
      title: `${own.title} ${evil}`,
      description: evil,
      unit: evil,
      counts: evil,
    })),
    profiles: [0, 1].map((i) => ({
      ...three.profiles[0]!,
      player: `${evil}${i}`,
      group: evil,
      estimates:
        i === 0 ? three.profiles[0]!.estimates : Object.fromEntries(figures.map(({ id }) => [id, why])),
    })),
    differences: [{ ...three.differences[0]!, group: evil, players: [`${evil}0`, `${evil}1`] }],
  };
  const shown = await showProfiles(report, large);
  for (const key of ["1", keys.right, "2", keys.right, "3", "4"]) {
    await shown.press(key);
    const letters = plain(shown.frame()).replaceAll("\n", "");
    expect(letters).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    expect(letters.split("evil").length).toBeGreaterThan(6);
    expect(misfits(shown, large)).toEqual([]);
  }
  shown.close();
});
