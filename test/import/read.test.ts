/* Long because it is a list: one entry a fault that a file can have, with its line. */
import { describe, expect, test } from "vitest";
import { gzipSync } from "node:zlib";
import { faultOf, imported, lineOf, matches, turns } from "./files.ts";

const HEAD = "match,turn,a,b,x,y\n";
const TWO = `${HEAD}1,1,ann,bob,C,D\n1,2,ann,bob,D,D\n2,1,bob,ann,C,C\n`;

const linesOf = async (...given: Parameters<typeof imported>): Promise<string[]> =>
  (await imported(...given)).records.map(lineOf);

describe("a file with a turn on every row", () => {
  test("becomes matches of the turns that it has", async () => {
    const { records, runs, rows } = await imported(TWO, turns());
    expect(records.map(lineOf)).toEqual(["0 ann CD bob DD #0", "0 bob C ann C #0"]);
    expect(runs).toMatchObject([{ matches: 2, turns: 3, label: "", factors: {} }]);
    expect(records.map(({ record }) => record.match.turns)).toEqual([2, 1]);
    expect(rows).toBe(3);
  });

  test.each([
    ["CRLF", TWO.replaceAll("\n", "\r\n")],
    ["a byte order mark", `\ufeff${TWO}`],
    ["no line break at its end", TWO.trimEnd()],
    ["empty lines", TWO.replace("2,1", "\n\n2,1")],
    [
      "turns counted from 0",
      TWO.replaceAll(",2,ann", ",0,ann")
        .replace("1,1,ann,bob,C,D\n1,0,", "1,0,")
        .replace("1,0,ann,bob,D,D\n", "1,0,ann,bob,C,D\n1,1,ann,bob,D,D\n")
        .replace("2,1,bob", "2,0,bob"),
    ],
    ["gzip", gzipSync(TWO)],
    ["quotes", TWO.replaceAll("ann", '"ann"')],
    [
      "columns in another order, and one more",
      "y,x,b,a,turn,match,z\nD,C,bob,ann,1,1,\nD,D,bob,ann,2,1,\nC,C,ann,bob,1,2,\n",
    ],
  ])("is read with %s", async (_, text) => {
    expect(await linesOf(text, turns())).toEqual(["0 ann CD bob DD #0", "0 bob C ann C #0"]);
  });

  test("counts repetitions of a pairing by itself, and takes those that the file has", async () => {
    const text = `${HEAD}1,1,ann,bob,C,D\n2,1,ann,bob,C,C\n3,1,bob,ann,C,C\n`;
    expect(await linesOf(text, turns())).toEqual([
      "0 ann C bob D #0",
      "0 ann C bob C #1",
      "0 bob C ann C #0",
    ]);
    const own = turns({ repetition: { column: "match", from: 1 } });
    expect(await linesOf(text, own)).toEqual(["0 ann C bob D #0", "0 ann C bob C #1", "0 bob C ann C #2"]);
  });

  test("is put in order where it is not sorted", async () => {
    const text = `${HEAD}1,2,ann,bob,D,D\n2,1,bob,ann,C,C\n1,1,ann,bob,C,D\n`;
    expect(await linesOf(text, turns({ sorted: false }))).toEqual(["0 ann CD bob DD #0", "0 bob C ann C #0"]);
  });

  test.each([
    ["match,turn,a,x,y\n1,1,ann,C,C\n", 'there is no column "b" (log.csv:1)'],
    [`${HEAD}1,1,ann,bob,C,D\n1,3,ann,bob,C,D\n`, "turn 3 stands where turn 2 should (log.csv:3)"],
    [`${HEAD}1,1,ann,bob,C,D\n1,1,ann,bob,C,D\n`, "turn 1 is there twice (log.csv:3)"],
    [`${HEAD}1,2,ann,bob,C,D\n`, "turn 2 stands where turn 1 should (log.csv:2)"],
    [`${HEAD}1,1.5,ann,bob,C,D\n`, '"1.5" is no turn (log.csv:2)'],
    [`${TWO}1,3,ann,bob,C,C\n`, "the match match 1 goes on after other matches began (log.csv:5)"],
    [`${HEAD}1,1,ann,bob,C,X\n`, 'unknown move "X" in column "y" (log.csv:2)'],
    [`${HEAD}1,1,ann,bob,C,\n`, 'unknown move "" in column "y" (log.csv:2)'],
    [`${HEAD}1,1,ann,bob,C\n`, "the row has 5 fields, and the header 6 (log.csv:2)"],
    [`${HEAD}1,1,,bob,C,C\n`, "the row does not say who took a seat (log.csv:2)"],
    [`${HEAD}1,1,a\u0007nn,bob,C,C\n`, `the player's name "a\u0007nn" has control characters (log.csv:2)`],
    [
      `${HEAD}1,1,ann,bob,C,C\n1,2,ann,eve,C,C\n`,
      'column "b" changes within a match, from "bob" to "eve" (log.csv:3)',
    ],
    [`match,turn,a,b,x,y,y\n`, 'the column "y" is there twice (log.csv:1)'],
    [HEAD, "the file has no rows (log.csv:1)"],
    ["", "the file has no rows (log.csv:1)"],
    ["\n\n", "the file has no rows (log.csv:1)"],
    [`${HEAD}1,1,"ann,bob,C,C\n1,2,ann,bob,C,C\n`, "a quote is not closed (log.csv:2)"],
    [`${HEAD}1,1,an"n,bob,C,C\n`, "a quote stands within a field that does not begin with one (log.csv:2)"],
    [`${HEAD}1,1,"an"n,bob,C,C\n`, "a quoted field goes on after its closing quote (log.csv:2)"],
  ])("that says %j is refused", async (text, message) => {
    expect(await faultOf(text, turns())).toBe(message);
  });
});

