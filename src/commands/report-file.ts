import { existsSync } from "node:fs";
import { SpecError } from "../core/errors.ts";
import { cutTo } from "../core/talk.ts";
import { replaceFile } from "../files/replace.ts";

/** Characters that file systems, shells or people stumble over. */
const AWKWARD = /[^\p{L}\p{N}._-]+/gu;
const LONGEST = 80;

/** What a document about a run is called where nobody says: its name, without what a path would stumble over. */
export function fileNameFor(run: string, what: string, extension: string): string {
  const name = run
    .normalize("NFC")
    .replace(AWKWARD, "-")
    .replace(/^[-.]+|[-.]+$/g, "");
  return `${cutTo(name, LONGEST) || "run"}-${what}.${extension}`;
}

/**
 * Makes sure, before anything is reckoned, that a file may be written.
 *
 * @throws SpecError where something is there already and is not to be overwritten
 */
export function requireFree(path: string, force: boolean): void {
  if (force || !existsSync(path)) return;
  throw new SpecError("there is something of this name already", {
    place: path,
    hint: "--force overwrites it; -o names another file.",
  });
}

const reasons: Readonly<Record<string, readonly [fault: string, hint: string]>> = {
  EISDIR: ["this is a directory", "Name a file in it."],
  ENOTDIR: ["a part of the path is not a folder", "Choose another path."],
  EEXIST: ["a part of the path is not a folder", "Choose another path."],
  EACCES: ["the file may not be written", "Choose a folder that is yours, with -o."],
  EPERM: ["the file may not be written", "Choose a folder that is yours, with -o."],
  EROFS: ["its disk is read-only", "Choose another folder, with -o."],
  ENOSPC: ["the disk is full", "Free some space first; nothing was written."],
  EDQUOT: ["your share of the disk is full", "Free some space first; nothing was written."],
  EFBIG: ["the file is larger than the limit that is set", "Raise the limit; nothing was written."],
  ENAMETOOLONG: ["its name is too long", "Choose a shorter one, with -o."],
};

/**
 * Writes a document whole or not at all.
 *
 * @throws SpecError where it cannot be written
 */
export function writeDocument(path: string, content: string | Uint8Array): void {
  try {
    replaceFile(path, typeof content === "string" ? Buffer.from(content) : content);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const [fault, hint] = reasons[code ?? ""] ?? [`cannot write the file: ${message}`, undefined];
    throw new SpecError(fault, { place: path, hint, cause });
  }
}
