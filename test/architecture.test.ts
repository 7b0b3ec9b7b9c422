import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const src = resolve(import.meta.dirname, "../src");

/** A folder under src/, or a file directly in it. */
const rooms = [
  "core",
  "games",
  "strategies",
  "match",
  "stats",
  "tournament",
  "store",
  "report",
  "tui",
  "commands",
] as const;

/** Who may import whom. Everything may import core; the entry points stand on top. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  games: ["core"],
  strategies: ["core"],
  match: ["core"],
  stats: ["core"],
  tournament: ["core", "match"],
  store: ["core"],
  report: ["core", "stats"],
  tui: ["core", "stats", "report"],
  "registry.ts": ["core", "games", "strategies"],
  "worker.ts": ["core", "match", "registry.ts"],
  "run-log.ts": ["core", "store", "tournament", "version.ts"],
  "library.ts": ["core", "match", "stats", "store", "tournament", "registry.ts", "run-log.ts"],
  "index.ts": ["core", "match", "stats", "store", "tournament", "registry.ts", "run-log.ts", "library.ts"],
  "version.ts": [],
  commands: [
    "core",
    "match",
    "stats",
    "store",
    "tournament",
    "report",
    "tui",
    "registry.ts",
    "run-log.ts",
    "version.ts",
  ],
  "cli.ts": ["commands", "version.ts"],
};

/** Outside packages and where they may be imported; node: modules are free everywhere but in core and the pure rooms. */
const fences: readonly (readonly [name: RegExp, rooms: readonly string[]])[] = [
  [/^better-sqlite3$/, ["store"]],
  [/^(ink|react)(\/|$)/, ["tui"]],
  [/^piscina$/, ["tournament", "worker.ts"]],
  [/^(zod|yaml)$/, ["tournament"]],
  [/^leven$/, ["tournament", "registry.ts"]],
  [/^string-width$/, ["report"]],
  [/^commander$/, ["cli.ts", "commands"]],
  [
    /^node:/,
    ["match", "tournament", "store", "report", "tui", "commands", "worker.ts", "run-log.ts", "version.ts"],
  ],
];

interface Import {
  readonly file: string;
  readonly room: string;
  readonly target: string;
}

const roomOf = (file: string): string => relative(src, file).split("/")[0]!;

/** Static and dynamic imports, as TypeScript itself finds them. */
function importsOf(file: string): Import[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, "utf8"), true, true);
  return importedFiles.map(({ fileName }) => ({
    file: relative(src, file),
    room: roomOf(file),
    target: fileName,
  }));
}

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => join(src, name));
const imports = files.flatMap(importsOf);
const inside = imports.filter(({ target }) => target.startsWith("."));
const outside = imports.filter(({ target }) => !target.startsWith("."));

describe("imports run downwards only", () => {
  test("every folder has its place in the table", () => {
    expect(files.map(roomOf).filter((room) => !(room in allowed))).toEqual([]);
    expect(rooms.filter((room) => !files.some((file) => roomOf(file) === room))).toEqual([]);
  });

  test("no file imports from a room that its own may not", () => {
    const wrong = inside.filter(({ file, room, target }) => {
      const other = roomOf(resolve(src, dirname(file), target));
      return other !== room && !allowed[room]!.includes(other);
    });
    expect(wrong).toEqual([]);
  });

  test("no outside package is imported where it is fenced out", () => {
    const wrong = outside.filter(({ room, target }) => {
      const fence = fences.find(([name]) => name.test(target));
      return !fence?.[1].includes(room);
    });
    expect(wrong).toEqual([]);
  });

  test("the entry point loads no command before it is called", () => {
    const eager = [
      ...readFileSync(join(src, "cli.ts"), "utf8").matchAll(/ from "\.\/commands\/([^"]+)"/g),
    ].map(([, file]) => file);
    expect(eager).toEqual(["arguments.ts", "terminal/failure.ts"]);
  });
});

describe("nothing is left to chance or to the clock", () => {
  test("outside the commands no file reads either", () => {
    const impure = files.filter(
      (file) => roomOf(file) !== "commands" && /Math\.random|Date\.now/.test(readFileSync(file, "utf8")),
    );
    expect(impure.map((file) => relative(src, file))).toEqual([]);
  });
});
