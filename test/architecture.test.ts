import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const src = resolve(import.meta.dirname, "../src");

/** A folder under src/, or a file directly in it. */
const rooms: readonly string[] = [
  "core",
  "files",
  "games",
  "strategies",
  "match",
  "stats",
  "probe",
  "tournament",
  "models",
  "llm",
  "store",
  "import",
  "export",
  "report",
  "reproduction",
  "tui",
  "commands",
];

/** Who may import whom. Everything may import core; the entry points stand on top. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  files: ["core"],
  games: ["core"],
  strategies: ["core"],
  match: ["core"],
  stats: ["core"],
  probe: ["core", "match", "stats"],
  tournament: ["core", "files", "match"],
  models: ["core", "files", "match"],
  llm: ["core"],
  store: ["core"],
  import: ["core", "files"],
  export: ["core", "files"],
  report: ["core", "stats"],
  reproduction: ["core", "files", "match", "stats", "models", "report"],
  tui: ["core", "stats", "report"],
  "classics.ts": ["core", "games", "strategies"],
  // Of the tournament room it knows what a catalogue is.
  "registry.ts": ["core", "models", "llm", "tournament", "classics.ts"],
  "worker.ts": ["core", "match", "classics.ts"],
  "trainer.ts": ["core", "models", "classics.ts"],
  "desk.ts": ["llm", "tournament", "registry.ts"],
  "run-log.ts": ["core", "store", "tournament", "version.ts"],
  "library.ts": [
    "core",
    "match",
    "stats",
    "llm",
    "store",
    "tournament",
    "registry.ts",
    "desk.ts",
    "run-log.ts",
  ],
  "index.ts": [
    "core",
    "match",
    "stats",
    "llm",
    "store",
    "tournament",
    "registry.ts",
    "run-log.ts",
    "library.ts",
  ],
  "version.ts": [],
  commands: [
    "core",
    "files",
    "match",
    "stats",
    "llm",
    "store",
    "tournament",
    "models",
    "probe",
    "report",
    "reproduction",
    "import",
    "export",
    "tui",
    "registry.ts",
    "desk.ts",
    "run-log.ts",
    "version.ts",
  ],
  "cli.ts": ["commands", "version.ts"],
};

/** Outside packages and where they may be imported, by room or by folder; node: modules are free everywhere but in core and the pure rooms. */
const fences: readonly (readonly [name: RegExp, rooms: readonly string[]])[] = [
  [/^better-sqlite3$/, ["store"]],
  [/^(ink|react)(\/|$)/, ["tui"]],
  [/^piscina$/, ["tournament", "models/trainers", "worker.ts"]],
  [/^@tensorflow\//, ["models"]],
  [/^(openai|@anthropic-ai\/sdk)(\/|$)/, ["llm/providers"]],
  [/^(p-limit|p-retry|liquidjs)$/, ["llm"]],
  [/^(zod|yaml)$/, ["files", "tournament", "models", "llm", "import"]],
  [/^csv-parse(\/|$)/, ["import"]],
  [/^hyparquet-writer$/, ["export"]],
  [/^@resvg\/resvg-js$/, ["report/charts"]],
  [/^leven$/, ["files", "llm", "classics.ts"]],
  [/^string-width$/, ["report"]],
  [/^(@observablehq\/plot|linkedom)$/, ["report/charts"]],
  [/^commander$/, ["cli.ts", "commands"]],
  [
    /^node:/,
    [
      "files",
      "match",
      "tournament",
      "models",
      "llm",
      "store",
      "import",
      "export",
      "report",
      "reproduction",
      "tui",
      "commands",
      "worker.ts",
      "run-log.ts",
      "version.ts",
    ],
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

/** What a file imports as it is loaded: neither types, nor what it asks for later. */
function staticImportsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    const isImport =
      ts.isImportDeclaration(statement) &&
      statement.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword;
    const isExport = ts.isExportDeclaration(statement) && !statement.isTypeOnly;
    const { moduleSpecifier } = statement as { readonly moduleSpecifier?: ts.Expression };
    const isRead =
      (isImport || isExport) && moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier);
    return isRead ? [moduleSpecifier.text] : [];
  });
}

/** The kernels are another language: AssemblyScript. */
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !name.startsWith("models/kernels/assembly/"))
  .map((name) => join(src, name));
const imports = files.flatMap(importsOf);
const inside = imports.filter(({ target }) => target.startsWith("."));
const outside = imports.filter(({ target }) => !target.startsWith("."));

describe("test/ mirrors src/", () => {
  const own = ["bench", "conformance", "fixtures", "golden"];

  test("apart from the folders that tests of everything have", () => {
    const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const known = [...rooms, ...own];
    expect(folders.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  });
});

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
    const wrong = outside.filter(({ file, target }) => {
      const fence = fences.find(([name]) => name.test(target));
      return fence?.[1].some((place) => file === place || file.startsWith(`${place}/`)) !== true;
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

describe("what is heavy is loaded when it is needed", () => {
  /** Packages that a file brings with it as soon as it is imported, through however many others. */
  function eagerPackages(entry: string): Set<string> {
    const packages = new Set<string>();
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const target of staticImportsOf(file)) {
        if (target.startsWith(".")) visit(resolve(dirname(file), target));
        else packages.add(target);
      }
    };
    visit(join(src, entry));
    return packages;
  }

  const heavy = /^(openai|@anthropic-ai\/sdk|@tensorflow|liquidjs|ink|react)(\/|$)/;

  test.each(["cli.ts", "index.ts", "registry.ts", "commands/run.ts"])(
    "%s loads no SDK, no TensorFlow.js, no template language and no React",
    (entry) => {
      expect([...eagerPackages(entry)].filter((name) => heavy.test(name))).toEqual([]);
    },
  );

  test("a worker thread loads nothing but what plays", () => {
    expect([...eagerPackages("worker.ts")].sort()).toEqual(["leven", "piscina"]);
  });

  test("`coplay --help` loads nothing but commander", () => {
    expect([...eagerPackages("cli.ts")].filter((name) => !name.startsWith("node:"))).toEqual(["commander"]);
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
