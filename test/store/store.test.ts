/* Long because a log has one contract: everything that is written must be read back, kind by kind. */
import { describe, expect, it, onTestFinished } from "vitest";
import type { MatchRecord } from "../../src/core/trajectory.ts";
import { connect, type Connection } from "../../src/store/driver.ts";
import { Store } from "../../src/store/store.ts";
import {
  abortedAfter,
  newRun,
  newStore,
  opened,
  otherGame,
  PERIOD,
  prisonersDilemma,
  sampleCall,
  sampleRecord,
  sampleRecords,
  threeByThree,
} from "./sample.ts";

describe("a log gives back what was written to it:", () => {
  const noisy = newRun({ noise: 0.1 });
  const cases: [string, ReturnType<typeof newRun>, (run: ReturnType<typeof newRun>) => MatchRecord[]][] = [
    ["matches without noise", newRun(), (run) => sampleRecords(run, 3)],
    ["trembles", noisy, (run) => sampleRecords(run, 3)],
    ["games of three actions", newRun({ game: threeByThree }), (run) => sampleRecords(run, 3)],
    [
      "trembles in games of three actions",
      newRun({ game: threeByThree, noise: 0.2 }),
      (run) => sampleRecords(run, 3),
    ],
    [
      "matches of one turn and of 2,500",
      newRun(),
      (run) => [1, 2500].map((n) => sampleRecord(run, 0, 1, n, n)),
    ],
    ["more matches than are read at a time", newRun(), (run) => sampleRecords(run, 250, 2)],
    ["aborted matches", noisy, (run) => [0, 7].map((n) => abortedAfter(sampleRecord(run, 0, 1, n), n))],
    [
      "what the players are told where it is not what is true",
      newRun({ noise: 0.1, told: { game: otherGame, noise: "unknown", horizon: { continuation: 0.99 } } }),
      (run) => sampleRecords(run, 1),
    ],
    [
      "what agents are told of payoffs and of their co-player",
      newRun({ told: { ...newRun().told, payoffs: "untold", coPlayer: { as: 'a "human"\nplayer' } } }),
      (run) => sampleRecords(run, 1),
    ],
    [
      "cheap talk",
      newRun({ talk: { messages: 2, maxLength: 280, line: "…" } }),
      (run) => sampleRecords(run, 1),
    ],
    [
      "players whose ids hold quotes, line breaks and other scripts",
      newRun({ ids: [`it's "quoted"; DROP TABLE run; --`, "line\nbreak", "囚徒 🤝", "nul\u0000l"] }),
      (run) => sampleRecords(run, 1),
    ],
  ];

  it.each(cases)("%s", (_, run, recordsOf) => {
    const store = newStore();
    const id = store.beginRun(run);
    const records = recordsOf(run);
    store.append(id, records, PERIOD);
    expect([...opened(store.path, "read").records(id)]).toEqual(records);
  });

  it("calls and messages, in their order", () => {
    const store = newStore();
    const run = newRun();
    const id = store.beginRun(run);
    const unknown = { input: null, cached: null, output: null, reasoning: null };
    const calls = [
      sampleCall(),
      sampleCall({
        seat: "column",
        turn: 3,
        attempt: 1,
        answer: "non, merci ☕\n'\"",
        parseStatus: "reasked",
        isCached: true,
        retries: 0,
        tokens: unknown,
        costUsd: null,
      }),
      sampleCall({ modelAnswered: null, reply: null, reasoning: null, latencyMs: null, error: "429" }),
      sampleCall({ purpose: "say", elicitation: "free", labels: null, labelProbabilities: null }),
      sampleCall({ elicitation: "percentages", distribution: '{"C":0.7,"D":0.3}', fault: "nothing" }),
    ];
    const messages = [
      { seat: "column", turn: 1, text: "let's cooperate" },
      { seat: "row", turn: 0, text: "" },
    ] as const;
    const records = [
      { ...sampleRecord(run, 0, 1, 0), calls },
      sampleRecord(run, 0, 1, 1),
      { ...abortedAfter(sampleRecord(run, 0, 1, 2), 4), calls: calls.slice(1), messages },
    ];
    store.append(id, records, PERIOD);
    expect([...store.records(id, { calls: true })]).toEqual(records);
    expect(store.matches(id).map((match) => store.match(match.id)?.record)).toEqual(records);
  });

  it("no calls and messages unless they are asked for", () => {
    const store = newStore();
    const run = newRun();
    const id = store.beginRun(run);
    const record = sampleRecord(run, 0, 1, 0);
    const messages = [{ seat: "row", turn: 0, text: "hello" }] as const;
    store.append(id, [{ ...record, calls: [sampleCall()], messages }], PERIOD);
    expect([...store.records(id)]).toEqual([record]);
    expect(store.recordsSince(id, 0).map((logged) => logged.record)).toEqual([record]);
  });

  it("when a match was played, by its own period before that of its batch", () => {
    const store = newStore();
    const run = newRun();
    const id = store.beginRun(run);
    const record = sampleRecord(run, 0, 1, 0);
    const period = { startedAt: PERIOD.startedAt + 3.4, endedAt: PERIOD.startedAt + 7.6 };
    store.append(id, [{ ...record, period }, sampleRecord(run, 0, 1, 1)], PERIOD);
    expect(store.matches(id).map(({ startedAt, endedAt }) => ({ startedAt, endedAt }))).toEqual([
      { startedAt: PERIOD.startedAt + 3, endedAt: PERIOD.startedAt + 8 },
      PERIOD,
    ]);
  });

  it("the run, its game and its players", () => {
    const store = newStore();
    const { players, ...run } = newRun({ game: threeByThree, noise: 0.05, seed: Number.MAX_SAFE_INTEGER });
    const id = store.beginRun({ ...run, players });
    const alone = { talk: null, factors: "{}", experiment: null, batch: null, cell: null };
    const logged = { ...run, ...alone, id, status: "running", endedAt: null, matches: 0, aborted: 0 };
    expect(store.run(id)).toEqual(logged);
    expect(store.players(id)).toEqual(players);
  });
});

