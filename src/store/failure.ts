import { StoreError } from "../core/errors.ts";

interface Remedy {
  readonly message: string;
  readonly hint: string;
}

const ANOTHER_FILE = "Name another file";
const DISK_FULL: Remedy = {
  message: "the disk is full; the log is complete up to the last batch of matches that was written",
  hint: "Free some space and run the same command again: it goes on where it stopped.",
};
const NO_PERMISSION: Remedy = {
  message: "no permission",
  hint: `${ANOTHER_FILE}, or get the right to read and write the file and its folder.`,
};
const READ_ONLY: Remedy = {
  message: "it cannot be written to",
  hint: `${ANOTHER_FILE}, or make the file and its folder writable.`,
};
const NOT_A_FOLDER: Remedy = {
  message: "a part of the path is not a folder",
  hint: `${ANOTHER_FILE}, or move away what stands where the folder should be.`,
};
const DAMAGED: Remedy = {
  message: "the log is damaged",
  hint: `Move it away and save what can be read with sqlite3's .recover, or restore a copy. ${ANOTHER_FILE} meanwhile.`,
};

/** What is said of a file that is not SQLite's. */
export const NOT_A_DATABASE: Remedy = {
  message: "not a database",
  hint: `${ANOTHER_FILE}; this one was left as it is.`,
};

/** What went wrong by the start of its code, Node's and SQLite's; the more special codes come first. */
const REMEDIES: readonly (readonly [code: string, remedy: Remedy])[] = [
  ["ENOSPC", DISK_FULL],
  ["EDQUOT", DISK_FULL],
  ["EACCES", NO_PERMISSION],
  ["EPERM", NO_PERMISSION],
  ["EROFS", READ_ONLY],
  ["ENOTDIR", NOT_A_FOLDER],
  ["EEXIST", NOT_A_FOLDER],
  ["ENOENT", { message: "the folder is missing and cannot be made", hint: `${ANOTHER_FILE}.` }],
  ["ENAMETOOLONG", { message: "the name is too long", hint: `${ANOTHER_FILE}.` }],
  ["ELOOP", { message: "its symbolic links lead in a circle", hint: `${ANOTHER_FILE}.` }],
  ["SQLITE_FULL", DISK_FULL],
  ["SQLITE_IOERR_SHMSIZE", DISK_FULL],
  [
    "SQLITE_IOERR",
    {
      message: "the disk failed to read or write it; what was logged before is not touched",
      hint: "Look at the disk's space, limits and health, or name a file on another disk.",
    },
  ],
  [
    "SQLITE_BUSY",
    {
      message: "locked by another process",
      hint: "Wait until that process has ended, or name another file.",
    },
  ],
  [
    "SQLITE_LOCKED",
    { message: "locked by another use of it in this process", hint: "Finish that use first." },
  ],
  ["SQLITE_NOTADB", NOT_A_DATABASE],
  ["SQLITE_CORRUPT", DAMAGED],
  ["SQLITE_READONLY", READ_ONLY],
  ["SQLITE_CANTOPEN", { message: "it cannot be opened", hint: NO_PERMISSION.hint }],
  ["SQLITE_PERM", NO_PERMISSION],
  ["SQLITE_AUTH", NO_PERMISSION],
  ["SQLITE_TOOBIG", { message: "a text is too long for the log", hint: "Shorten it to less than 1 GB." }],
  ["SQLITE_NOMEM", { message: "out of memory", hint: "End other processes, or play fewer matches at once." }],
];

/**
 * What to throw instead of `cause`: a StoreError that keeps it, where it is a failure of the disk or the file that a
 * user can act on, and otherwise `cause` itself, since then the fault is ours.
 */
function storeFailure(path: string, cause: unknown): unknown {
  if (!(cause instanceof Error) || !("code" in cause) || typeof cause.code !== "string") return cause;
  const { code } = cause;
  const remedy = REMEDIES.find(([start]) => code.startsWith(start))?.[1];
  return remedy === undefined ? cause : new StoreError(path, remedy.message, { hint: remedy.hint, cause });
}

/** Calls `action`; what it throws becomes a StoreError about `path` where that says more. */
export function explained<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw storeFailure(path, cause);
  }
}
