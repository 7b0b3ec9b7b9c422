import { StoreError } from "../core/errors.ts";
import type { Connection } from "./driver.ts";
import { VERSION_1 } from "./schema.ts";
import { VERSION_2 } from "./schema-2.ts";

/** A kind of file that coplay keeps in SQLite. */
export interface FileFormat {
  /** What messages call it. */
  readonly name: string;
  /** Marks such a file, in its header. */
  readonly applicationId: number;
  /** SQL that leads from each version to the next; a file of version n has had the first n. Only ever append. */
  readonly migrations: readonly string[];
  /** A statement that changes nothing, but that only a file that can be written to takes. */
  readonly probe: string;
}

/** The log; "copl" in ASCII. */
export const LOG: FileFormat = {
  name: "log",
  applicationId: 0x636f706c,
  migrations: [VERSION_1, VERSION_2],
  probe: "UPDATE run SET status = status WHERE FALSE",
};

/** The version of the log that this coplay reads and writes. */
export const LATEST_VERSION = LOG.migrations.length;

/**
 * The version of the file behind a connection; 0 where it is still empty. Only reads.
 *
 * @throws StoreError for a database of something else, and for a file from a newer coplay
 */
export function versionOf(
  path: string,
  connection: Connection,
  { name, applicationId, migrations }: FileFormat,
): number {
  const version = pragma(connection, "user_version");
  const application = pragma(connection, "application_id");
  if (application !== applicationId) {
    const isEmpty = connection.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
    if (application === 0 && version === 0 && isEmpty) return 0;
    throw new StoreError(path, `a SQLite database, but not a coplay ${name}`, {
      hint: "Name another file; this one was left as it is.",
    });
  }
  const latest = migrations.length;
  if (version > latest) {
    throw new StoreError(
      path,
      `written by a newer coplay (${name} version ${version}, this one reads up to ${latest})`,
      { hint: "Update coplay, or name another file; this one was left as it is." },
    );
  }
  return version;
}

/**
 * Brings a file to the latest version in one transaction, all or nothing. Two processes may do this at once: the
 * version is read again under the lock.
 *
 * @throws SqliteError where the file may only be read
 */
export function migrate(path: string, connection: Connection, format: FileFormat): void {
  const { applicationId, migrations, probe } = format;
  const bringUpToDate = connection.transaction(() => {
    const version = versionOf(path, connection, format);
    if (version === migrations.length) {
      // SQLite opens a file that may only be read without a word; a write that changes nothing finds out.
      connection.exec(probe);
      return;
    }
    for (const sql of migrations.slice(version)) connection.exec(sql);
    connection.exec(`PRAGMA application_id = ${applicationId}`);
    connection.exec(`PRAGMA user_version = ${migrations.length}`);
  });
  bringUpToDate.immediate();
}

/** The number that a pragma holds. */
function pragma(connection: Connection, name: "user_version" | "application_id"): number {
  return connection.prepare<[], number>(`PRAGMA ${name}`).pluck().get()!;
}