describe("appending", () => {
  it("leaves a match that is already there as it is, and says so", () => {
    const store = newStore();
    const run = newRun();
    const id = store.beginRun(run);
    const first = sampleRecord(run, 0, 1, 0);
    const [logged] = store.append(id, [first], PERIOD);
    const again = { ...abortedAfter(first, 3), calls: [sampleCall()] };
    const [skipped, next] = store.append(id, [again, sampleRecord(run, 0, 1, 1)], PERIOD);

    expect([logged, skipped, next]).toEqual([expect.any(Number), null, expect.any(Number)]);
    expect([...store.records(id, { repetition: 0 })]).toEqual([first]);
    expect(store.run(id)).toMatchObject({ matches: 2, aborted: 0 });
  });

  it("writes a batch entirely or not at all", () => {
    const store = newStore();
    const run = newRun();
    const id = store.beginRun(run);
    const stranger = { ...sampleRecord(run, 0, 1, 1).match, row: "nobody" };
    const batch = [sampleRecord(run, 0, 1, 0), { ...sampleRecord(run, 0, 1, 1), match: stranger }];
    expect(() => store.append(id, batch, PERIOD)).toThrow(
      new RangeError(`nobody is not a player of run ${id}`),
    );
    expect([...store.records(id)]).toEqual([]);
  });

  it.each([
    ["seed 8 instead of 7", { seed: 8 }],
    ["noise 0.5 instead of 0", { noise: 0.5 }],
    ["another game, another", { game: otherGame }],
    ["players told otherwise", { told: { ...newRun().told, horizon: "unknown" } }],
    ["players told otherwise", { told: { ...newRun().told, coPlayer: "told" } }],
    ["other cheap talk", { talk: { messages: 1, maxLength: 280, line: "" } }],
  ] as const)("refuses a match that its run could not describe: %s", (misfit, changes) => {
    const store = newStore();
    const run = newRun();
    const id = store.beginRun(run);
    const record = sampleRecord(run, 0, 1, 0);
    const misfitting = { ...record, match: { ...record.match, ...changes } };
    expect(() => store.append(id, [misfitting], PERIOD)).toThrow(`a match does not fit run ${id}: ${misfit}`);
  });

  it("takes games and terms that are equal without being the same objects, as workers send them", () => {
    const store = newStore();
    const run = newRun();
    const id = store.beginRun(run);
    const sent = structuredClone(sampleRecord(run, 0, 1, 0));
    expect(store.append(id, [sent], PERIOD)).toEqual([expect.any(Number)]);
  });

  it("takes terms that say what is so by default, and terms that leave it out, for the same", () => {
    const store = newStore();
    const run = newRun();
    const id = store.beginRun(run);
    const record = sampleRecord(run, 0, 1, 0);
    const told = { ...run.told, payoffs: "told", coPlayer: "untold" } as const;
    store.append(id, [{ ...record, match: { ...record.match, told } }], PERIOD);
    expect([...store.records(id)]).toEqual([record]);
  });

  it("refuses a run that is not in the log", () => {
    const store = newStore();
    expect(() => store.append(3, [], PERIOD)).toThrow(new RangeError(`there is no run 3 in ${store.path}`));
  });
});