test("a header that another character parts says which", async () => {
  const rejected = imported(TWO.replaceAll(",", ";"), turns());
  await expect(rejected).rejects.toMatchObject({
    hint: 'All of the header is one column: say delimiter: ";".',
  });
});

test("a flag is 0, 1, false or true, and no other word", async () => {
  const mapping = turns({ row: { player: "a", moves: "x", fallbacks: "f" } });
  const fault = faultOf(`match,turn,a,b,x,y,f\n1,1,ann,bob,C,C,constructor\n`, mapping);
  expect(await fault).toBe('"constructor" in column "f" is neither 0 nor 1 (log.csv:2)');
});

test("a name of which a rule leaves nothing is refused", async () => {
  const mapping = turns({ players: [{ pattern: "(.*)_(\\d+)", id: "$1" }] });
  expect(await faultOf(`${HEAD}1,1,_1,bob,C,C\n`, mapping)).toBe(
    "the row does not say who took a seat (log.csv:2)",
  );
});

test("what is not UTF-8 is refused with its line", async () => {
  const latin1 = Buffer.from(`${HEAD}1,1,ann,bob,C,C\n2,1,Ren\u00e9,bob,C,C\n`, "latin1");
  expect(await faultOf(latin1, turns())).toBe("the text is not UTF-8 (log.csv:3)");
  expect(await faultOf(Buffer.from(`\ufeff${TWO}`, "utf16le"), turns())).toBe(
    "the text is UTF-16, not UTF-8 (log.csv)",
  );
});

test("damaged gzip data, and a name that only claims gzip, are refused", async () => {
  const packed = gzipSync(TWO.repeat(100));
  expect(await faultOf(packed.subarray(0, 60), turns(), "log.csv.gz")).toBe(
    "the gzip data are damaged: they end too early (log.csv.gz)",
  );
  expect(await faultOf(TWO, turns(), "log.csv.gz")).toBe(
    "the name ends in .gz, but the content is not gzip's (log.csv.gz)",
  );
});

test("a line of more than 32 MB is refused with its number", async () => {
  const text = `${TWO}3,1,${"a".repeat((1 << 25) + (1 << 20))},bob,C,C\n`;
  expect(await faultOf(text, turns())).toBe("the line is longer than 32 MB (log.csv:5)");
  const quoted = `${TWO}3,1,"${"a\n".repeat(1 << 24)}",bob,C,C\n`;
  expect(await faultOf(quoted, turns())).toBe("the row is longer than 32 MB (log.csv:5)");
}, 120_000);

