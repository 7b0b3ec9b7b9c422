import type { DataFiles, ExportFormat, Written } from "./format.ts";
import type { Reading } from "./reading.ts";

/** Sizes as the Hugging Face Hub sorts datasets by them, by the number of rows below which they hold. */
const SIZES: readonly (readonly [below: number, category: string])[] = [
  [1e3, "n<1K"],
  [1e4, "1K<n<10K"],
  [1e5, "10K<n<100K"],
  [1e6, "100K<n<1M"],
  [1e7, "1M<n<10M"],
  [1e8, "10M<n<100M"],
  [1e9, "100M<n<1B"],
  [1e10, "1B<n<10B"],
];

/**
 * The dataset's card: a Markdown file with a YAML head, as the Hugging Face Hub wants it. The licence is left to whoever
 * publishes it.
 *
 * @param version of coplay
 */
export function cardOf(reading: Reading, format: ExportFormat, written: Written, version: string): string {
  const names = [...new Set(reading.runs.map(({ name }) => name))];
  return [
    ...headOf(reading, format, written, names),
    `# ${names.map(plain).join(", ")}: ${format.title.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())}`,
    "",
    `Iterated games, played and logged by coplay ${version}; exported as \`${format.id}\`: ${format.description}.`,
    "Fill in the `license` above before you publish this.",
    "",
    "## What is in it",
    "",
    ...contentsOf(reading, written),
    "",
    "## How to read it",
    "",
    format.howTo,
    "",
    ...format.tables.flatMap((table) => fieldsOf(table, reading)),
    "## Where it comes from",
    "",
    "| run | game | noise | players | seed |",
    "| --- | --- | --- | --- | --- |",
    ...reading.runs.map(
      ({ id, name, game, noise, players, seed }) =>
        `| ${id}: ${plain(name)} | ${plain(game.id)} | ${noise} | ${players.map((player) => plain(player.id)).join("; ")} | ${seed} |`,
    ),
    "",
    "`manifest.json` has the payoffs of the games, the hashes of the runs, the options of this export, and the SHA-256 of every file.",
    "",
  ].join("\n");
}

function headOf(
  reading: Reading,
  format: ExportFormat,
  written: Written,
  names: readonly string[],
): string[] {
  const rows = mainRows(format, written, reading);
  const [, size] = SIZES.find(([below]) => rows < below) ?? [0, "n>1T"];
  return [
    "---",
    "license: unknown # fill this in",
    `pretty_name: ${JSON.stringify(`${names.join(", ")} (${format.id})`.replace(CONTROLS, " "))}`,
    "task_categories:",
    `- ${format.id === "chat" ? "text-generation" : "reinforcement-learning"}`,
    "size_categories:",
    `- ${size}`,
    "tags:",
    ...["game-theory", "iterated-games", "cooperation", "coplay"].map((tag) => `- ${tag}`),
    "configs:",
    ...format.tables.flatMap(({ name, path }) => [
      `- config_name: ${name}`,
      "  data_files:",
      ...reading.splits.flatMap((split) => [`  - split: ${split}`, `    path: ${path(split)}`]),
    ]),
    "---",
    "",
  ];
}

/** Rows of the main table, in all its parts. */
function mainRows({ tables }: ExportFormat, { files }: Written, { splits }: Reading): number {
  const paths = splits.map((split) => tables[0]!.path(split));
  return files.reduce((sum, { path, rows }) => sum + (paths.includes(path) ? (rows ?? 0) : 0), 0);
}

function contentsOf({ splits, counts, total, selection, leftOut }: Reading, { files }: Written): string[] {
  const share = (part: number): string => `${((100 * part) / total.matches).toFixed(1)} %`;
  return [
    "| part | pairings | matches | share of matches | turns |",
    "| --- | --- | --- | --- | --- |",
    ...splits.map((split) => {
      const { pairings, matches, turns } = counts[split];
      return `| ${split} | ${pairings} | ${matches} | ${share(matches)} | ${turns} |`;
    }),
    "",
    ...(splits.length > 1
      ? [
          `Parts are by pairing: no two players meet in both. ${selection.validation} was asked for, with seed ${selection.seed}.`,
          "",
        ]
      : []),
    ...(leftOut > 0
      ? [`Left out for their status: ${leftOut} matches (only ${selection.status} ones).`, ""]
      : []),
    "| file | rows | bytes |",
    "| --- | --- | --- |",
    ...files.map(({ path, rows, bytes }) => `| \`${path}\` | ${rows ?? ""} | ${bytes} |`),
  ];
}

const fieldsOf = ({ name, path, fields }: DataFiles, { splits }: Reading): string[] => [
  `### ${name} (${splits.map((split) => `\`${path(split)}\``).join(", ")})`,
  "",
  "| field | meaning |",
  "| --- | --- |",
  ...fields.map(([field, meaning]) => `| \`${field}\` | ${meaning} |`),
  "",
];

/** What Markdown or HTML would take for markup, and what would end a line or a cell of a table. */
const MARKUP = /[\\`*_{}[\]<>()#|!~$&]/g;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

/** Outside text, such as the name of a run, as text and nothing else. */
const plain = (text: string): string => text.replace(CONTROLS, " ").replace(MARKUP, "\\$&");