describe("a run that ends", () => {
  const run = newRun({ plannedMatches: 2 });
  const first = sampleRecord(run, 0, 1, 0);
  const second = abortedAfter(sampleRecord(run, 0, 1, 1), 3);

  it.each([
    ["without a match", [], "stopped"],
    ["with some of its matches", [first], "stopped"],
    ["with all its matches, aborted ones among them", [first, second], "complete"],
  ] as const)("%s", (_, records, status) => {
    const store = newStore();
    const [other, id] = [store.beginRun(run), store.beginRun(run)];
    store.append(other, [first, second], PERIOD);
    store.append(id, records, PERIOD);
    expect(store.endRun(id, 7)).toBe(status);
    expect(store.run(id)).toMatchObject({ status, endedAt: 7 });
    expect(store.run(other)).toMatchObject({ status: "running", endedAt: null });
  });

  it("is complete once and for all", () => {
    const store = newStore();
    const id = store.beginRun(run);
    store.append(id, [first, second], PERIOD);
    store.endRun(id, 7);
    const connection = connect(store.path, { readonly: false, busyTimeoutMs: 100 });
    connection.exec("UPDATE run SET planned_matches = 3");
    connection.close();
    expect(store.endRun(id, 8)).toBe("complete");
    expect(store.run(id)).toMatchObject({ status: "complete", endedAt: 7 });
  });

  it("must be in the log", () => {
    const store = newStore();
    expect(() => store.endRun(3, 0)).toThrow(new RangeError(`there is no run 3 in ${store.path}`));
  });
});

describe("resuming", () => {
  const run = newRun({ specHash: "a", plannedMatches: 6 });
  const all = sampleRecords(run, 1);

  it("finds the newest run of a spec that was not played to its end", () => {
    const store = newStore();
    const [killed, stopped, complete] = [1, 2, 3].map(() => store.beginRun(run));
    store.beginRun(newRun({ specHash: "b" }));
    store.append(complete!, all, PERIOD);
    store.endRun(complete!, 1);
    expect(store.resumableRun("a")?.id).toBe(stopped);
    store.endRun(stopped!, 2);
    expect(store.resumableRun("a")).toMatchObject({ id: stopped, status: "stopped", endedAt: 2 });
    store.append(stopped!, all, PERIOD);
    store.endRun(stopped!, 3);
    expect(store.resumableRun("a")?.id).toBe(killed);
    expect(store.resumableRun("c")).toBeNull();
  });

  it("hands a run over to the process that goes on with it", () => {
    const store = newStore();
    const [id, other] = [store.beginRun(run), store.beginRun(run)];
    store.endRun(id, 2);
    store.continueRun(id, { pid: 99, host: "elsewhere" });
    const process = { pid: 99, host: "elsewhere" };
    expect(store.run(id)).toMatchObject({ status: "running", endedAt: null, process });
    expect(store.run(other)).toMatchObject({ process: run.process });
    expect(() => store.continueRun(77, process)).toThrow(`there is no run 77 in ${store.path}`);
  });

  it("lists the matches that are there, aborted ones too", () => {
    const store = newStore();
    const id = store.beginRun(run);
    store.append(id, [sampleRecord(run, 1, 2, 4), abortedAfter(sampleRecord(run, 0, 1, 0), 2)], PERIOD);
    expect(store.finished(id)).toEqual([
      { row: "tit-for-tat", column: "gtft(generosity=0.1)", repetition: 0 },
      { row: "gtft(generosity=0.1)", column: "defector", repetition: 4 },
    ]);
  });
});

