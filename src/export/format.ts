import type { Json } from "../core/json.ts";
import type { BurstinessOptions } from "./burstiness.ts";
import type { NewFolder } from "./folder.ts";
import type { WrittenFile } from "./output.ts";
import type { Reading } from "./reading.ts";
import type { Split } from "./source.ts";

/** How far an export is. */
export interface Step {
  readonly of: "matches" | "sequences";
  readonly done: number;
  readonly total: number;
  /** Of what is done. */
  readonly turns: number;
}

/** What formats are handed besides the matches. */
export interface ExportServices {
  readonly burstiness: BurstinessOptions;
  /** The messages of a logged request, whichever provider's it is. */
  readonly messagesOf: (request: string) => readonly { readonly role: string; readonly text: string }[];
}

/** What a format has written. */
export interface Written {
  readonly files: readonly WrittenFile[];
  /** What its rows are: "matches", "turns" … */
  readonly rows: string;
  /** What else the manifest says. */
  readonly facts: Readonly<Record<string, Json>>;
}

/** A field of a row, a column of a table or an array, and what it means. */
export type Field = readonly [name: string, meaning: string];

/** A table of a dataset, and where each part of it is. */
export interface DataFiles {
  readonly name: string;
  readonly path: (split: Split) => string;
  readonly fields: readonly Field[];
}

/** A form in which matches can be exported. */
export interface ExportFormat {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** What it writes one by one: matches with both seats, or what one seat saw. */
  readonly unit: "match" | "seat";
  /** Tables that programs load by themselves; the first is the main one. */
  readonly tables: readonly DataFiles[];
  /** What else the dataset's card says about how to read it. */
  readonly howTo: string;
  /** Writes the files, and says after every so many matches how far it is. */
  write(reading: Reading, folder: NewFolder, services: ExportServices): Generator<Step, Written, undefined>;
}
