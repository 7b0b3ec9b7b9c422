import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { newFolder } from "../../src/export/folder.ts";
import { temporaryFolder } from "../store/sample.ts";

const make = (path: string, replace = false) => newFolder(path, { replace });

describe("a new folder", () => {
  test("is there when it is finished, and not before", () => {
    const place = join(temporaryFolder(), "deep/dataset");
    using folder = make(place);
    folder.whole("part/a.txt", "alpha");
    expect(existsSync(place)).toBe(false);
    folder.finish();
    expect(readdirSync(join(place, ".."))).toEqual(["dataset"]);
    expect(readdirSync(place)).toEqual(["part"]);
    expect(readFileSync(join(place, "part/a.txt"), "utf8")).toBe("alpha");
  });

  test("leaves nothing where it is given up", () => {
    const place = join(temporaryFolder(), "dataset");
    {
      using folder = make(place);
      folder.file("a.txt").text("alpha");
    }
    expect(readdirSync(join(place, ".."))).toEqual([]);
  });

  test("takes the place of an earlier export only if it may, and of nothing else ever", () => {
    const parent = temporaryFolder();
    const place = join(parent, "dataset");
    mkdirSync(place);
    writeFileSync(join(place, "thesis.txt"), "precious");
    expect(() => make(place)).toThrow(`${place} is there already`);
    expect(() => make(place, true)).toThrow(`${place} is no export`);
    // Web pages and browser extensions have a file of this name, too.
    for (const other of ['{"manifest_version": 3}', "no JSON", "null"]) {
      writeFileSync(join(place, "manifest.json"), other);
      expect(() => make(place, true)).toThrow(`${place} is no export`);
    }
    writeFileSync(join(place, "manifest.json"), '{"coplay": "1.0.0", "format": "csv"}');
    using folder = make(place, true);
    folder.whole("new.txt", "new");
    expect(readdirSync(place)).toContain("thesis.txt");
    folder.finish();
    expect(readdirSync(place)).toEqual(["new.txt"]);
    expect(readdirSync(parent)).toEqual(["dataset"]);
  });

  test("is not made twice at once, and clears away what a killed process has left", () => {
    const place = join(temporaryFolder(), "dataset");
    const partial = `${place}.partial`;
    mkdirSync(partial);
    writeFileSync(join(partial, "half.txt"), "half");
    // The parent of this process is alive, and no process has the other number.
    const lock = join(partial, `lock@${hostname()}@${process.ppid}`);
    writeFileSync(lock, "");
    expect(() => make(place)).toThrow(`${place} is being written by process ${process.ppid}`);
    expect(readdirSync(partial)).toContain("half.txt");
    rmSync(lock);
    writeFileSync(join(partial, `lock@${hostname()}@4194305`), "");
    using folder = make(place);
    folder.finish();
    expect(readdirSync(place)).toEqual([]);
  });

  test("says what a path that cannot be written is", () => {
    const parent = temporaryFolder();
    writeFileSync(join(parent, "file"), "");
    expect(() => make(join(parent, "file/dataset"))).toThrow("a part of the path is not a folder");
    expect(() => make(join(parent, "x".repeat(300)))).toThrow("the name is too long");
  });
});

describe("a file that is being written", () => {
  test("counts and hashes what is in it, whatever the sizes of its pieces", () => {
    const place = join(temporaryFolder(), "dataset");
    using folder = make(place);
    const file = folder.file("text");
    const pieces = ["", "a", "né".repeat(400_000), "b".repeat(3_000_000), "端", "c".repeat(1 << 20)];
    for (const piece of pieces) file.text(piece);
    file.bytes(new Uint8Array(2_000_000).fill(7));
    file.bytes(Uint8Array.of(1, 2, 3));
    const written = file.finish(5);
    folder.finish();
    const content = readFileSync(join(place, "text"));
    const expected = Buffer.concat([
      Buffer.from(pieces.join("")),
      Buffer.alloc(2_000_000, 7),
      Buffer.from([1, 2, 3]),
    ]);
    expect(content.equals(expected)).toBe(true);
    expect(written).toEqual({
      path: "text",
      rows: 5,
      bytes: expected.length,
      sha256: createHash("sha256").update(expected).digest("hex"),
    });
  });
});
