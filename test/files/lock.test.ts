import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CoplayError } from "../../src/core/errors.ts";
import { claim, ownerOf } from "../../src/files/lock.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "coplay-lock-"))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Puts down what a process that holds the folder would have put down. */
const holdAs = (pid: number, host = hostname()): void =>
  writeFileSync(join(folder, `lock@${host}@${pid}`), "");

const deadPid = (): number => spawnSync(process.execPath, ["-e", ""]).pid;

describe("a folder", () => {
  test("that nobody holds can be claimed, and is free again afterwards", () => {
    const claimed = claim(folder);
    expect(claimed).toHaveProperty("held");
    expect(readdirSync(folder)).toEqual([`lock@${hostname()}@${process.pid}`]);
    if ("held" in claimed) claimed.held[Symbol.dispose]();
    expect(readdirSync(folder)).toEqual([]);
  });

  test("that cannot be made is said to be none", () => {
    const file = join(folder, "letter");
    writeFileSync(file, "");
    expect(() => claim(join(file, "inside"))).toThrow(CoplayError);
  });

  test("that a living process holds cannot", () => {
    holdAs(process.ppid);
    expect(claim(folder)).toEqual({ heldBy: { pid: process.ppid, host: hostname() } });
    expect(readdirSync(folder)).toEqual([`lock@${hostname()}@${process.ppid}`]);
  });

  test("that a dead process held is taken over", () => {
    holdAs(deadPid());
    expect(claim(folder)).toHaveProperty("held");
    expect(readdirSync(folder)).toEqual([`lock@${hostname()}@${process.pid}`]);
  });

  test("that a process of another machine holds stays its own, whether or not its number lives here", () => {
    holdAs(deadPid(), "elsewhere");
    expect(claim(folder)).toMatchObject({ heldBy: { host: "elsewhere" } });
  });

  test("that is not there yet is made, and has no owner before", () => {
    const deeper = join(folder, "a", "b");
    expect(ownerOf(deeper)).toBe(null);
    expect(claim(deeper)).toHaveProperty("held");
  });
});
