import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { isAlive } from "./process.ts";

const PARTIAL = ".partial";

/**
 * Writes a file whole or not at all: killed at any moment, it leaves what was there before or all of the new content.
 * Makes the folder where there is none, and removes what killed processes have left of the same file.
 *
 * @throws an error of the file system's, with nothing changed
 */
export function replaceFile(path: string, content: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  // Beside it, because only within a file system does renaming take one step; by process, so that two never share it.
  const partial = `${path}.${process.pid}${PARTIAL}`;
  try {
    writeDurably(partial, content);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  removeLeftOvers(path);
  if (process.platform !== "win32") syncFolder(dirname(path));
}

/** Of processes that are there nothing is touched: they may be about to rename it. */
function removeLeftOvers(path: string): void {
  const [folder, prefix] = [dirname(path), `${basename(path)}.`];
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix) || !name.endsWith(PARTIAL)) continue;
    const pid = name.slice(prefix.length, -PARTIAL.length);
    if (/^\d{1,10}$/.test(pid) && !isAlive(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

/** Waits until the content is on the disk: a rename that gets there first would leave an empty file after a power cut. */
function writeDurably(path: string, content: Uint8Array): void {
  const file = openSync(path, "w");
  try {
    for (let at = 0; at < content.length;) at += writeSync(file, content, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Waits until the new name is on the disk, too. Windows has no such call for folders. */
function syncFolder(path: string): void {
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
