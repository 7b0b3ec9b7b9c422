import { tournamentJsonSchema } from "../tournament/schema.ts";
import { printJson } from "./terminal/output.ts";

/** Prints the JSON Schema of tournament files, with which editors check and complete them. */
export function schema(): void {
  printJson(tournamentJsonSchema());
}
