/* Long because frames are compared whole, as they stand on the screen. */
import { expect, test } from "vitest";
import { NOTHING_SPENT } from "../../src/core/usage.ts";
import { asked, busy, call } from "./calls.ts";
import { keys, misfits, plain, show, sizes } from "./screens.tsx";
import { aborted, changed, play, type Played } from "./tournaments.ts";

const escapes = "\u001b[2J\u001b[31mhidden\u0007\r\n\u202e";
const base = await play(["tit-for-tat", "defector"], { repetitions: 2 });
const llm = changed(base, (record) =>
  record.match.row !== "tit-for-tat"
    ? record
    : {
        ...asked(record, "row"),
        messages: [
          { seat: "row", turn: 1, text: "Let us both pick A." },
          { seat: "column", turn: 1, text: "" },
        ],
      },
);
const medium = { columns: 80, rows: 24 };
const small = { columns: 40, rows: 10 };

/** Shows the match of tit-for-tat against itself. */
async function opened(played: Played, size = medium) {
  const shown = await show(played, size, () => busy);
  await shown.press("2", keys.enter);
  return shown;
}

test("the header says what calls have come to, and a screen of its own by whom", async () => {
  const shown = await show(llm, medium, () => busy);
  await shown.press("5");
  expect(`\n${plain(shown.frame())}`).toMatchInlineSnapshot(`
    "
     trial · prisoners-dilemma · 2 players                               ✓ complete
     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 6 of 6 matches · 100.0 %
     1 s · 6.0 matches/s · 60 turns/s
     $0.42 of $5.00 · 1,204 calls · 24 in flight · 3 waiting · paused 14 s

      1 Standings   2 Cooperation   3 Feed   4 Match  [5 Calls]

     player           calls cached unreadable re-asked fallback         cost
     tit-for-tat        900      2          4        2        2        $0.42
     defector           304                                        $0.00 + ?

     provider              in flight at most waiting
     openai api.openai.com        12   12/32       3  paused 14 s
     vllm localhost:8000          12   16/16

     No match was aborted.






     q quit  ? keys  Tab screen  ↑↓ scroll  Esc back"
  `);
});

test("the smallest terminal has the cost in place of the progress bar", async () => {
  const shown = await show(llm, small, () => busy);
  await shown.press("5");
  expect(`\n${plain(shown.frame())}`).toMatchInlineSnapshot(`
    "
    trial · prisoners-dilemma · … ✓ complete
    6/6 · $0.42 of $5.00 · paused 14 s
     1 Rank 2 Coop 3 Feed 4 Match[5 Calls]
    player           calls         cost    ┃
    tit-for-tat        900        $0.42    ┃
    defector           304    $0.00 + ?    ┃
                                           │
    provider        in flight              │
    q quit  ? keys  Tab screen  ↑↓ scroll"
  `);
});

test("the standings say how many moves were fallbacks, where there are any", async () => {
  const shown = await show(llm, medium, () => busy);
  const lines = plain(shown.frame()).split("\n");
  expect(lines.find((line) => line.includes("mean"))).toMatch(/ matches fallback$/);
  expect(lines.find((line) => line.includes("tit-for-tat"))).toMatch(/ 2$/);
  const without = await show(base, medium, () => busy);
  expect(plain(without.frame())).not.toContain("fallback");
});

test("calls that failed or came to nothing have columns of their own", async () => {
  const wrong = changed(base, (record) => ({
    ...aborted(record, 1, "no"),
    calls: [
      call("row", 0, { parseStatus: "refused" }),
      call("row", 1, { parseStatus: "failed", reply: null }),
    ],
  }));
  const shown = await show(wrong, medium, () => busy);
  await shown.press("5");
  expect(plain(shown.frame())).toMatch(/player +calls +failed refused tokens in +out +cost\n/);
  expect(plain(shown.frame())).toMatch(/tit-for-tat +900 +2 +2 +300 k +9.4 k +\$0.42\n/);
});

test.each([
  [60, " 1 Standings   2 Cooperation   3 Feed   4 Match  [5 Calls]"],
  [57, " 1 Rank   2 Coop   3 Feed   4 Match  [5 Calls]"],
  [40, " 1 Rank 2 Coop 3 Feed 4 Match[5 Calls]"],
])("at %i columns the names of the screens are shortened rather than cut", async (columns, tabs) => {
  const shown = await show(llm, { columns, rows: 20 }, () => busy);
  await shown.press("5");
  expect(
    plain(shown.frame())
      .split("\n")
      .find((line) => line.includes("[5"))
      ?.trim(),
  ).toBe(tabs.trim());
});

