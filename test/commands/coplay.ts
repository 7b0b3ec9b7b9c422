import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll } from "vitest";

export const root = resolve(import.meta.dirname, "../..");
const cli = join(root, "dist/cli.js");

/** A folder for one test file, gone when its tests are over. */
export function workplace(): string {
  const folder = mkdtempSync(join(tmpdir(), "coplay-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const environment = (extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const { CI: _ci, NO_COLOR: _noColor, FORCE_COLOR: _force, ...rest } = process.env;
  return { ...rest, ...extra };
};

/** Runs the command line in a process of its own, to its end. */
export function coplay(
  words: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Ended {
  const { cwd = root, env = {} } = options;
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words], {
    cwd,
    env: environment(env),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

/** Starts the command line in a process of its own. */
export function startCoplay(
  words: readonly string[],
  { cwd = root, env = {} }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): ChildProcess {
  return spawn(process.execPath, [cli, ...words], {
    cwd,
    env: environment(env),
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** How a started process ends. */
export function ended(child: ChildProcess): Promise<Ended & { readonly signal: NodeJS.Signals | null }> {
  let stdout = "";
  let stderr = "";
  child.stdout!.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr!.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((done) => {
    child.on("close", (status, signal) => done({ status, signal, stdout, stderr }));
  });
}
