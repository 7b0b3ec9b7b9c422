import { createRequire } from "node:module";
import { resolve } from "node:path";
import type Sqlite from "better-sqlite3";
import { StoreError } from "../core/errors.ts";

/*
 * Node 24.19 and later abort the process when the garbage collector takes an object of better-sqlite3 12 that was
 * compiled against their headers (nodejs/node#65446); version 13 is free of it, but does not run on Node 20. So none is
 * ever given up: connections stay referenced as long as the process lives, closed or not, and a statement is prepared
 * once a connection. `pragma()` prepares a new statement at each call and is not offered; `exec` does it too.
 */

/** An open connection to a SQLite file. `prepare` returns the same statement for the same SQL. */
export type Connection = Pick<Sqlite.Database, "prepare" | "exec" | "transaction" | "close">;

const kept: unknown[] = [];

function keep(connection: Sqlite.Database): Connection {
  const statements = new Map<string, unknown>();
  kept.push(connection, statements);
  const prepare = connection.prepare.bind(connection);
  connection.prepare = ((sql: string) => {
    const known = statements.get(sql) ?? prepare(sql);
    statements.set(sql, known);
    return known;
  }) as typeof prepare;
  return connection;
}

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
  const connection = keep(
    new Database(resolve(path), {
      readonly: options.readonly,
      fileMustExist: options.readonly,
      timeout: options.busyTimeoutMs,
    }),
  );
  connection.exec("PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL");
  return connection;
}

/**
 * The version of SQLite.
 *
 * @throws StoreError where its native binary cannot be loaded
 */
export function sqliteVersion(): string {
  const memory = keep(new (loadSqlite())(":memory:"));
  const version = memory.prepare("SELECT sqlite_version()").pluck().get() as string;
  memory.close();
  return version;
}

let loaded: typeof Sqlite | undefined;

function loadSqlite(): typeof Sqlite {
  if (loaded !== undefined) return loaded;
  try {
    const Database = createRequire(import.meta.url)("better-sqlite3") as typeof Sqlite;
    // The package loads its binary with its first connection, and then keeps it.
    keep(new Database(":memory:")).close();
    loaded = Database;
    return loaded;
  } catch (cause) {
    throw new StoreError("better-sqlite3", `its native binary cannot be loaded by Node ${process.version}`, {
      hint:
        "Run `npm rebuild better-sqlite3` (it needs python3, make and g++ where no prebuilt binary can be had). " +
        'npm 12 does that only if package.json has "allowScripts": { "better-sqlite3": true }.',
      cause,
    });
  }
}