describe("runs", () => {
  it("are listed newest first, with their matches counted", () => {
    const store = newStore();
    const run = newRun();
    const [first, second] = [store.beginRun(run), store.beginRun(run)];
    store.append(first, [...sampleRecords(run, 2), abortedAfter(sampleRecord(run, 0, 1, 2), 0)], PERIOD);
    expect(store.runs().map(({ id, matches, aborted }) => ({ id, matches, aborted }))).toEqual([
      { id: second, matches: 0, aborted: 0 },
      { id: first, matches: 13, aborted: 1 },
    ]);
  });

  it("the newest of them is found without asking for all", () => {
    const store = newStore();
    expect(store.latestRun()).toBeNull();
    const run = newRun();
    const [first, second] = [store.beginRun(run), store.beginRun(run)];
    store.append(first, sampleRecords(run, 2), PERIOD);
    store.append(second, sampleRecords(run, 1), PERIOD);
    expect(store.latestRun()).toEqual(store.run(second));
    expect(store.latestRun()).toMatchObject({ id: second, matches: 6 });
  });

  it("are found by id, by name (the newest), and by an id in digits where no run has that name", () => {
    const store = newStore();
    const [a, b, two] = ["a", "a", "2"].map((name) => store.beginRun(newRun({ name })));
    expect(store.run(a!)?.id).toBe(a);
    expect(store.run("a")?.id).toBe(b);
    expect(store.run("2")?.id).toBe(two);
    expect(store.run("1")?.id).toBe(a);
    expect([store.run("b"), store.run(99), store.run("99")]).toEqual([null, null, null]);
  });
});

describe("matches", () => {
  const run = newRun();
  const [tft, gtft, defector] = run.players.map(({ id }) => id);

  function filled() {
    const store = newStore();
    const id = store.beginRun(run);
    store.append(id, [...sampleRecords(run, 2), abortedAfter(sampleRecord(run, 1, 0, 0), 5)], PERIOD);
    return { store, id };
  }

  it.each([
    ["none", {}, 13],
    ["a player", { player: tft }, 7],
    ["a co-player alone", { coPlayer: tft }, 7],
    ["a pair, in either order", { player: gtft, coPlayer: tft }, 3],
    ["a player and a copy of itself", { player: tft, coPlayer: tft }, 2],
    ["aborted", { status: "aborted" }, 1],
    ["complete", { status: "complete", player: defector }, 6],
    ["a repetition", { repetition: 1 }, 6],
    ["a limit", { limit: 4 }, 4],
    ["somebody who did not take part", { player: "nobody" }, 0],
  ] as const)("can be filtered: %s", (_, filter, count) => {
    const { store, id } = filled();
    expect(store.matches(id, filter)).toHaveLength(count);
    expect([...store.records(id, filter)]).toHaveLength(count);
  });

  it("are summed up without their moves", () => {
    const { store, id } = filled();
    const record: MatchRecord = {
      ...sampleRecord(run, 0, 2, 9, 4),
      row: Uint8Array.of(0, 0, 1, 1),
      column: Uint8Array.of(0, 1, 1, 0),
    };
    const [matchId] = store.append(id, [record], PERIOD);
    expect(store.matches(id).at(-1)).toEqual({
      id: matchId,
      row: tft,
      column: defector,
      repetition: 9,
      status: "complete",
      turns: 4,
      plannedTurns: 4,
      rowScore: 9,
      columnScore: 9,
      rowCooperations: 2,
      columnCooperations: 2,
      reason: null,
      ...PERIOD,
    });
  });

  it("that were aborted keep their reason, the turns they had and the turns they were meant to have", () => {
    const { store, id } = filled();
    expect(store.matches(id, { status: "aborted" })[0]).toMatchObject({
      turns: 5,
      plannedTurns: 20,
      reason: { code: "timeout", detail: "no reply within 60 s" },
    });
  });

  it("of a game without a cooperative action have no cooperation", () => {
    const store = newStore();
    const other = newRun({ game: threeByThree });
    const id = store.beginRun(other);
    store.append(id, [sampleRecord(other, 0, 1, 0)], PERIOD);
    expect(store.matches(id)[0]).toMatchObject({ rowCooperations: null, columnCooperations: null });
  });

  it("are found by id within their run", () => {
    const { store, id } = filled();
    const [last] = store.matches(id).slice(-1);
    expect(store.match(last!.id)).toEqual({
      ...last,
      record: abortedAfter(sampleRecord(run, 1, 0, 0), 5),
    });
    expect(store.match(999)).toBeNull();
  });

  it("are found by their seats and repetition", () => {
    const { store, id } = filled();
    const other = store.beginRun(run);
    store.append(other, [sampleRecord(run, 0, 1, 5)], PERIOD);
    for (const summary of store.matches(id)) {
      const { row, column, repetition } = summary;
      expect(store.matchOf(id, row, column, repetition)).toEqual(store.match(summary.id));
    }
    expect(store.matchOf(id, gtft!, tft!, 0)?.status).toBe("aborted");
    expect(store.matchOf(id, tft!, gtft!, 0)?.status).toBe("complete");
    const nowhere = [
      [id, tft!, gtft!, 5],
      [id, defector!, tft!, 0],
      [id, "nobody", tft!, 0],
      [other, tft!, gtft!, 0],
    ] as const;
    for (const [of, row, column, repetition] of nowhere) {
      expect(store.matchOf(of, row, column, repetition)).toBeNull();
    }
  });

  it("are found by their seats and repetition through the index, however many there are", () => {
    const { store, id } = filled();
    const connection = connect(store.path, { readonly: true, busyTimeoutMs: 100 });
    const asked = new Set<string>();
    const prepare = ((sql: string) => {
      asked.add(sql);
      return connection.prepare(sql);
    }) as Connection["prepare"];
    const watched = new Store(
      store.path,
      Object.assign(Object.create(connection) as Connection, { prepare }),
    );
    onTestFinished(() => watched.close());
    watched.matchOf(id, tft!, gtft!, 0);
    asked.clear();

    expect(watched.matchOf(id, gtft!, defector!, 1)).not.toBeNull();
    const steps = [...asked].flatMap((sql) => {
      const plan = `EXPLAIN QUERY PLAN ${sql.replaceAll(/@\w+|\?/g, "1")}`;
      return connection.prepare<[], { detail: string }>(plan).all();
    });
    expect(steps.map(({ detail }) => detail)).toContain(
      "SEARCH match USING COVERING INDEX sqlite_autoindex_match_1 (run=? AND row=? AND column=? AND repetition=?)",
    );
    expect(steps.filter(({ detail }) => /^SCAN|TEMP B-TREE/.test(detail))).toEqual([]);
  });

  it("can be appended while others are being read", () => {
    const { store, id } = filled();
    let read = 0;
    for (const record of store.records(id)) {
      if (read++ === 0) store.append(id, [{ ...record, match: { ...record.match, repetition: 77 } }], PERIOD);
    }
    expect(read).toBe(13);
    expect(store.run(id)?.matches).toBe(14);
  });
});

