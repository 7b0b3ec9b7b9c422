import { mkdirSync, statSync, type Stats } from "node:fs";
import { dirname } from "node:path";
import { StoreError } from "../core/errors.ts";
import { connect, type Connection } from "./driver.ts";
import { explained, NOT_A_DATABASE } from "./failure.ts";
import { LATEST_VERSION, LOG, migrate, versionOf, type FileFormat } from "./migrations.ts";
import { Store } from "./store.ts";

/** How to open a log. */
export interface OpenOptions {
  /** "write" creates the file and its folder, and brings an older log up to date; "read" changes nothing. */
  readonly mode: "write" | "read";
  /** How long to wait for another process's lock, in ms. By default 5,000. */
  readonly busyTimeoutMs?: number | undefined;
}

/**
 * Pages of 8 KB: a match of 200 turns takes about 470 bytes, and what is left over at the end of a page is less than
 * with SQLite's 4 KB.
 */
const PAGE_BYTES = 8192;

/** Pause between two attempts at what SQLite itself does not wait for. */
const PAUSE_MS = 10;

/**
 * Opens a log.
 *
 * @throws StoreError where there is none to read, where it is not a coplay log or one from a newer version (neither is
 *   touched), and where the file, its folder, its lock or SQLite itself fails
 */
export function openStore(path: string, { mode, busyTimeoutMs = 5000 }: OpenOptions): Store {
  return explained(path, () => {
    const connection =
      mode === "read" ? openForReading(path, busyTimeoutMs) : openForWriting(path, LOG, busyTimeoutMs);
    return new Store(path, connection);
  });
}

/**
 * Opens a log to read.
 *
 * @throws StoreError where there is none, or one from another version
 */
export function openForReading(path: string, busyTimeoutMs: number): Connection {
  const bytes = sizeOf(path);
  if (bytes === null) throw nothingLogged(path, "there is no such file");
  return opened(connect(path, { readonly: true, busyTimeoutMs }), (connection) => {
    const version = versionOf(path, connection, LOG);
    if (version === 0) throw nothingLogged(path, "it is empty");
    if (version < LATEST_VERSION) {
      throw new StoreError(path, `written by an older coplay (log version ${version})`, {
        hint: "Run a tournament into it once: that brings it up to date.",
      });
    }
  });
}

/**
 * Opens a file to write, in WAL mode; makes it and its folder where they are not there, and brings it up to date.
 *
 * @throws StoreError where it is something else, or from a newer coplay; it is then not touched
 */
export function openForWriting(path: string, format: FileFormat, busyTimeoutMs: number): Connection {
  const bytes = sizeOf(path);
  if (bytes === null) mkdirSync(dirname(path), { recursive: true });
  else if (bytes > 0) refuseStrangers(path, format, busyTimeoutMs);
  return opened(connect(path, { readonly: false, busyTimeoutMs }), (connection) => {
    connection.exec(`PRAGMA page_size = ${PAGE_BYTES}`);
    migrate(path, connection, format);
    useWriteAheadLog(connection, busyTimeoutMs);
  });
}

/**
 * Looks at an existing file through a connection that cannot write. One that can would change the file by merely
 * closing it, where a write-ahead log is left over.
 */
function refuseStrangers(path: string, format: FileFormat, busyTimeoutMs: number): void {
  opened(connect(path, { readonly: true, busyTimeoutMs }), (connection) => {
    versionOf(path, connection, format);
  }).close();
}

/**
 * Switches to WAL mode. SQLite answers "busy" at once if another process is doing the same, whatever its timeout, so
 * the waiting is done here, with SQLite's own turned off.
 */
function useWriteAheadLog(connection: Connection, busyTimeoutMs: number): void {
  connection.exec("PRAGMA busy_timeout = 0");
  for (let waitedMs = 0; !isWriteAheadLog(connection, waitedMs >= busyTimeoutMs); waitedMs += PAUSE_MS) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  }
  connection.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
}

/** Whether the log is in WAL mode after an attempt to switch. @throws SqliteError if busy at the last attempt */
function isWriteAheadLog(connection: Connection, isLastAttempt: boolean): boolean {
  try {
    connection.exec("PRAGMA journal_mode = WAL");
    return true;
  } catch (error) {
    if (isLastAttempt || !isBusy(error)) throw error;
    return false;
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");

/** The connection after `prepare`; closed if that throws. */
function opened(connection: Connection, prepare: (connection: Connection) => void): Connection {
  try {
    prepare(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** The size of the file at `path` in bytes, or null where there is none. */
function sizeOf(path: string): number | null {
  const found = statOf(path);
  if (found === null) return null;
  if (!found.isFile()) {
    throw new StoreError(path, found.isDirectory() ? "a folder, not a file" : "not a regular file", {
      hint: "Name a file, such as results/coplay.db.",
    });
  }
  // SQLite takes a file of one byte for an empty one, and would write over it.
  if (found.size === 1) throw new StoreError(path, NOT_A_DATABASE.message, { hint: NOT_A_DATABASE.hint });
  return found.size;
}

function nothingLogged(path: string, message: string): StoreError {
  return new StoreError(path, message, {
    hint: "Play something first: coplay run tournaments/axelrod-1980.yaml.",
  });
}

/** What stands at `path`. `throwIfNoEntry` would not do: from Node 22 on it takes a path through a file for a missing file. */
function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
