import { join } from "node:path";
import { expect, it } from "vitest";
import { connect } from "../../src/store/driver.ts";
import { openStore } from "../../src/store/open.ts";
import { VERSION_1 } from "../../src/store/schema.ts";
import { pragma } from "./pragma.ts";
import { newRun, newStore, opened, PERIOD, sampleCall, sampleRecord, temporaryFolder } from "./sample.ts";

const run = newRun({ plannedMatches: 2, specHash: "old" });
const JSON_REPLY = '{"choices":[]}';

/** A log as version 1 left it: a run that was interrupted after a match with calls and cheap talk. */
function logOfVersion1(): string {
  const path = join(temporaryFolder(), "log.db");
  const old = connect(path, { readonly: false, busyTimeoutMs: 100 });
  old.exec(VERSION_1);
  old.exec("PRAGMA application_id = 0x636f706c; PRAGMA user_version = 1");
  const { game, noise } = run;
  const payoff = { row: [...game.payoff.row], column: [...game.payoff.column] };
  old
    .prepare(
      `INSERT INTO run (name, spec, spec_hash, seed, game, noise, told, planned_matches, planned_turns, code_version,
         node_version, started, pid, host)
       VALUES ('sample', @spec, 'old', 7, @game, @noise, @told, 2, 40, '0.1.0', 'v20.20.2', 1, 4321, 'laboratory')`,
    )
    .run({
      spec: run.spec,
      game: JSON.stringify({
        id: game.id,
        actions: game.actions,
        payoff,
        cooperative: game.cooperative,
        source: game.source,
      }),
      noise,
      told: JSON.stringify({ noise, horizon: { turns: 20 } }),
    });
  const player = old.prepare("INSERT INTO player VALUES (1, ?, ?, 'agent', '{}')");
  run.players.forEach(({ id }, position) => player.run(position, id));
  old.exec(`
    INSERT INTO "match" (id, run, row, "column", repetition, turns, planned_turns, row_moves, column_moves, row_score,
      column_score, row_cooperations, column_cooperations, started, ended)
    VALUES (5, 1, 0, 1, 0, 2, 2, 'CD', 'CC', 8, 3, 1, 2, 10, 20);
    INSERT INTO message VALUES (1, 5, 'row', 0, 'hello');
    INSERT INTO call ("match", seat, turn, attempt, provider, model_asked, request, reply, parse_status, cost_usd)
    VALUES (5, 'row', 0, 0, 'openai', 'gpt-5.2', '{}', 'I choose C.', 'ok', 0.25),
           (5, 'row', 1, 0, 'openai', 'gpt-5.2', '{}', '${JSON_REPLY}', 'ok', NULL),
           (5, 'column', 1, 0, 'openai', 'gpt-5.2', '{}', NULL, 'failed', NULL)`);
  old.close();
  return path;
}

it("a log of version 1 is not read before something writes to it, and says so", () => {
  expect(() => openStore(logOfVersion1(), { mode: "read" })).toThrow(/written by an older coplay/);
});

it("a log of version 1 keeps its run, its matches, calls and cheap talk", () => {
  const store = opened(logOfVersion1());
  expect(store.resumableRun("old")).toMatchObject({
    id: 1,
    told: run.told,
    talk: null,
    factors: "{}",
    experiment: null,
    batch: null,
    cell: null,
    matches: 1,
  });
  const { row, column, messages, calls } = store.match(5)!.record;
  expect([[...row], [...column], messages]).toEqual([
    [0, 1],
    [0, 0],
    [{ seat: "row", turn: 0, text: "hello" }],
  ]);
  expect(calls).toMatchObject([
    { purpose: "act", elicitation: "", retries: 0, isCached: false, parseStatus: "ok", costUsd: 0.25 },
    { answer: JSON_REPLY, reply: JSON_REPLY, costUsd: null },
    { answer: null, reply: null, parseStatus: "failed" },
  ]);
  expect(calls![0]).toMatchObject({ answer: "I choose C.", reply: '"I choose C."' });
});

it("a log of version 1 goes on, and what is new about calls is kept in it", () => {
  const store = opened(logOfVersion1());
  store.continueRun(1, run.process);
  const record = { ...sampleRecord(run, 0, 2, 0), calls: [sampleCall({ isCached: true })] };
  store.append(1, [record], PERIOD);
  expect(store.endRun(1, 30)).toBe("complete");
  expect([...store.records(1, { calls: true, after: 5 })]).toEqual([record]);
  expect(store.callSummary(1).map(({ player, calls, cached }) => ({ player, calls, cached }))).toEqual([
    { player: "tit-for-tat", calls: 3, cached: 1 },
    { player: "gtft(generosity=0.1)", calls: 0, cached: 0 },
  ]);
});

it("a log that was brought up to date has the same tables and views as a new one", () => {
  const path = logOfVersion1();
  opened(path).close();
  const schemaOf = (file: string): unknown[] => {
    const connection = connect(file, { readonly: true, busyTimeoutMs: 100 });
    const schema = connection
      .prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name")
      .all();
    const checks = [pragma(connection, "integrity_check"), pragma(connection, "user_version")];
    connection.close();
    return [schema, checks];
  };
  expect(schemaOf(path)).toEqual(schemaOf(newStore().path));
});