describe("a section of a file with several tables", () => {
  const text = `Results\nmade,today\n\nmatch,count\n1,2\n\nTHE MOVES\n${TWO}\nSUMMARY\nmatch,winner\n1,"ann\n`;

  test("is read from its header to the next empty line, whatever follows", async () => {
    const mapping = turns({ section: "match,turn" });
    expect(await linesOf(text, mapping)).toEqual(["0 ann CD bob DD #0", "0 bob C ann C #0"]);
    expect(await faultOf(text.replace("ann,C,C", "ann,C,Q"), mapping)).toBe(
      'unknown move "Q" in column "y" (log.csv:11)',
    );
  });

  test("that is not there is missed", async () => {
    expect(await faultOf(text, turns({ section: "round,turn" }))).toBe(
      'no line begins with "round,turn" (log.csv:1)',
    );
  });
});

describe("a file with a match on every row", () => {
  test.each([
    ["letters", "CDD", "letters"],
    ["JSON", '"[""C"", ""D"", ""D""]"', "json"],
    ["Python's notation", '"[\'C\', \'D\', ""D""]"', "python"],
    ["a separator", "C; D;D", { separator: ";" }],
  ])("has its moves in %s", async (_, cell, sequence) => {
    const text = `a,b,x,y\nann,bob,${cell},${cell}\n`;
    expect(await linesOf(text, matches({ sequence }))).toEqual(["0 ann CDD bob CDD #0"]);
  });

  test.each([
    [{}, "ann,bob,CD,C", "the row seat has 2 moves, and the column seat 1 (log.csv:2)"],
    [{}, "ann,bob,,", "the match has no turns (log.csv:2)"],
    [{ sequence: "json" }, "ann,bob,CD,CD", '"CD" in column "x" is no sequence (json) (log.csv:2)'],
    [
      { sequence: "python" },
      "ann,bob,[C D],[C]",
      '"[C D]" in column "x" is no sequence (python) (log.csv:2)',
    ],
    [
      { match: ["a", "b"] },
      "ann,bob,C,C\nann,bob,D,D",
      "a match with the same a, b stands above (log.csv:3)",
    ],
  ])("by %j, that says %j is refused", async (changes, row, message) => {
    expect(await faultOf(`a,b,x,y\n${row}\n`, matches(changes))).toBe(message);
  });

  test("aborts a match that has fewer turns than planned, and refuses one that has more", async () => {
    const mapping = matches({ "planned-turns": "n" });
    const { records, runs } = await imported("a,b,x,y,n\nann,bob,CD,CD,2\nann,bob,C,C,2\n", mapping);
    expect(records.map(({ record }) => [record.status, record.reason])).toEqual([
      ["complete", undefined],
      ["aborted", { code: "incomplete", detail: "1 of 2 turns are there" }],
    ]);
    expect(runs[0]!.turns).toBe(4);
    expect(await faultOf("a,b,x,y,n\nann,bob,CD,CD,1\n", mapping)).toBe(
      "the match has 2 turns, and 1 were planned (log.csv:2)",
    );
  });
});

describe("labels", () => {
  test("say what moves mean, and that none was made", async () => {
    const labels = { OptionA: "D", OptionB: "C", ERROR: "aborted" };
    const text = `${HEAD}1,1,ann,bob,OptionB,OptionA\n1,2,ann,bob,OptionA,ERROR\n2,1,ann,bob,OptionA,OptionA\n`;
    const { records } = await imported(text, turns({ labels }));
    expect(records.map(lineOf)).toEqual(["0 ann C bob D #0", "0 ann D bob D #1"]);
    expect(records[0]!.record).toMatchObject({
      status: "aborted",
      reason: { code: "no-move", detail: 'the move of turn 2 is "ERROR"' },
    });
    expect(
      await faultOf(`${text}2,2,ann,bob,ERROR,OptionA\n2,3,ann,bob,OptionA,OptionA\n`, turns({ labels })),
    ).toBe("the match goes on after a move that was not made (log.csv:6)");
  });

  test("are by default an action's letter and its name", async () => {
    const text = `${HEAD}1,1,ann,bob,cooperate,D\n`;
    expect(await linesOf(text, turns())).toEqual(["0 ann C bob D #0"]);
  });

  test("must mean actions of the game", async () => {
    expect(await faultOf(TWO, turns({ labels: { C: "C", D: "X" } }))).toMatch(
      /^X is no action of prisoners-dilemma \(map\.yaml:1, labels\)$/,
    );
  });
});

