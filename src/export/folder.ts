import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CoplayError } from "../core/errors.ts";
import { claim, ownerOf } from "../files/lock.ts";
import { writing } from "./failure.ts";
import { OutputFile, type WrittenFile } from "./output.ts";

/** A folder that is being filled under another name, and is there as a whole or not at all. */
export interface NewFolder extends Disposable {
  /** Begins a file, by its path inside. */
  file(path: string): OutputFile;
  /** Writes a file at once. */
  whole(path: string, text: string): WrittenFile;
  /** Gives the folder its name. Before that, nothing has changed there. */
  finish(): void;
}

/** By this file, and that it says which coplay made it, an export is known as one: nothing else is ever replaced. */
export const MANIFEST = "manifest.json";

/**
 * Begins a folder. It is filled as `<path>.partial`, beside its place, and renamed at the end; whatever ends before
 * that leaves nothing under the name itself, and disposing of it clears away what there is.
 *
 * @throws CoplayError where there is something of that name (with `replace`: something that is no export), or where
 * another process is filling it
 */
export function newFolder(path: string, { replace }: { readonly replace: boolean }): NewFolder {
  const place = resolve(path);
  refuseTaken(place, path, replace);
  const partial = `${place}.partial`;
  const owner = writing(path, () => ownerOf(partial));
  if (owner !== null) throw taken(path, owner.pid);
  // What a process that was killed left behind is of no use to anybody.
  writing(path, () => rmSync(partial, { recursive: true, force: true }));
  writing(path, () => mkdirSync(partial, { recursive: true }));
  const claimed = writing(path, () => claim(partial));
  if ("heldBy" in claimed) throw taken(path, claimed.heldBy.pid);

  const files: OutputFile[] = [];
  const file = (name: string): OutputFile => {
    const made = new OutputFile(partial, name);
    files.push(made);
    return made;
  };
  const clear = (): void => {
    for (const each of files) each.close();
    claimed.held[Symbol.dispose]();
    rmSync(partial, { recursive: true, force: true });
  };
  const whole = (name: string, text: string): WrittenFile => {
    const made = file(name);
    made.text(text);
    return made.finish();
  };
  const finish = (): void => {
    claimed.held[Symbol.dispose]();
    writing(path, () => putInPlace(partial, place));
  };
  return { file, whole, finish, [Symbol.dispose]: clear };
}

function refuseTaken(place: string, path: string, replace: boolean): void {
  const found = writing(path, () => statSync(place, { throwIfNoEntry: false }));
  if (found === undefined) return;
  if (!replace) {
    throw new CoplayError(`${path} is there already`, {
      hint: "Name another folder with --out, or replace an export with --force.",
    });
  }
  if (!found.isDirectory() || !writing(path, () => isExport(place))) {
    throw new CoplayError(`${path} is no export: it is left as it is`, {
      hint: "Name another folder with --out; --force replaces exports only.",
    });
  }
}

function isExport(place: string): boolean {
  const manifest = join(place, MANIFEST);
  if (!existsSync(manifest)) return false;
  try {
    const content: unknown = JSON.parse(readFileSync(manifest, "utf8"));
    return typeof content === "object" && content !== null && "coplay" in content && "format" in content;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

const taken = (path: string, pid: number): CoplayError =>
  new CoplayError(`${path} is being written by process ${pid}`, {
    hint: "Wait until it is done, or choose another place with --out.",
  });

/** Renames a folder, in two steps where another has to make way. */
function putInPlace(partial: string, place: string): void {
  syncFolder(partial);
  const before = `${place}.before`;
  if (existsSync(place)) {
    rmSync(before, { recursive: true, force: true });
    renameSync(place, before);
  }
  renameSync(partial, place);
  syncFolder(dirname(place));
  rmSync(before, { recursive: true, force: true });
}

/** Waits until the names in a folder are on the disk. Windows has no such call for folders. */
function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
