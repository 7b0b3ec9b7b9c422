import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { writeMoves } from "../../src/core/notation.ts";
import { parseMapping, type MappingFile } from "../../src/import/mapping.ts";
import { recordsOf, type PlacedRecord } from "../../src/import/records.ts";
import type { ReadGame } from "../../src/import/setting.ts";
import { surveyOf, type Survey } from "../../src/import/survey.ts";
import { gameReader } from "../../src/commands/read-mapping.ts";
import { catalogue } from "../../src/registry.ts";

const readGame: ReadGame = gameReader(catalogue);

/** A file of this content in a folder that is gone after the test. */
function written(name: string, content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), "coplay-import-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A mapping of turns with the usual columns; what `changes` say is added or goes before it. */
export const turns = (changes: Readonly<Record<string, unknown>> = {}): MappingFile =>
  mappingOf({
    format: "csv",
    "each-row-is": "turn",
    match: "match",
    turn: "turn",
    row: { player: "a", moves: "x" },
    column: { player: "b", moves: "y" },
    game: "prisoners-dilemma",
    ...changes,
  });

/** A mapping of matches with the usual columns. */
export const matches = (changes: Readonly<Record<string, unknown>> = {}): MappingFile =>
  mappingOf({
    format: "csv",
    "each-row-is": "match",
    row: { player: "a", moves: "x" },
    column: { player: "b", moves: "y" },
    game: "prisoners-dilemma",
    ...changes,
  });

/** A mapping from plain data: YAML takes JSON as it is. */
const mappingOf = (data: unknown): MappingFile => parseMapping(JSON.stringify(data), "map.yaml");

/** All that there is in a file of this text. */
export async function imported(
  text: string | Uint8Array,
  mapping: MappingFile,
  name = "log.csv",
): Promise<Survey & { readonly records: readonly PlacedRecord[] }> {
  const files = [written(name, text)];
  const survey = await surveyOf(files, mapping, readGame);
  const records: PlacedRecord[] = [];
  for await (const some of recordsOf(files, mapping, readGame, survey)) records.push(...some);
  return { ...survey, records };
}

/** A match as a line: `0 ann CD bob DD #0`, by the run, the players with their moves, and the repetition. */
export function lineOf({ run, record }: PlacedRecord): string {
  const { match, row, column, trembles } = record;
  const word = (moves: Uint8Array, flags: Uint8Array): string => writeMoves(match.game, moves, flags);
  return `${run} ${match.row} ${word(row, trembles.row)} ${match.column} ${word(column, trembles.column)} #${match.repetition}`;
}

/** What is said of a text that cannot be imported, with the place in brackets. */
export async function faultOf(
  text: string | Uint8Array,
  mapping: MappingFile,
  name = "log.csv",
): Promise<string> {
  const path = written(name, text);
  try {
    await surveyOf([path], mapping, readGame);
  } catch (error) {
    return (error as Error).message.replace(path, name);
  }
  throw new Error("nothing was wrong with it");
}