test("a status other than complete aborts a match, with its reason", async () => {
  const text = "a,b,x,y,s,why\nann,bob,CC,CC,ok,\nann,bob,C,D,timeout,no reply\n";
  const { records } = await imported(
    text,
    matches({ status: { column: "s", complete: ["ok"] }, reason: "why" }),
  );
  expect(records.map(({ record }) => record.reason)).toEqual([
    undefined,
    { code: "timeout", detail: "no reply" },
  ]);
});

describe("payoffs", () => {
  const costs = { row: { player: "a", moves: "x", payoffs: "p" }, "payoff-scale": -1 };
  const game = { id: "prisoners-dilemma", R: -2, S: -10, T: 0, P: -6 };

  test("that the game pays are fine", async () => {
    const text = "match,turn,a,b,x,y,p\n1,1,ann,bob,C,D,10\n1,2,ann,bob,D,D,6\n";
    expect(await linesOf(text, turns({ ...costs, game }))).toEqual(["0 ann CD bob DD #0"]);
  });

  test("that it does not are refused with their line", async () => {
    const text = "match,turn,a,b,x,y,p\n1,1,ann,bob,C,D,10\n1,2,ann,bob,D,D,5\n";
    expect(await faultOf(text, turns({ ...costs, game }))).toBe(
      "the row seat got -5 at DD, and prisoners-dilemma(R=-2, S=-10, T=0, P=-6) pays -6 (log.csv:3)",
    );
    expect(await faultOf(text.replace(",5", ",much"), turns({ ...costs, game }))).toBe(
      '"much" is no payoff (log.csv:3)',
    );
  });
});

describe("players", () => {
  const text = `${HEAD}1,1,Bot_1,Bot_2,C,D\n2,1,Bot_2,Rule_1,C,C\n`;

  test("are renamed by the first rule that fits, so that copies are pooled", async () => {
    const players = [
      { pattern: "(Bot)_\\d", id: "$1", kind: "agent" },
      { name: "Rule_1", id: "tit-for-tat", kind: "strategy" },
    ];
    const { records, runs } = await imported(text, turns({ players }));
    expect(records.map(lineOf)).toEqual(["0 Bot C Bot D #0", "0 Bot C tit-for-tat C #0"]);
    expect(runs[0]!.players).toEqual([
      { id: "Bot", kind: "agent" },
      { id: "tit-for-tat", kind: "strategy" },
    ]);
  });

  test("stay apart where a rule keeps the copies' numbers", async () => {
    const players = [{ pattern: "(Bot)_(\\d)", id: "$1(copy=$2)" }];
    expect(await linesOf(text, turns({ players }))).toEqual([
      "0 Bot(copy=1) C Bot(copy=2) D #0",
      "0 Bot(copy=2) C Rule_1 C #0",
    ]);
  });

  test("have parameters from columns of their own", async () => {
    const row = { player: { name: "a", parameters: { persona: "y" } }, moves: "x" };
    expect(await linesOf(text, turns({ row }))).toEqual([
      "0 Bot_1(persona=D) C Bot_2 D #0",
      "0 Bot_2(persona=C) C Rule_1 C #0",
    ]);
  });

  test("are of one kind", async () => {
    const players = [
      { name: "Bot_1", id: "Bot", kind: "agent" },
      { name: "Bot_2", id: "Bot", kind: "strategy" },
    ];
    expect(await faultOf(text, turns({ players }))).toBe(
      "Bot is of kind agent and of kind strategy (log.csv:2)",
    );
  });
});

