import { readFileSync, statSync } from "node:fs";
import { CheckpointError } from "../core/errors.ts";
import { replaceFile } from "../files/replace.ts";

/** Whether there is anything of this name. */
export const isTaken = (path: string): boolean =>
  attempt(path, "read", () => statSync(path, { throwIfNoEntry: false })) !== undefined;

/**
 * Reads a file.
 *
 * @param mostBytes what no file of its kind comes near
 * @returns null where there is none
 * @throws CheckpointError where it is no file, is larger than that, or cannot be read
 */
export function readWhole(path: string, mostBytes: number): Buffer | null {
  return attempt(path, "read", () => {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return null;
    if (!stats.isFile()) throw new Error("it is no file");
    if (stats.size > mostBytes) throw new Error(`${stats.size} bytes are more than any such file has`);
    return readFileSync(path);
  });
}

/**
 * Writes a file, whole or not at all.
 *
 * @throws CheckpointError where the file system refuses
 */
export const writeWhole = (path: string, content: Uint8Array): void =>
  attempt(path, "written", () => replaceFile(path, content));

function attempt<T>(path: string, what: "read" | "written", access: () => T): T {
  try {
    return access();
  } catch (cause) {
    throw new CheckpointError(path, `cannot be ${what}: ${(cause as Error).message}`, { cause });
  }
}
