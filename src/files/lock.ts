import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { CoplayError } from "../core/errors.ts";
import { isAlive } from "./process.ts";

/** A process that works on something. */
export interface Owner {
  readonly pid: number;
  readonly host: string;
}

/** What is held until it is disposed of, or the name of another process that holds it. */
export type Claim = { readonly held: Disposable } | { readonly heldBy: Owner };

const PREFIX = "lock@";

/**
 * Claims a folder for this process, so that two never work in it at once. Every process puts down a file with its own
 * name first and looks for those of others then: of two at the same time at least one sees the other, and gives way.
 * Whoever is dead is cleared away; of another machine's processes nobody can tell, and they stand.
 *
 * @throws CoplayError where nothing can be written there
 */
export function claim(folder: string): Claim {
  const own: Owner = { pid: process.pid, host: hostname() };
  const file = join(folder, fileOf(own));
  putDown(folder, file);
  const release = (): void => rmSync(file, { force: true });
  const other = ownerOf(folder);
  if (other === null) return { held: { [Symbol.dispose]: release } };
  release();
  return { heldBy: other };
}

function putDown(folder: string, file: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, "");
  } catch (cause) {
    throw new CoplayError(`nothing can be written into ${folder}: ${(cause as Error).message}`, {
      hint: "Choose another place with --out.",
      cause,
    });
  }
}

/** The other process that holds a folder, or null. Files of dead ones are removed. */
export function ownerOf(folder: string): Owner | null {
  for (const owner of ownersIn(folder)) {
    if (owner.host !== hostname() || (owner.pid !== process.pid && isAlive(owner.pid))) return owner;
    if (owner.pid !== process.pid) rmSync(join(folder, fileOf(owner)), { force: true });
  }
  return null;
}

const fileOf = ({ pid, host }: Owner): string => `${PREFIX}${host}@${pid}`;

function ownersIn(folder: string): Owner[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  return names.flatMap((name) => {
    const [, host, pid] = /^lock@(.*)@(\d+)$/.exec(name) ?? [];
    return host === undefined ? [] : [{ host, pid: Number(pid) }];
  });
}
