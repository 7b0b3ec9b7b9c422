import { printJson } from "./terminal/output.ts";

/** What files are of. */
export type FileSort = "tournament" | "train";

/** Prints the JSON Schema of tournament or training files, with which editors check and complete them. */
export async function schema(sort: FileSort): Promise<void> {
  printJson(await schemas[sort]());
}

const schemas: Readonly<Record<FileSort, () => Promise<object>>> = {
  tournament: async () => (await import("../tournament/schema.ts")).tournamentJsonSchema(),
  train: async () => (await import("../models/trainers/file.ts")).trainingJsonSchema(),
};
