import type { Json } from "../core/json.ts";
import type { Connection } from "./driver.ts";
import { explained } from "./failure.ts";
import { Gathering } from "./gathering.ts";
import type { FileFormat } from "./migrations.ts";
import { openForWriting } from "./open.ts";

/** A cache of replies; "copc" in ASCII. `at` is for whoever tidies up: nothing that is played depends on it. */
const CACHE: FileFormat = {
  name: "reply cache",
  applicationId: 0x636f7063,
  migrations: [
    `CREATE TABLE reply (
       digest TEXT    NOT NULL PRIMARY KEY,
       body   TEXT    NOT NULL,                               -- JSON
       at     INTEGER NOT NULL DEFAULT (unixepoch() * 1000)   -- ms since 1970
     ) STRICT;`,
  ],
  probe: "UPDATE reply SET at = at WHERE FALSE",
};

/**
 * Replies of models that were paid for, in a file of their own: it can be deleted without harm to any log. Every method
 * throws a StoreError, with place and remedy, where the disk, the file or a lock fails.
 */
export class ReplyCacheFile {
  readonly path: string;
  readonly #connection: Connection;
  readonly #kept: Gathering<readonly [digest: string, body: string]>;

  constructor(path: string, connection: Connection) {
    this.path = path;
    this.#connection = connection;
    const insert = connection.prepare<[string, string]>(
      "INSERT OR REPLACE INTO reply (digest, body) VALUES (?, ?)",
    );
    const insertAll = connection.transaction((replies: readonly (readonly [string, string])[]) => {
      for (const [digest, body] of replies) insert.run(digest, body);
    });
    this.#kept = new Gathering((replies) => explained(path, () => insertAll.immediate(replies)));
  }

  /** The body of a reply by the digest of its question; undefined where there is none. */
  get(digest: string): Json | undefined {
    return explained(this.path, () => {
      const row = this.#connection
        .prepare<[string], { body: string }>("SELECT body FROM reply WHERE digest = ?")
        .get(digest);
      return row === undefined ? undefined : (JSON.parse(row.body) as Json);
    });
  }

  /** Keeps a reply: once it has, a process that is killed has it when it goes on. The newest one stays. */
  put(digest: string, body: Json): Promise<void> {
    return this.#kept.add([digest, JSON.stringify(body)]);
  }

  /** Writes what was put and is not written, and releases the file. The cache is of no use afterwards; closing it twice is harmless. */
  close(): void {
    this.#kept.flush();
    explained(this.path, () => this.#connection.close());
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/**
 * Opens a cache of replies; makes the file and its folder where they are not there. Several processes may share it.
 *
 * @param options `busyTimeoutMs`: how long to wait for another process's lock, by default 5,000
 * @throws StoreError where it is something else (then it is not touched), and where the file, its folder, its lock or
 *   SQLite itself fails
 */
export function openCache(
  path: string,
  { busyTimeoutMs = 5000 }: { readonly busyTimeoutMs?: number } = {},
): ReplyCacheFile {
  return explained(path, () => new ReplyCacheFile(path, openForWriting(path, CACHE, busyTimeoutMs)));
}