describe("following a run", () => {
  it("gives what was logged since, also to another connection", () => {
    const store = newStore();
    const run = newRun();
    const [id, other] = [store.beginRun(run), store.beginRun(run)];
    const reader = opened(store.path, "read");
    const records = sampleRecords(run, 1);
    const seen: MatchRecord[] = [];
    let after = 0;
    for (const record of records) {
      store.append(other, [record], PERIOD);
      store.append(id, [record], PERIOD);
      for (const logged of reader.recordsSince(id, after)) {
        seen.push(logged.record);
        after = logged.id;
      }
    }
    expect(seen).toEqual(records);
    expect(reader.recordsSince(id, after)).toEqual([]);
    expect(reader.recordsSince(id, 0, 2).map(({ record }) => record)).toEqual(records.slice(0, 2));
  });
});

describe("a store", () => {
  it("can be closed twice, and by leaving its scope", () => {
    const store = newStore();
    store.close();
    store[Symbol.dispose]();
    expect(() => store.runs()).toThrow("not open");
  });

  it("keeps the runs of several games in one file", () => {
    const store = newStore();
    const runs = [newRun(), newRun({ game: threeByThree, noise: 0.3 }), newRun({ noise: 0.1 })];
    const ids = runs.map((run) => store.beginRun(run));
    runs.forEach((run, i) => store.append(ids[i]!, sampleRecords(run, 1), PERIOD));
    expect(ids.map((id) => store.run(id)?.game)).toEqual([prisonersDilemma, threeByThree, prisonersDilemma]);
    expect(ids.map((id) => [...store.records(id)])).toEqual(runs.map((run) => sampleRecords(run, 1)));
  });
});