test("what the players were told of the end may stand in the file as a mapping would say it", async () => {
  const line = (told: unknown): string =>
    `${JSON.stringify({ a: "ann", b: "bob", x: "CC", y: "CD", told })}\n`;
  const mapping = matches({ format: "jsonl", horizon: { column: "told", values: { unknown: "untold" } } });
  const told = async (value: unknown): Promise<unknown> =>
    (await imported(line(value), mapping, "log.jsonl")).runs[0]!.told.horizon;
  expect(await told({ turns: 7 })).toEqual({ turns: 7 });
  expect(await told('{"continuation":0.9}')).toEqual({ continuation: 0.9 });
  expect(await told("told")).toEqual({ turns: 2 });
  expect(await told("unknown")).toBe("unknown");
  expect(await faultOf(line({ turns: 0 }), mapping, "log.jsonl")).toBe(
    'the mapping does not say what "{"turns":0}" in column "told" told the players (log.jsonl:1)',
  );
});

test("a column may say of what kind players are, and `players` goes before it", async () => {
  const text = "a,b,x,y,k,l\nann,Bot,C,C,agent,strategy\nBot,ann,D,D,strategy,agent\n";
  const changes = {
    row: { player: "a", kind: "k", moves: "x" },
    column: { player: "b", kind: "l", moves: "y" },
  };
  const kinds = async (more: object): Promise<unknown> =>
    (await imported(text, matches({ ...changes, ...more }))).runs[0]!.players;
  expect(await kinds({})).toEqual([
    { id: "ann", kind: "agent" },
    { id: "Bot", kind: "strategy" },
  ]);
  expect(await kinds({ players: [{ name: "Bot", kind: "policy" }] })).toEqual([
    { id: "ann", kind: "agent" },
    { id: "Bot", kind: "policy" },
  ]);
  expect(await faultOf(text.replace("agent", "human"), matches(changes))).toBe(
    '"human" is no kind of player (log.csv:2)',
  );
  expect(await faultOf(text.replace("strategy,agent", "agent,agent"), matches(changes))).toBe(
    "Bot is of kind strategy and of kind agent (log.csv:3)",
  );
});

describe("factors", () => {
  const text =
    "a,b,x,y,lang,told\nann,bob,C,C,en,yes\nann,bob,D,D,fr,yes\nann,bob,C,D,en,yes\nann,bob,D,C,en,no\n";
  const horizon = { column: "told", values: { yes: "told", no: "untold" } };

  test("make a run for each of their combinations", async () => {
    const { runs, records } = await imported(text, matches({ factors: { language: "lang" } }));
    expect(runs.map(({ label, factors, matches: n }) => [label, factors, n])).toEqual([
      ["language=en", { language: "en" }, 3],
      ["language=fr", { language: "fr" }, 1],
    ]);
    expect(records.map(({ run }) => run)).toEqual([0, 1, 0, 0]);
  });

  test("are joined by what else tells runs apart", async () => {
    const { runs } = await imported(text, matches({ factors: { language: "lang" }, horizon }));
    expect(runs.map(({ factors, told }) => [factors, told.horizon])).toEqual([
      [{ horizon: "told", language: "en" }, { turns: 1 }],
      [{ horizon: "told", language: "fr" }, { turns: 1 }],
      [{ horizon: "untold", language: "en" }, "unknown"],
    ]);
  });

  test("may pick the game", async () => {
    const games = [
      { where: { lang: "en" }, game: "prisoners-dilemma" },
      { where: { lang: ["fr", "de"] }, game: "stag-hunt" },
    ];
    const mapping = (some: unknown) => matches({ game: undefined, games: some });
    const { runs } = await imported(text, mapping(games));
    expect(runs.map(({ game, factors }) => [game.id, factors])).toEqual([
      ["prisoners-dilemma", { game: "prisoners-dilemma" }],
      ["stag-hunt", { game: "stag-hunt" }],
    ]);
    expect(await faultOf(text, mapping(games.slice(0, 1)))).toBe(
      "the row fits none of the games (log.csv:3)",
    );
  });

  test("must be what `where` asks for, else rows are left out", async () => {
    const { leftOut, rows, records } = await imported(text, matches({ where: { lang: "fr" } }));
    expect([leftOut, rows, records.length]).toEqual([3, 4, 1]);
    expect(await faultOf(text, matches({ where: { lang: "de" } }))).toBe(
      "none of the 4 rows is what `where` asks for (log.csv:1)",
    );
  });

  test("that tell the end keep matches of different lengths out of one run", async () => {
    const uneven = "a,b,x,y\nann,bob,C,C\nann,bob,CC,CC\n";
    expect(await faultOf(uneven, matches({ horizon: "told" }))).toBe(
      "the match has 2 turns and an earlier one 1, and a run tells its players one number (log.csv:3)",
    );
    expect(await faultOf(text, matches({ horizon: { column: "told", values: { yes: "told" } } }))).toBe(
      'the mapping does not say what "no" in column "told" told the players (log.csv:5)',
    );
  });
});

