import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { SpecError } from "../core/errors.ts";
import type { Game } from "../core/game.ts";
import { located } from "../core/located.ts";
import { faultOf, nearestWord } from "../files/faults.ts";
import { parseMapping, type Mapping, type MappingFile } from "../import/mapping.ts";
import type { ReadGame } from "../import/setting.ts";
import type { Catalogue } from "../tournament/catalogue.ts";
import { resolveGame } from "../tournament/game.ts";
import { keysAt, tournamentSchema } from "../tournament/schema.ts";
import { readText } from "./read-text.ts";

/** What the command line may say instead of the mapping. */
export interface MappingOverrides {
  readonly game?: string | undefined;
  readonly noise?: number | undefined;
  readonly continuation?: number | undefined;
  readonly seed?: number | undefined;
}

const folder = fileURLToPath(new URL("../../tournaments/maps", import.meta.url));
const FILE = /\.ya?ml$/;

/** The files of the mappings that come with coplay. */
export const shippedMappings = (): readonly string[] =>
  readdirSync(folder)
    .filter((name) => FILE.test(name))
    .sort()
    .map((name) => join(folder, name));

/** What a mapping that comes with coplay is called. */
export const mappingId = (file: string): string => basename(file).replace(FILE, "");

/**
 * Reads a mapping: a file, or one that comes with coplay, by its id.
 *
 * @throws SpecError where there is none, or it cannot be used
 */
export function readMapping(asked: string, overrides: MappingOverrides = {}): MappingFile {
  const shipped = FILE.test(asked) || existsSync(asked) ? undefined : shippedMappings();
  const file = shipped === undefined ? asked : shipped.find((path) => mappingId(path) === asked);
  if (file === undefined) {
    const ids = shipped!.map(mappingId);
    const near = nearestWord(asked, ids);
    throw new SpecError(`there is no mapping "${asked}"`, {
      hint: near === undefined ? `There are: ${ids.join(", ")}; or name a file.` : `Did you mean ${near}?`,
    });
  }
  const { mapping, place } = parseMapping(
    readText(file, "`coplay list maps` shows the mappings that come with coplay, to copy from."),
    shipped === undefined ? asked : mappingId(file),
  );
  return { mapping: overridden(mapping, overrides), place };
}

function overridden(mapping: Mapping, { game, noise, continuation, seed }: MappingOverrides): Mapping {
  const { game: _, games: __, "game-column": ___, ...others } = mapping;
  return {
    ...(game === undefined ? mapping : { ...others, game }),
    ...(noise === undefined ? {} : { noise }),
    ...(continuation === undefined ? {} : { horizon: { continuation } }),
    ...(seed === undefined ? {} : { seed }),
  };
}

/** Reads the games of mappings as tournament files are read. */
export const gameReader =
  (catalogue: Catalogue): ReadGame =>
  (written: unknown, place: string): Game => {
    const parsed = tournamentSchema.pick({ game: true }).safeParse({ game: written });
    if (parsed.success) return located(place, () => resolveGame(parsed.data.game, catalogue));
    const { message, hint } = faultOf(parsed.error, { game: written }, keysAt);
    throw new SpecError(message, { place, hint });
  };
