import { describe, expect, test } from "vitest";
import { told, waitingFor } from "../../src/tui/training.ts";
import { keys, misfits, plain } from "./screens.tsx";
import { after, mixed, newsOf, pointAt, showTrainingAt } from "./trainings.tsx";

const twelve = told(after(newsOf(12)), { kind: "progress", step: 13, what: "playing", done: 0.456 }, 120_000);
const long = after(newsOf(500, 1, 100_000));
const trainings = {
  twelve,
  long,
  one: after(newsOf(1, 1)),
  none: after(newsOf(0)),
  waiting: waitingFor(mixed),
};

const sizes = [
  { columns: 40, rows: 10 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
];

describe.each(sizes)("at $columns × $rows", (size) => {
  test.each(Object.entries(trainings))("every view of %s fits", async (_, training) => {
    const shown = await showTrainingAt(training, size);
    for (const key of ["", keys.right, keys.enter, keys.down, keys.left, "?"]) {
      await shown.press(key);
      expect(misfits(shown, size), shown.frame()).toEqual([]);
      if (key !== "?") expect(shown.frame()).toContain("? keys");
    }
    shown.close();
  });
});

test("every size from the smallest up fits", async () => {
  const shown = await showTrainingAt(twelve, { columns: 40, rows: 10 });
  for (const view of [keys.right, keys.enter]) {
    await shown.press(view);
    for (let columns = 40; columns <= 160; columns += 17) {
      for (let rows = 10; rows <= 45; rows += 5) {
        shown.resize({ columns, rows });
        expect(misfits(shown, { columns, rows }), `${columns}×${rows}\n${shown.frame()}`).toEqual([]);
      }
    }
  }
  shown.close();
});

test("a terminal that is too small is told what size the screen needs", async () => {
  const shown = await showTrainingAt(twelve, { columns: 39, rows: 24 });
  expect(shown.frame()).toBe("needs 40×10 · q quits");
  shown.close();
});

test("a common terminal shows all curves of a learner at once", async () => {
  const shown = await showTrainingAt(twelve, { columns: 80, rows: 24 });
  expect(`\n${plain(shown.frame())}`).toMatchInlineSnapshot(`
    "
     mixed-pool · ppi · prisoners-dilemma(R=1, S=-1, T=2, P=0)            ▶ running
     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━────────────────────── 12 of 20 phases · 60.0 %
     playing 45 % · 1 min 20 s left · 2 min 0 s elapsed · 9,600 turns/s
     [learner 1]  learner 2

     ▸ Payoff per turn                         Cooperation
       a learners 0.90  b tabular 0.98         a learners 93 %  b tabular 8 %
     1.00┤⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⢉⣉⣉⠭⠭⠝⠛ ab  100 %┤                      ⢀⡠⠤⠤⠒⠒⠒⠒ a
         ┤                   ⢀⡠⠔⠊⠁                ┤                   ⡠⠔⠊⠁
         ┤               ⢀⣀⠤⠒⠁                    ┤               ⢀⡠⠔⠉
     0.00┤⣀⣀⣀⣀⣀⣀⣀⠤⠤⠤⠤⠤⠔⠒⠊⠁                     0 %┤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠴⠶⠮⠥⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤ b
         └ phase 1                    12          └ phase 1                    12

       Cooperation with probes                 Loss
       a tit… 95 %  b coo… 1 %  c def… 10 %    a own 0.480  b coPlayer 0.417
     100 %┤              ⣀⠤⠤⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒ a   0.600┤⠒⠢⠤⠤⠤⠤⠤⣀⣀⡀
          ┤          ⢀⠤⠒⠉                         ┤⠒⠒⠒⠒⠤⠤⠤⣀⣀⡈⠉⠉⠒⠒⠒⠒⠒⠢⠤⠤⢄⣀⣀
          ┤       ⢀⡠⠒⠁                            ┤         ⠈⠉⠉⠒⠒⠒⠤⠤⠤⠤⠤⢄⣀⣀⠉⠉⠉⠉⠉⠑⠒ a
       0 %┤⣶⣶⣶⣶⣒⣒⣛⣓⣒⣒⣒⣒⣒⣒⣒⣒⣒⣒⣒⣒⣒⣒⣒⣒⣒⣒⣒⣒⣒ bc  0.400┤                       ⠉⠉⠑⠒⠒⠢⠤ b
          └ phase 1                   12          └ phase 1                    12


     q stop and keep  ? keys  ←→ curve  ↑↓ learner  Enter one curve"
  `);
  shown.close();
});

test("Enter shows one curve alone, with the latest figures below it, and Enter or Esc all again", async () => {
  const shown = await showTrainingAt(twelve, { columns: 80, rows: 24 });
  await shown.press(keys.right, keys.enter);
  expect(`\n${plain(shown.frame())}`).toMatchInlineSnapshot(`
    "
     mixed-pool · ppi · prisoners-dilemma(R=1, S=-1, T=2, P=0)            ▶ running
     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━────────────────────── 12 of 20 phases · 60.0 %
     playing 45 % · 1 min 20 s left · 2 min 0 s elapsed · 9,600 turns/s
     [learner 1]  learner 2

     ▸ Cooperation
       a learners 93 %  b tabular 8 %
     100 %┤                                                           ⣀⣀⣀⠤⠤⠤⠤⠤⠤⠤⠤ a
          ┤                                                  ⣀⣀⠤⠤⠒⠒⠉⠉⠉
          ┤                                           ⢀⣀⠤⠔⠒⠊⠉
          ┤                                       ⣀⠤⠔⠊⠁
          ┤                              ⢀⣀⣀⠤⠤⠒⠒⠉⠉
       0 %┤⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠚⠛⠛⠓⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒ b
          └ phase 1                                                            12

     co-player           payoff cooperates its payoff it cooperates episodes
     learners             0.904     93.4 %      0.452        46.7 %      480
     tabular              0.976      8.0 %      0.488         4.0 %      480
     probe tit-for-tat    0.900     94.9 %      0.450        47.5 %      480
     probe cooperator     2.000      1.0 %      1.000         0.5 %      480
     probe defector      -0.050     10.0 %     -0.025         5.0 %      480

     q stop and keep  ? keys  ←→ curve  ↑↓ learner  Enter all curves"
  `);
  await shown.press(keys.enter);
  expect(plain(shown.frame())).toContain("Loss");
  await shown.press(keys.enter, keys.escape);
  expect(plain(shown.frame())).toContain("Loss");
  shown.close();
});

test("the smallest terminal shows one curve at a time", async () => {
  const shown = await showTrainingAt(twelve, { columns: 40, rows: 10 });
  expect(`\n${plain(shown.frame())}`).toMatchInlineSnapshot(`
    "
    mixed-pool · ppi · prisoners-… ▶ running
    ━━━━━━━━━━━──────── 12/20 · playing 45 %
    [learner 1]  learner 2
    ▸ Payoff per turn
      a learners 0.90  b tabular 0.98
    1.00┤⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⣉⡩⠭⠭⠛⠛⠛⠛⠛⠛⠛ ab
    0.00┤⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⡠⠤⠤⠒⠒⠒⠉⠉
        └ phase 1                      12
    q stop and keep  ? keys  ←→ curve"
  `);
  await shown.press(keys.right);
  expect(plain(shown.frame())).toContain("▸ Cooperation\n");
  shown.close();
});

test("the arrows go around curves and learners", async () => {
  const shown = await showTrainingAt(twelve, { columns: 80, rows: 24 });
  const chosen = (): string | undefined => /▸ ([A-Z][a-z ]+?)(?: {2}|\n)/.exec(plain(shown.frame()))?.[1];
  await shown.press(keys.left);
  expect(chosen()).toBe("Loss");
  await shown.press(keys.right, keys.right, keys.right);
  expect(chosen()).toBe("Cooperation with probes");
  await shown.press("1");
  expect(chosen()).toBe("Payoff per turn");
  expect(plain(shown.frame())).toContain("a learners 0.90");
  await shown.press(keys.down);
  expect(plain(shown.frame())).toContain("learner 1  [learner 2]");
  expect(plain(shown.frame())).toContain("a learners 0.68");
  await shown.press(keys.down);
  expect(plain(shown.frame())).toContain("[learner 1]  learner 2");
  shown.close();
});

test("q asks to stop and keep, and the screen says what it then does", async () => {
  const shown = await showTrainingAt(twelve, { columns: 80, rows: 24 });
  expect(plain(shown.frame())).toContain("q stop and keep");
  await shown.press("q");
  expect(shown.quits()).toBe(1);
  shown.close();
  const complete = await showTrainingAt(told(twelve, { kind: "finished", state: null }, 130_000), {
    columns: 80,
    rows: 24,
  });
  expect(plain(complete.frame())).toMatch(/✓ complete\n.*20 of 20 phases · 100\.0 %/);
  expect(plain(complete.frame())).toContain("q quit ");
  complete.close();
});

test("control sequences in names do not reach the frame", async () => {
  const evil = "evil\u001b[2J\u001b[31mhidden\u0007\r\n\u202e";
  const point = pointAt(1, 1);
  const [own] = point.learners;
  const met = own!.against["tabular"]!;
  const disguised = {
    ...point,
    learners: [1, 2].map((i) => ({
      ...own!,
      learner: `${i}${evil}`,
      losses: { [evil]: 1 },
      against: { [evil]: met },
      probes: { [evil]: met },
    })),
  };
  const training = told(
    told(waitingFor({ ...mixed, name: evil, game: evil }), { kind: "started", step: 0, of: 2 }, 0),
    { kind: "point", point: disguised, of: 2 },
    9,
  );
  const size = { columns: 120, rows: 40 };
  const shown = await showTrainingAt(
    told(training, { kind: "progress", step: 2, what: evil, done: 0 }, 10),
    size,
  );
  const letters = shown
    .frame()
    .replaceAll(/\u001b\[[\d;]*m/g, "")
    .replaceAll("\n", "");
  expect(letters).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  expect(letters.split("evil").length).toBeGreaterThan(6);
  expect(misfits(shown, size)).toEqual([]);
  shown.close();
});
