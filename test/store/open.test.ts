/* Long because there are many ways for a file not to be a log, and each must be refused in its own words. */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { StoreError } from "../../src/core/errors.ts";
import { connect, type Connection } from "../../src/store/driver.ts";
import { LATEST_VERSION } from "../../src/store/migrations.ts";
import { openStore } from "../../src/store/open.ts";
import { pragma } from "./pragma.ts";
import { Store } from "../../src/store/store.ts";
import { newRun, newStore, opened, PERIOD, sampleRecord, sampleRecords, temporaryFolder } from "./sample.ts";

/** The error of an action that must fail: one line with its place, and a remedy. */
function failure(action: () => unknown): StoreError {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(StoreError);
    const { path, message, hint } = error as StoreError;
    expect(message.startsWith(`${path}: `)).toBe(true);
    expect(message).not.toContain("\n");
    expect(hint).toMatch(/\.$/);
    return error as StoreError;
  }
  throw new Error("nothing was thrown");
}

/** A log with some matches, closed. */
function closedLog(): { path: string; matches: number } {
  const path = join(temporaryFolder(), "log.db");
  const store = openStore(path, { mode: "write" });
  const run = newRun();
  store.append(store.beginRun(run), sampleRecords(run, 2), PERIOD);
  store.close();
  return { path, matches: 12 };
}

/** Changes a file as any program could. */
function alter(path: string, change: (database: Connection) => unknown): void {
  const database = connect(path, { readonly: false, busyTimeoutMs: 100 });
  change(database);
  database.close();
}

/** Runs an action as a user to whom permissions apply: they do not apply to root. */
function unprivileged<T>(action: () => T): T {
  if (process.geteuid?.() !== 0) return action();
  process.seteuid!(65534);
  try {
    return action();
  } finally {
    process.seteuid!(0);
  }
}

describe("opening to write", () => {
  it("makes the folder and the file, in WAL mode", () => {
    const path = join(temporaryFolder(), "a", "b", "log.db");
    const store = opened(path);
    expect(store.runs()).toEqual([]);
    alter(path, (database) => {
      expect(pragma(database, "journal_mode")).toBe("wal");
      expect(pragma(database, "user_version")).toBe(LATEST_VERSION);
    });
  });

  it("goes on with a log that is there", () => {
    const { path, matches } = closedLog();
    expect(opened(path).run("sample")?.matches).toBe(matches);
  });

  it("takes an empty file for a new log", () => {
    const path = join(temporaryFolder(), "log.db");
    writeFileSync(path, "");
    expect(opened(path).runs()).toEqual([]);
  });

  it.each(["with space.db", "100%.db", "what?.db", "a#b.db", "日誌.db", ":memory:", "file:x.db"])(
    "takes the name %s as it is",
    (name) => {
      const path = join(temporaryFolder(), name);
      opened(path);
      expect(readdirSync(dirname(path))).toContain(name);
    },
  );
});

