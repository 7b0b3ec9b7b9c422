import { createRequire } from "node:module";
import { resolve } from "node:path";
import type Sqlite from "better-sqlite3";
import { StoreError } from "../core/errors.ts";

/** An open connection to a SQLite file. */
export type Connection = Sqlite.Database;

/**
 * Opens a connection. SQLite is loaded here and not by an import, so that a command that needs no log does not pay
 * for it, and so that a native binary that does not load becomes an error that can be acted on.
 *
 * @param busyTimeoutMs how long to wait for another process's lock
 * @throws StoreError where SQLite's native binary cannot be loaded
 * @throws SqliteError where the file cannot be opened
 */
export function connect(
  path: string,
  options: { readonly readonly: boolean; readonly busyTimeoutMs: number },
): Connection {
  const Database = loadSqlite();
  // An absolute path is never taken for a URI, for :memory: or for a temporary database.
  const connection = new Database(resolve(path), {
    readonly: options.readonly,
    fileMustExist: options.readonly,
    timeout: options.busyTimeoutMs,
  });
  connection.pragma("foreign_keys = ON");
  connection.pragma("synchronous = NORMAL");
  return connection;
}

/**
 * The version of SQLite.
 *
 * @throws StoreError where its native binary cannot be loaded
 */
export function sqliteVersion(): string {
  const memory = new (loadSqlite())(":memory:");
  const version = memory.prepare("SELECT sqlite_version()").pluck().get() as string;
  memory.close();
  return version;
}

function loadSqlite(): typeof Sqlite {
  try {
    const Database = createRequire(import.meta.url)("better-sqlite3") as typeof Sqlite;
    // The package loads its binary with its first connection.
    new Database(":memory:").close();
    return Database;
  } catch (cause) {
    throw new StoreError("better-sqlite3", `its native binary cannot be loaded by Node ${process.version}`, {
      hint:
        "Run `npm rebuild better-sqlite3` (it needs python3, make and g++ where no prebuilt binary can be had). " +
        'npm 12 does that only if package.json has "allowScripts": { "better-sqlite3": true }.',
      cause,
    });
  }
}
