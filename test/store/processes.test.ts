import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { openCache } from "../../src/store/cache.ts";
import { connect } from "../../src/store/driver.ts";
import { openStore } from "../../src/store/open.ts";
import { pragma } from "./pragma.ts";
import { opened, temporaryFolder } from "./sample.ts";

/* Other processes run what is built in dist/, as `npm test` leaves it. */
const dist = new URL("../../dist/", import.meta.url);

const BATCH = 10;
const CALLS = 3;

/**
 * Writes one run: batches of matches with calls, a line on stdout after each that is in the log.
 * Arguments: the log, the name of the run, the number of batches to write and of those planned, and the id of a run to
 * go on with instead of a new one.
 */
const WRITER = `
import { openStore } from "${new URL("store/open.js", dist).href}";
import { dilemma } from "${new URL("core/game.js", dist).href}";
const [path, name, batches, planned, into] = process.argv.slice(1);
const here = { pid: process.pid, host: "laboratory" };
const game = dilemma("prisoners-dilemma", { R: 3, S: 0, T: 5, P: 1 }, null);
const told = { game, noise: 0, horizon: "unknown" };
const players = ["a", "b"].map((id) => ({ id, kind: "agent", parameters: "{}" }));
const store = openStore(path, { mode: "write" });
const run = into === undefined
  ? store.beginRun({ name, spec: "{}", specHash: name, seed: 1, game, noise: 0, told, plannedMatches: ${BATCH} * planned,
      plannedTurns: ${BATCH} * planned * 200, codeVersion: "0", nodeVersion: "0", startedAt: 1, process: here, players })
  : Number(into);
if (into !== undefined) store.continueRun(run, here);
const tokens = { input: 1, cached: null, output: 1, reasoning: null };
const call = { seat: "row", turn: 0, purpose: "act", attempt: 0, provider: "p", modelAsked: "m", modelAnswered: null,
  elicitation: "schema", prompt: "p", promptHash: "h", labels: null, request: "?".repeat(500), reply: null, answer: null,
  reasoning: null, parseStatus: "ok", fault: null, distribution: null, labelProbabilities: null, tokens, costUsd: null,
  latencyMs: null, retries: 0, isCached: false, error: null };
const moves = Uint8Array.from({ length: 200 }, (_, turn) => turn % 2);
for (let batch = 0; batch < Number(batches); batch++) {
  const records = Array.from({ length: ${BATCH} }, (_, i) => ({
    match: { seed: 1, row: "a", column: "b", repetition: batch * ${BATCH} + i, game, turns: 200, noise: 0, told },
    row: moves, column: moves, trembles: { row: new Uint8Array(0), column: new Uint8Array(0) }, status: "complete",
    calls: Array.from({ length: ${CALLS} }, (_, attempt) => ({ ...call, attempt })),
  }));
  const ids = store.append(run, records, { startedAt: 1, endedAt: 2 });
  console.log(ids.filter((id) => id !== null).length);
}
store.endRun(run, 3);
store.close();
`;

const runScript = (script: string, ...parameters: string[]): ChildProcess =>
  spawn(process.execPath, ["--input-type=module", "--eval", script, ...parameters], {
    stdio: ["ignore", "pipe", "inherit"],
  });

/** Waits for a writer to end well; the number of matches that it put into the log. */
async function written(writer: ChildProcess): Promise<number> {
  const ended = once(writer, "close");
  let matches = 0;
  for await (const line of createInterface({ input: writer.stdout! })) matches += Number(line);
  expect(await ended).toEqual([0, null]);
  return matches;
}

function integrityOf(path: string): unknown {
  const reader = connect(path, { readonly: true, busyTimeoutMs: 100 });
  onTestFinished(() => void reader.close());
  return [pragma(reader, "integrity_check"), reader.prepare("PRAGMA foreign_key_check").all()];
}

it.each([1, 2, 5, 17, 60])(
  "a writer that is killed after batch %i loses at most the batch in flight, and the run goes on",
  async (batches) => {
    const path = join(temporaryFolder(), "log.db");
    const writer = runScript(WRITER, path, "killed", "1000000", "1000000");
    const ended = once(writer, "close");
    let acknowledged = 0;
    createInterface({ input: writer.stdout! }).on("line", () => {
      if (++acknowledged === batches) writer.kill("SIGKILL");
    });
    expect(await ended).toEqual([null, "SIGKILL"]);

    const store = opened(path);
    const run = store.resumableRun("killed");
    expect(run).toMatchObject({ status: "running", process: { pid: writer.pid } });
    expect(integrityOf(path)).toEqual(["ok", []]);
    const found = store.finished(run!.id).length / BATCH;
    expect([acknowledged, acknowledged + 1]).toContain(found);
    for (const { row, column, calls } of store.records(run!.id, { calls: true })) {
      expect([row.length, column.length, calls?.length]).toEqual([200, 200, CALLS]);
    }

    const next = runScript(WRITER, path, "again", String(found + 2), "0", String(run!.id));
    expect(await written(next)).toBe(2 * BATCH);
    expect(store.run(run!.id)).toMatchObject({
      status: "stopped",
      matches: (found + 2) * BATCH,
      process: { pid: next.pid },
    });
  },
);