test("without anybody to tell of calls there is neither line nor screen", async () => {
  const shown = await show(llm, medium);
  await shown.press("5");
  expect(plain(shown.frame())).toContain("[1 Standings]");
  expect(plain(shown.frame())).not.toContain("Calls");
  expect(plain(shown.frame())).not.toContain("$");
  await shown.press(keys.backTab);
  expect(plain(shown.frame())).toContain("[4 Match]");
});

test("before there is anything to tell, the screen of calls says so", async () => {
  const shown = await show(llm, medium, () => null);
  await shown.press("5");
  expect(plain(shown.frame())).toContain("Nothing has been asked yet.");
});

test("the screen of calls scrolls", async () => {
  const shown = await show(llm, small, () => busy);
  await shown.press("5", keys.end);
  expect(plain(shown.frame())).toContain("No match was aborted.");
  await shown.press(...Array<string>(9).fill(keys.up));
  expect(plain(shown.frame())).toMatch(/player +calls +cost/);
  await shown.press(keys.escape);
  expect(plain(shown.frame())).toContain("[1 Rank]");
});

test("a budget near its end and a cost that is not known are said to be", async () => {
  const spent = { ...NOTHING_SPENT, calls: 9, costUsd: 4.2, unpriced: 3 };
  const shown = await show(llm, { columns: 120, rows: 30 }, () => ({ ...busy, spent }));
  expect(plain(shown.frame())).toContain("$4.20 of $5.00 (84 %) + 3 calls of unknown price · 9 calls");
});

test("the match view shows fallback moves, and what was answered in the turn", async () => {
  const shown = await opened(llm);
  await shown.press("l", "l");
  expect(`\n${plain(shown.frame())}`).toMatchInlineSnapshot(`
    "
     trial · prisoners-dilemma · 2 players                               ✓ complete
     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 6 of 6 matches · 100.0 %
     1 s · 6.0 matches/s · 60 turns/s
     $0.42 of $5.00 · 1,204 calls · 24 in flight · 3 waiting · paused 14 s

      1 Standings   2 Cooperation   3 Feed  [4 Match]  5 Calls

     tit-for-tat × tit-for-tat                                    repetition 1 of 2
     ‖ turn 3 of 10
                 1 ▾
     tit-for-tat CCCCCCCCCC
     tit-for-tat CCCCCCCCCC
     fallback      ▀

                 move payoff   score per turn cooperation
     tit-for-tat    C      3       9    3.000     100.0 %         fallback
     tit-for-tat    C      3       9    3.000     100.0 %

     tit-for-tat · row                                          move · unreadable
     fault      it names both A and B
     reply      A or B
     … 16 more lines: Enter
     q quit  ? keys  Tab screen  ←→ turn  Enter prompts  Space play  ↑↓ repetition"
  `);
});

test("enter shows all that was asked and answered in a turn, a re-ask without what it repeats", async () => {
  const shown = await opened(llm, { columns: 80, rows: 33 });
  await shown.press("l", "l", keys.enter);
  expect(`\n${plain(shown.frame())}`).toMatchInlineSnapshot(`
    "
     trial · prisoners-dilemma · 2 players                               ✓ complete
     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 6 of 6 matches · 100.0 %
     1 s · 6.0 matches/s · 60 turns/s
     $0.42 of $5.00 · 1,204 calls · 24 in flight · 3 waiting · paused 14 s

      1 Standings   2 Cooperation   3 Feed  [4 Match]  5 Calls

     tit-for-tat × tit-for-tat                                    repetition 1 of 2
     ‖ turn 3 of 10 · C × C
     tit-for-tat · row                                          move · unreadable
     fault      it names both A and B
     reply      A or B
                schema · neutral.en · answered by gpt-5.2-2026-01-11 · tokens 812
                in (600 cached), 12 out (8 reasoning) · $0.0012 · 1 s · 1 retry
     labels     A means C, B means D
     system     You play a game over many rounds.
                In each, pick A or B.
     user       Round 3 begins. Which do you pick?

     tit-for-tat · row                                        re-ask 1 · fallback
     fault      it names neither
     reply      Both.
                schema · neutral.en · answered by gpt-5.2-2026-01-11 · tokens 812
                in (600 cached), 12 out (8 reasoning) · $0.0012 · 1 s · 1 retry
     labels     A means C, B means D
                2 messages as before
     assistant  A or B
     user       That cannot be read: it names both A and B. Answer with A or B.



     q quit  ? keys  Tab screen  ↑↓ scroll  ←→ turn  Esc moves"
  `);
});