test("flipped moves are marked, and need noise", async () => {
  const text = "match,turn,a,b,x,y,f\n1,1,ann,bob,C,D,1\n1,2,ann,bob,D,D,False\n";
  const row = { player: "a", moves: "x", trembles: "f" };
  expect(await linesOf(text, turns({ row, noise: 0.1 }))).toEqual(["0 ann cD bob DD #0"]);
  expect(await faultOf(text, turns({ row }))).toBe(
    "a move was flipped, and the mapping says that there was no noise (log.csv:2)",
  );
});

describe("fallbacks", () => {
  const text =
    'match,turn,a,b,x,y,f,why\n1,1,bot,rule,C,D,0,"I, hope"\n1,2,bot,rule,D,D,1,Invalid move (X)\n';
  const players = [{ name: "rule", kind: "strategy" }];

  test("are marked by a flag, or by a text that says so", async () => {
    for (const fallbacks of ["f", { column: "why", pattern: "^Invalid" }]) {
      const row = { player: "a", moves: "x", fallbacks, reasoning: "why" };
      const { records } = await imported(text, turns({ row, players }));
      expect(records[0]!.record.calls).toMatchObject([
        { seat: "row", turn: 0, parseStatus: "ok", reasoning: "I, hope", costUsd: null },
        { seat: "row", turn: 1, parseStatus: "fallback", reasoning: "Invalid move (X)" },
      ]);
    }
  });

  test("are not a strategy's", async () => {
    const row = { player: "a", moves: "x", fallbacks: "f" };
    expect(await faultOf(text, turns({ row, kind: "strategy" }))).toBe(
      "a move of bot was a fallback, and the mapping has it as a strategy (log.csv:2)",
    );
  });
});

describe("a file with JSON on every line", () => {
  const mapping = matches({
    format: "jsonl",
    row: { player: "seats[0].name", moves: "turns[*][0]" },
    column: { player: "seats[1].name", moves: "turns[*][1]" },
  });
  const line = JSON.stringify({
    seats: [{ name: "ann" }, { name: "bob" }],
    turns: ["CD", "DD"].map((t) => t.split("")),
  });

  test("leads to values by paths", async () => {
    expect(await linesOf(`${line}\n\r\n${line}`, mapping)).toEqual([
      "0 ann CD bob DD #0",
      "0 ann CD bob DD #1",
    ]);
  });

  test.each([
    [`${line}\n{"seats":`, "the line is not JSON (log.csv:2)"],
    [`${line}\n[1]`, 'there is no column "seats[0].name" (log.csv:2)'],
    [`${line}\n${line.replace("turns", "turn")}`, 'there is no column "turns[*][0]" (log.csv:2)'],
    ["a,b\n1,2\n", "the line is not JSON (log.csv:1)"],
  ])("that says %j is refused", async (text, message) => {
    expect(await faultOf(text, mapping)).toBe(message);
  });
});