/** Pays for calls and keeps their replies, a line on stdout after each. Arguments: the log and the cache. */
const PAYER = `
import { openStore } from "${new URL("store/open.js", dist).href}";
import { openCache } from "${new URL("store/cache.js", dist).href}";
import { dilemma } from "${new URL("core/game.js", dist).href}";
const [path, cachePath] = process.argv.slice(1);
const game = dilemma("prisoners-dilemma", { R: 3, S: 0, T: 5, P: 1 }, null);
const told = { game, noise: 0, horizon: "unknown" };
const store = openStore(path, { mode: "write" });
const cache = openCache(cachePath);
const run = store.beginRun({ name: "paid", spec: "{}", specHash: "paid", seed: 1, game, noise: 0, told, plannedMatches: 1,
  plannedTurns: 1, codeVersion: "0", nodeVersion: "0", startedAt: 1, process: { pid: process.pid, host: "laboratory" },
  players: [{ id: "a", kind: "agent", parameters: "{}" }] });
const tokens = { input: 1, cached: null, output: 1, reasoning: null };
for (let call = 0; ; call++) {
  await Promise.all([
    store.pay(run, { player: "a", tokens, costUsd: 0.5, charged: { usd: 0.5, tokens: 2 } }, call),
    cache.put(String(call), { call }),
  ]);
  console.log(call);
}
`;

it.each([1, 40, 300])(
  "a process that is killed after call %i has lost neither what it paid nor what it got for it",
  async (calls) => {
    const folder = temporaryFolder();
    const [path, cachePath] = [join(folder, "log.db"), join(folder, "log.cache.db")] as const;
    const payer = runScript(PAYER, path, cachePath);
    const ended = once(payer, "close");
    let acknowledged = 0;
    createInterface({ input: payer.stdout! }).on("line", () => {
      if (++acknowledged === calls) payer.kill("SIGKILL");
    });
    expect(await ended).toEqual([null, "SIGKILL"]);

    const { calls: paid, costUsd } = opened(path).spending(1).get("a")!;
    expect(paid).toBeGreaterThanOrEqual(acknowledged);
    expect(costUsd).toBe(0.5 * paid);
    const cache = openCache(cachePath);
    onTestFinished(() => cache.close());
    for (let call = 0; call < acknowledged; call++) expect(cache.get(String(call))).toEqual({ call });
    expect(integrityOf(path)).toEqual(["ok", []]);
  },
);

it("processes that make one log at once write their runs side by side", async () => {
  const path = join(temporaryFolder(), "results", "log.db");
  const names = ["one", "two", "three", "four"];
  const matches = await Promise.all(names.map((name) => written(runScript(WRITER, path, name, "40", "40"))));
  expect(matches).toEqual(names.map(() => 40 * BATCH));
  const store = opened(path, "read");
  for (const name of names) {
    expect(store.run(name)).toMatchObject({ status: "complete", matches: 40 * BATCH });
    const repetitions = [...store.records(store.run(name)!.id)].map(({ match }) => match.repetition);
    expect(repetitions).toEqual(Array.from({ length: 40 * BATCH }, (_, repetition) => repetition));
  }
  expect(integrityOf(path)).toEqual(["ok", []]);
});

it("two processes that play the same run never count a match twice", async () => {
  const path = join(temporaryFolder(), "log.db");
  await written(runScript(WRITER, path, "shared", "1", "30"));
  const run = openStore(path, { mode: "read" });
  const { id, status } = run.run("shared")!;
  run.close();
  expect(status).toBe("stopped");
  const writers = [1, 2].map(() => written(runScript(WRITER, path, "shared", "30", "30", String(id))));
  const matches = await Promise.all(writers);
  expect(matches[0]! + matches[1]!).toBe(29 * BATCH);
  const store = opened(path, "read");
  expect(store.finished(id)).toHaveLength(30 * BATCH);
  expect(store.run(id)?.status).toBe("complete");
});

/** Runs a script to its end in another process; what it printed. */
function outputOf(script: string, ...parameters: string[]): string {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", script, ...parameters],
    { encoding: "utf8" },
  );
  expect(status, stderr).toBe(0);
  return stdout.trim();
}

it("SQLite is not loaded before a log is opened", () => {
  const script = `
    import { createRequire } from "node:module";
    const { openStore } = await import("${new URL("store/open.js", dist).href}");
    const isLoaded = () => Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes("better-sqlite3"));
    const before = isLoaded();
    openStore(process.argv[1], { mode: "write" }).close();
    console.log(before, isLoaded());`;
  expect(outputOf(script, join(temporaryFolder(), "log.db"))).toBe("false true");
});

it("a native binary that cannot be loaded is said to be the cause, with what to do", () => {
  // A copy of the package as npm leaves it where it may not run the script that builds the binary.
  const folder = temporaryFolder();
  const modules = fileURLToPath(new URL("../../node_modules/", import.meta.url));
  for (const name of ["better-sqlite3", "bindings", "file-uri-to-path"]) {
    const filter = (file: string): boolean => !/better-sqlite3.(build|deps|src)/.test(file);
    cpSync(join(modules, name), join(folder, "node_modules", name), { recursive: true, filter });
  }
  for (const part of ["core", "store"]) {
    cpSync(fileURLToPath(new URL(part, dist)), join(folder, "dist", part), { recursive: true });
  }
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const log = join(folder, "results", "log.db");
  mkdirSync(dirname(log));

  const script = `
    const { openStore } = await import("${pathToFileURL(join(folder, "dist/store/open.js")).href}");
    try {
      openStore(process.argv[1], { mode: "write" });
    } catch ({ name, message, hint, cause }) {
      console.log(JSON.stringify({ name, message, hint, cause: cause.message.split("\\n")[0] }));
    }`;
  expect(JSON.parse(outputOf(script, log)) as unknown).toEqual({
    name: "StoreError",
    message: `better-sqlite3: its native binary cannot be loaded by Node ${process.version}`,
    hint: expect.stringMatching(/npm rebuild better-sqlite3.*allowScripts/) as unknown,
    cause: expect.stringContaining("bindings file") as unknown,
  });
  expect(existsSync(log)).toBe(false);
});