test("what is read scrolls, goes along with the turn, and closes", async () => {
  const shown = await opened(llm, small);
  await shown.press(keys.right, keys.enter);
  expect(plain(shown.frame())).toContain("Cheap talk before the turn");
  await shown.press(keys.down);
  expect(plain(shown.frame())).toMatch(/row +Let us both/);
  await shown.press(keys.end);
  expect(plain(shown.frame())).toContain("you pick?");
  await shown.press(keys.right);
  expect(plain(shown.frame())).toContain("move · unreadable");
  await shown.press(keys.escape);
  expect(plain(shown.frame())).toContain("turn 3 of 10");
  expect(plain(shown.frame())).not.toContain("unreadable");
  expect(plain(shown.frame())).toContain("[4 Match]");
});

test("there is nothing to open in a match without calls", async () => {
  const shown = await opened(base);
  const before = shown.frame();
  await shown.press(keys.enter);
  expect(shown.frame()).toBe(before);
  expect(plain(before)).not.toContain("Enter prompts");
});

test("the turn that a match broke off in can be looked at, with the reason in full", async () => {
  const detail = "HTTP 503 after 5 retries in 60 s, and the server said: upstream connect error, try again";
  const broken = changed(llm, (record) => ({
    ...aborted(record, 4, detail),
    calls: [
      call("row", 4, { parseStatus: "failed", answer: null, reply: null, error: "HTTP 503", costUsd: 0 }),
    ],
  }));
  const shown = await opened(broken);
  await shown.press(keys.end);
  const frame = plain(shown.frame());
  expect(frame).toContain("turn 5 was not complete · aborted: refusal: HTTP 503");
  expect(frame).toContain("tit-for-tat CCCC·");
  expect(frame.replaceAll(/\s+/g, " ")).toContain(`aborted refusal: ${detail}`);
  expect(frame).toContain("move · failed");
  await shown.press("5");
  expect(plain(shown.frame())).toMatch(/refusal +6/);
});

test("a match without a complete turn shows what was asked in the first", async () => {
  const failed = changed(llm, (record) => ({
    ...aborted(record, 0, "the key was refused"),
    calls: [call("row", 0, { parseStatus: "failed", answer: null, reply: null, error: "HTTP 401" })],
  }));
  const shown = await opened(failed);
  expect(plain(shown.frame())).toContain("no turn was complete · aborted: refusal: the key was refused");
  await shown.press(keys.enter);
  expect(plain(shown.frame())).toContain("HTTP 401");
});

const hostile = changed(llm, (record) => ({
  ...aborted(record, 8, escapes.repeat(30)),
  messages: [{ seat: "row", turn: 1, text: `${"say ".repeat(200)}${escapes}` }],
  calls:
    record.calls?.map((one) => ({
      ...one,
      answer: `${"合作".repeat(300)}${escapes}`,
      reasoning: `${escapes}\n\n${"so ".repeat(3000)}`,
      fault: escapes,
      error: escapes,
      labels: escapes,
      distribution: escapes,
      labelProbabilities: escapes,
      modelAnswered: escapes,
      prompt: escapes,
      request: JSON.stringify({ messages: [{ role: escapes, content: escapes.repeat(40) }] }),
    })) ?? [],
}));
const limiters = [{ ...busy.limiters[0]!, name: `evil${escapes}` }];

test.each(sizes)(
  "at $columns × $rows every screen fits, whatever was said, and nothing of it is a control",
  async (size) => {
    const shown = await show(hostile, size, () => ({ ...busy, limiters }));
    for (const key of [
      "1",
      "2",
      "3",
      "5",
      keys.end,
      "4",
      keys.right,
      keys.enter,
      keys.pageDown,
      keys.end,
      keys.right,
      keys.escape,
      "?",
    ]) {
      await shown.press(key);
      expect(misfits(shown, size), shown.frame()).toEqual([]);
      expect(plain(shown.frame()).replaceAll("\n", "")).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    }
  },
);

test("every size from the smallest up fits on the screens that calls change", async () => {
  const shown = await show(hostile, small, () => busy);
  for (const key of ["5", "4", keys.right, keys.enter]) {
    await shown.press(key);
    for (let columns = 40; columns <= 150; columns += 22) {
      for (let rows = 10; rows <= 45; rows += 5) {
        shown.resize({ columns, rows });
        expect(misfits(shown, { columns, rows }), `${columns}×${rows}\n${shown.frame()}`).toEqual([]);
      }
    }
  }
});
