import { readFileSync } from "node:fs";
import { SpecError } from "../core/errors.ts";

const reasons: Readonly<Record<string, readonly [fault: string, hint: string]>> = {
  EISDIR: ["this is a directory", "Name a file in it."],
  EACCES: ["the file may not be read", "Check its permissions."],
};

/**
 * Reads a file that the user named.
 *
 * @param whereElse what to do where there is no such file
 * @throws SpecError where it cannot be read
 */
export function readText(file: string, whereElse: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const [fault, hint] =
      code === "ENOENT"
        ? ["there is no such file", whereElse]
        : (reasons[code ?? ""] ?? [message, undefined]);
    throw new SpecError(fault, { place: file, hint, cause });
  }
}