describe("opening to read", () => {
  it("says how to get a log where there is none, and makes nothing", () => {
    const path = join(temporaryFolder(), "results", "coplay.db");
    const { message, hint } = failure(() => openStore(path, { mode: "read" }));
    expect(message).toBe(`${path}: there is no such file`);
    expect(hint).toMatch(/^Play something first: coplay run /);
    expect(existsSync(dirname(path))).toBe(false);
  });

  it("says the same of an empty file, and leaves it empty", () => {
    const path = join(temporaryFolder(), "log.db");
    writeFileSync(path, "");
    expect(failure(() => openStore(path, { mode: "read" })).message).toBe(`${path}: it is empty`);
    expect(readFileSync(path)).toHaveLength(0);
  });

  it("cannot write", () => {
    const store = opened(closedLog().path, "read");
    expect(failure(() => store.beginRun(newRun())).message).toMatch(/it cannot be written to$/);
  });

  it("leaves the file as it is, byte for byte", () => {
    const { path } = closedLog();
    const before = readFileSync(path);
    const store = openStore(path, { mode: "read" });
    expect([...store.records(1)]).toHaveLength(12);
    store.close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

describe.each(["write", "read"] as const)("opening to %s refuses", (mode) => {
  const open = (path: string) => failure(() => openStore(path, { mode, busyTimeoutMs: 50 }));

  /** The refusal, after making sure that the file has the same bytes as before. */
  function untouched(path: string): StoreError {
    const before = readFileSync(path);
    const error = open(path);
    expect(readFileSync(path).equals(before)).toBe(true);
    return error;
  }

  it("a log from a newer version, and does not touch it", () => {
    const { path } = closedLog();
    alter(path, (database) => database.exec(`PRAGMA user_version = ${LATEST_VERSION + 1}`));
    expect(untouched(path).message).toBe(
      `${path}: written by a newer coplay (log version ${LATEST_VERSION + 1}, this one reads up to ${LATEST_VERSION})`,
    );
  });

  it("a newer log whose writer was killed, and does not touch what it left behind", () => {
    const { path } = closedLog();
    const writer = connect(path, { readonly: false, busyTimeoutMs: 100 });
    onTestFinished(() => void writer.close());
    writer.exec(`PRAGMA user_version = ${LATEST_VERSION + 1}`);
    const copy = join(temporaryFolder(), "copy.db");
    for (const end of ["", "-wal"]) copyFileSync(path + end, copy + end);
    const leftBehind = readFileSync(`${copy}-wal`);
    expect(untouched(copy).message).toContain("newer coplay");
    expect(readFileSync(`${copy}-wal`).equals(leftBehind)).toBe(true);
  });

  it("a SQLite database of something else", () => {
    const path = join(temporaryFolder(), "photos.db");
    alter(path, (database) => database.exec("CREATE TABLE photo (id INTEGER)"));
    expect(untouched(path).message).toBe(`${path}: a SQLite database, but not a coplay log`);
  });

  it("an empty SQLite database that belongs to another program", () => {
    const path = join(temporaryFolder(), "photos.db");
    alter(path, (database) => database.exec("PRAGMA application_id = 42"));
    expect(untouched(path).message).toBe(`${path}: a SQLite database, but not a coplay log`);
  });

  it.each([
    ["a text", "name: axelrod-1980\n"],
    ["a long text", "players:\n".repeat(10_000)],
    ["one byte", "x"],
  ])("what is not a database: %s", (_, content) => {
    const path = join(temporaryFolder(), "tournament.yaml");
    writeFileSync(path, content);
    expect(untouched(path).message).toBe(`${path}: not a database`);
  });

  it("a folder", () => {
    const path = temporaryFolder();
    expect(open(path).message).toBe(`${path}: a folder, not a file`);
  });

  it("a device", () => {
    expect(open("/dev/null").message).toBe("/dev/null: not a regular file");
  });

  it("a path that goes through a file", () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    const path = join(file, "log.db");
    expect(open(path).message).toBe(`${path}: a part of the path is not a folder`);
  });

  it("a circle of links", () => {
    const path = join(temporaryFolder(), "log.db");
    symlinkSync(basename(path), path);
    expect(open(path).message).toBe(`${path}: its symbolic links lead in a circle`);
  });

  it("a file that may not be read", () => {
    const { path } = closedLog();
    chmodSync(path, 0o000);
    chmodSync(dirname(path), 0o777);
    const { message } = unprivileged(() => open(path));
    expect(message).toBe(`${path}: it cannot be opened`);
  });

  it("a folder that may not be entered", () => {
    const { path } = closedLog();
    chmodSync(dirname(path), 0o000);
    onTestFinished(() => chmodSync(dirname(path), 0o777));
    expect(unprivileged(() => open(path)).message).toBe(`${path}: no permission`);
  });

  it("a log in a folder that may not be written to, which a log in WAL mode needs", () => {
    const { path } = closedLog();
    chmodSync(path, 0o444);
    chmodSync(dirname(path), 0o555);
    onTestFinished(() => chmodSync(dirname(path), 0o777));
    expect(unprivileged(() => open(path)).message).toMatch(/: it cannot be (opened|written to)$/);
  });
});

describe("writing fails with place and remedy where", () => {
  it("the folder may not be written to", () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o555);
    const path = join(folder, "results", "log.db");
    expect(unprivileged(() => failure(() => openStore(path, { mode: "write" }))).message).toBe(
      `${path}: no permission`,
    );
    expect(
      unprivileged(() => failure(() => openStore(join(folder, "log.db"), { mode: "write" }))).message,
    ).toMatch(/it cannot be opened$/);
  });

  it("the file may not be written to", () => {
    const { path } = closedLog();
    chmodSync(path, 0o444);
    chmodSync(dirname(path), 0o777);
    const { message } = unprivileged(() => failure(() => openStore(path, { mode: "write" })));
    expect(message).toBe(`${path}: it cannot be written to`);
  });

  it("another process keeps the lock", () => {
    const { path } = closedLog();
    const store = opened(path, "write", 50);
    const holder = connect(path, { readonly: false, busyTimeoutMs: 100 });
    onTestFinished(() => void holder.close());
    holder.exec("BEGIN IMMEDIATE");
    const run = newRun();

    const attempts = [
      () => openStore(path, { mode: "write", busyTimeoutMs: 50 }),
      () => store.beginRun(run),
      () => store.append(1, [sampleRecord(run, 0, 1, 5)], PERIOD),
      () => store.continueRun(1, run.process),
      () => store.endRun(1, 0),
    ];
    for (const attempt of attempts) {
      expect(failure(attempt).message).toBe(`${path}: locked by another process`);
    }
    holder.exec("ROLLBACK");
    expect(store.append(1, [sampleRecord(run, 0, 1, 5)], PERIOD)).toEqual([expect.any(Number)]);
  });

  it("the disk is full; what was there stays, and it goes on once there is space", () => {
    const { path, matches } = closedLog();
    // A bound on the file's pages is the full disk that SQLite offers to tests: SQLITE_FULL at the same places.
    const connection = connect(path, { readonly: false, busyTimeoutMs: 50 });
    const store = new Store(path, connection);
    onTestFinished(() => store.close());
    const pages = pragma(connection, "page_count") as number;
    connection.exec(`PRAGMA max_page_count = ${pages + 4}`);

    const run = newRun();
    const batch = (n: number) =>
      Array.from({ length: 10 }, (_, i) => sampleRecord(run, 0, 1, 100 + 10 * n + i, 400));
    let batches = 0;
    const error = failure(() => {
      for (; batches < 100; batches++) store.append(1, batch(batches), PERIOD);
    });
    expect(error.message).toContain(`${path}: the disk is full`);
    expect(batches).toBeGreaterThan(0);
    expect(batches).toBeLessThan(100);

    const reader = opened(path, "read");
    expect([...reader.records(1)].slice(matches)).toEqual(
      Array.from({ length: batches }, (_, n) => batch(n)).flat(),
    );
    connection.exec("PRAGMA max_page_count = 1000000");
    store.append(1, batch(batches), PERIOD);
    expect(reader.run(1)?.matches).toBe(matches + 10 * (batches + 1));
  });
});

describe("a damaged log", () => {
  it("is said to be damaged", () => {
    const { path } = closedLog();
    truncateSync(path, 3 * 8192);
    const error = failure(() => {
      const store = opened(path, "read");
      return [...store.records(1)];
    });
    expect(error.message).toBe(`${path}: the log is damaged`);
  });

  it("with moves that its game does not have names the match", () => {
    const { path } = closedLog();
    alter(path, (database) =>
      database.exec(`UPDATE "match" SET row_moves = 'X' || substr(row_moves, 2) WHERE id = 3`),
    );
    const store = opened(path, "read");
    expect(failure(() => [...store.records(1)]).message).toBe(
      `${path}: match 3 has a move that is not one of prisoners-dilemma`,
    );
  });
});

describe("the file's own rules refuse", () => {
  it.each([
    ["a match with a move too few", `UPDATE "match" SET row_moves = substr(row_moves, 2)`],
    ["a complete match with turns missing", `UPDATE "match" SET planned_turns = planned_turns + 1`],
    ["an aborted match without a detail", `UPDATE "match" SET reason_code = 'timeout'`],
    ["a player who is not of the run", `UPDATE "match" SET row = 77`],
    ["a match twice", `UPDATE "match" SET row = 0, "column" = 1, repetition = 0`],
    ["a run that has ended at no time", `UPDATE run SET status = 'complete'`],
    ["a run that no process plays", `UPDATE run SET pid = NULL`],
    ["a run on no machine", `UPDATE run SET host = NULL`],
    ["a game that is not JSON", `UPDATE run SET game = '{'`],
    ["a text for a number", `UPDATE "match" SET repetition = 'first'`],
  ])("%s", (_, sql) => {
    const { path } = closedLog();
    alter(path, (database) => {
      database.exec("PRAGMA foreign_keys = ON");
      expect(() => database.exec(sql)).toThrow(/constraint failed|cannot store/);
    });
  });
});

it("a new log takes no bytes for what it does not hold: less than 3 bytes a turn at 200 turns a match", () => {
  const store = newStore();
  const run = newRun();
  const id = store.beginRun(run);
  const records = Array.from({ length: 2000 }, (_, repetition) => sampleRecord(run, 0, 1, repetition, 200));
  store.append(id, records, PERIOD);
  store.close();
  expect(readFileSync(store.path).length / (2000 * 200)).toBeLessThan(3);
});
