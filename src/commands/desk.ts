import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { SpecError } from "../core/errors.ts";
import { createDesk, type Desk } from "../desk.ts";
import { providers, providerVariables } from "../llm/providers/index.ts";

/** Keys and base URLs that the shell does not know may stand in this file of the working directory. */
const ENVIRONMENT_FILE = ".env";

/**
 * The desk of a command: keys come from the environment, and from `.env` where it does not have them. Nothing else is
 * taken from that file: it may be a folder's that came from somewhere else.
 *
 * @throws SpecError where `.env` cannot be read
 */
export function openDesk(): Desk {
  const known = new Set(providerVariables);
  for (const [name, value] of Object.entries(environmentFile() ?? {})) {
    if (known.has(name) && value !== undefined) process.env[name] ??= value;
  }
  return createDesk(process.env, Date.now);
}

/** The variables that hold keys here, and those of them that only `.env` has; null where there is no such file. */
export interface KnownKeys {
  readonly all: readonly string[];
  readonly fromFile: readonly string[] | null;
}

/**
 * Finds out which keys `openDesk` would have, by the names of their variables.
 *
 * @throws SpecError where `.env` cannot be read
 */
export function knownKeys(): KnownKeys {
  const file = environmentFile();
  const isSet = (value: string | undefined): boolean => value !== undefined && value.trim() !== "";
  const names = providers.map(({ keyVariable }) => keyVariable);
  const fromFile = names.filter((name) => process.env[name] === undefined && isSet(file?.[name]));
  const all = names.filter((name) => isSet(process.env[name]) || fromFile.includes(name));
  return { all, fromFile: file === null ? null : fromFile };
}

/** Null where there is none. */
function environmentFile(): NodeJS.Dict<string> | null {
  let text: string;
  try {
    text = readFileSync(ENVIRONMENT_FILE, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    throw new SpecError(`the file cannot be read (${code ?? "unknown error"})`, {
      place: ENVIRONMENT_FILE,
      cause,
    });
  }
  return parseEnv(text);
}
