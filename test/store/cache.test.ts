import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { StoreError } from "../../src/core/errors.ts";
import { openCache, type ReplyCacheFile } from "../../src/store/cache.ts";
import { connect } from "../../src/store/driver.ts";
import { openStore } from "../../src/store/open.ts";
import { newStore, temporaryFolder } from "./sample.ts";

function opened(path: string, busyTimeoutMs?: number): ReplyCacheFile {
  const cache = openCache(path, busyTimeoutMs === undefined ? {} : { busyTimeoutMs });
  onTestFinished(() => cache.close());
  return cache;
}

const newPath = (): string => join(temporaryFolder(), "results", "log.cache.db");
const digest = (letter: string): string => letter.repeat(64);

describe("a cache of replies", () => {
  it("gives back what was put into it, and nothing for what was not", async () => {
    const cache = opened(newPath());
    const bodies = [{ choices: [{ text: "J ☕ \"'\n" }], usage: null }, [], "text", 0, null];
    await Promise.all(bodies.map((body, i) => cache.put(digest(String(i)), body)));
    expect(bodies.map((_, i) => cache.get(digest(String(i))))).toEqual(bodies);
    expect(cache.get(digest("f"))).toBeUndefined();
  });

  it("keeps the newest reply to a question", async () => {
    const cache = opened(newPath());
    await cache.put(digest("a"), "first");
    await cache.put(digest("a"), "second");
    expect(cache.get(digest("a"))).toBe("second");
  });

  it("is there when it is opened again, and for another process at once", async () => {
    const path = newPath();
    const cache = opened(path);
    await cache.put(digest("a"), 1);
    const other = opened(path);
    await other.put(digest("b"), 2);
    expect([other.get(digest("a")), cache.get(digest("b"))]).toEqual([1, 2]);
    cache.close();
    other.close();
    expect(opened(path).get(digest("b"))).toBe(2);
  });

  it("writes what was put into it before it is closed, though nobody waited for that", async () => {
    const path = newPath();
    const cache = openCache(path);
    const kept = cache.put(digest("a"), 1);
    cache.close();
    await kept;
    expect(opened(path).get(digest("a"))).toBe(1);
    await expect(cache.put(digest("b"), 2)).rejects.toThrow("not open");
  });

  it("can be closed twice, and by leaving its scope", () => {
    const cache = openCache(newPath());
    cache.close();
    cache[Symbol.dispose]();
    expect(() => cache.get(digest("a"))).toThrow("not open");
  });
});

describe("a cache refuses, and does not touch,", () => {
  function refusal(path: string): string {
    const before = readFileSync(path);
    let message = "";
    expect(() => {
      try {
        openCache(path, { busyTimeoutMs: 50 });
      } catch (error) {
        message = (error as Error).message;
        throw error;
      }
    }).toThrow(StoreError);
    expect(readFileSync(path).equals(before)).toBe(true);
    return message.slice(path.length + 2);
  }

  it("a log", () => {
    const store = newStore();
    store.close();
    expect(refusal(store.path)).toBe("a SQLite database, but not a coplay reply cache");
  });

  it("what is not a database", () => {
    const path = join(temporaryFolder(), "tournament.yaml");
    writeFileSync(path, "players: [tit-for-tat, defector]\n");
    expect(refusal(path)).toBe("not a database");
  });

  it("a cache from a newer coplay", () => {
    const path = newPath();
    openCache(path).close();
    const connection = connect(path, { readonly: false, busyTimeoutMs: 50 });
    connection.exec("PRAGMA user_version = 2");
    connection.close();
    expect(refusal(path)).toBe("written by a newer coplay (reply cache version 2, this one reads up to 1)");
  });
});

it("a log is not opened where a cache is", () => {
  const path = newPath();
  openCache(path).close();
  expect(() => openStore(path, { mode: "write" })).toThrow("a SQLite database, but not a coplay log");
});

it("a cache that another process keeps locked says so", async () => {
  const path = newPath();
  const cache = opened(path, 50);
  const holder = connect(path, { readonly: false, busyTimeoutMs: 50 });
  holder.exec("BEGIN IMMEDIATE");
  await expect(cache.put(digest("a"), 1)).rejects.toThrow(`${path}: locked by another process`);
  holder.exec("ROLLBACK");
  holder.close();
  await cache.put(digest("a"), 1);
  expect(cache.get(digest("a"))).toBe(1);
});
