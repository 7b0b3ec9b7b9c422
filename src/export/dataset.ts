import { CoplayError } from "../core/errors.ts";
import type { JsonObject } from "../core/json.ts";
import { cardOf } from "./card.ts";
import { MANIFEST, newFolder } from "./folder.ts";
import type { ExportFormat, ExportServices, Step } from "./format.ts";
import { manifestOf } from "./manifest.ts";
import type { Reading } from "./reading.ts";

/** What is exported, how, and where to. */
export interface DatasetOrder {
  readonly reading: Reading;
  readonly format: ExportFormat;
  readonly services: ExportServices;
  /** The folder to be made. */
  readonly path: string;
  /** Whether an earlier export of that name makes way. */
  readonly replace: boolean;
  /** Of coplay. */
  readonly version: string;
}

/**
 * Exports a dataset, with its card and its manifest, and says now and then how far it is. The folder is there as a whole
 * at the end; whoever stops in between leaves nothing.
 *
 * @returns the manifest
 * @throws CoplayError where the folder cannot be made or written, and where the format finds nothing to write
 */
export function* writeDataset(order: DatasetOrder): Generator<Step, JsonObject, undefined> {
  const { reading, format, services, path, replace, version } = order;
  requireSeats(reading, format);
  using folder = newFolder(path, { replace });
  const written = yield* format.write(reading, folder, services);
  const card = folder.whole("README.md", cardOf(reading, format, written, version));
  const manifest = manifestOf(reading, format, { ...written, files: [...written.files, card] }, version);
  folder.whole(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
  folder.finish();
  return manifest;
}

/** @throws CoplayError where one seat alone is asked of a format that tells both, and no player sits in it */
function requireSeats({ selection }: Reading, { id, unit }: ExportFormat): void {
  const { seat, players, coPlayers } = selection;
  if (unit === "seat" || seat === "both" || players !== undefined || coPlayers !== undefined) return;
  throw new CoplayError(`${id} tells matches from both seats: --seat ${seat} alone leaves nothing out`, {
    hint: "Name --player, too, to have the matches in which it sat there; or choose episodes, icl or chat.",
  });
}
