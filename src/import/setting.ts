import type { Action } from "../core/action.ts";
import { SpecError } from "../core/errors.ts";
import type { Game } from "../core/game.ts";
import type { Json, JsonObject } from "../core/json.ts";
import { faultAt, shown, type Place } from "./fault.ts";
import { fulfils, textOf, type Layout } from "./layout.ts";
import { ABORTED, horizonIn, type MappedHorizon, type Mapping, type MappingFile } from "./mapping.ts";

/** What the matches of one run have in common. */
export interface Setting {
  /** The same for the same setting. */
  readonly key: string;
  readonly game: Game;
  readonly horizon: MappedHorizon;
  readonly noise: number;
  readonly seed: number;
  readonly factors: Readonly<Record<string, Json>>;
  /** What the column says by which runs are told apart; null where there is none. */
  readonly run: string | null;
  readonly actions: Labels;
}

/** The action that a label means, or that it means that no move was made. */
type Labels = ReadonlyMap<string, Action | typeof ABORTED>;

/** Makes a game of what a mapping, or a file, calls it. @throws SpecError, with the place, where there is none such */
export type ReadGame = (written: unknown, place: string) => Game;

/** Tells the setting of a match from the values of its first row. */
export type ReadSetting = (values: readonly unknown[], place: Place) => Setting;

/**
 * Reads settings as a mapping has them.
 *
 * @throws SpecError where a game, or an action of it, is not there
 */
export function settingReader(file: MappingFile, layout: Layout, readGame: ReadGame): ReadSetting {
  const { mapping, place: placeIn } = file;
  const one = mapping.game === undefined ? null : readGame(mapping.game, placeIn(["game"]));
  const several = (mapping.games ?? []).map(({ game }, i) => readGame(game, placeIn(["games", i, "game"])));
  const told = [...(one === null ? [] : [one]), ...several];
  for (const game of told) labelsOf(game, mapping, placeIn(["labels"]));

  const gameOf = (values: readonly unknown[], place: Place): Game => {
    if (one !== null) return one;
    if (layout.game !== null) {
      return readGame(textOf(values[layout.game]), `${place.file}:${place.line}`);
    }
    const index = layout.games.findIndex((conditions) => fulfils(values, conditions));
    if (index >= 0) return several[index]!;
    throw faultAt(
      place,
      "the row fits none of the games",
      "Add one under `games`, or leave such rows out with `where`.",
    );
  };

  const telling = tellingColumns(layout);
  const known = new Map<string, Setting>();
  return (values, place) => {
    const key = telling.map((at) => textOf(values[at])).join("\u0000");
    const found = known.get(key);
    if (found !== undefined) return found;
    const game = gameOf(values, place);
    const setting: Setting = {
      key,
      game,
      horizon: horizonOf(mapping, layout, values, place),
      noise: numberIn(
        mapping.noise,
        layout.noise,
        values,
        place,
        "a chance in [0, 1]",
        (n) => n >= 0 && n <= 1,
      ),
      seed: numberIn(
        mapping.seed,
        layout.seed,
        values,
        place,
        "a seed",
        (n) => Number.isSafeInteger(n) && n >= 0,
      ),
      factors: factorsOf(layout, values, place),
      run: layout.run === null ? null : textOf(values[layout.run]),
      actions: labelsOf(game, mapping, placeIn(["labels"])),
    };
    known.set(key, setting);
    return setting;
  };
}

/** The columns in which rows of different runs may differ. */
const tellingColumns = ({ run, factors, horizon, noise, seed, game, games }: Layout): readonly number[] => [
  ...[run, horizon, noise, seed, game].filter((at) => at !== null),
  ...(typeof factors === "number" ? [factors] : factors.map(([, at]) => at)),
  ...games.flat().map(({ at }) => at),
];

/** By default an action's letter and its name. */
function labelsOf(game: Game, { labels }: Mapping, place: string): Labels {
  const bySymbol = new Map(game.actions.map(({ symbol }, action) => [symbol, action]));
  if (labels === undefined) {
    return new Map([...game.actions.map(({ label }, action) => [label, action] as const), ...bySymbol]);
  }
  return new Map(
    Object.entries(labels).map(([label, meant]): [string, Action | typeof ABORTED] => {
      if (meant === ABORTED) return [label, ABORTED];
      const action = bySymbol.get(meant);
      if (action !== undefined) return [label, action];
      throw new SpecError(`${meant} is no action of ${game.id}`, {
        place,
        hint: `Its actions: ${[...bySymbol.keys()].join(", ")}.`,
      });
    }),
  );
}

function horizonOf(
  { horizon }: Mapping,
  layout: Layout,
  values: readonly unknown[],
  place: Place,
): MappedHorizon {
  if (layout.horizon === null || typeof horizon !== "object" || !("values" in horizon)) {
    return horizon as MappedHorizon;
  }
  const text = textOf(values[layout.horizon]);
  const told = Object.hasOwn(horizon.values, text) ? horizon.values[text] : undefined;
  const said = told ?? horizonIn(values[layout.horizon]) ?? horizonIn(parsedObject(text));
  if (said !== null) return said;
  const known = [...Object.keys(horizon.values), "told", "untold", '{"turns": n}', '{"continuation": p}'];
  throw faultAt(
    place,
    `the mapping does not say what ${shown(text)} in column "${horizon.column}" told the players`,
    `It knows ${known.join(", ")}.`,
  );
}

function numberIn(
  written: number | { readonly column: string },
  at: number | null,
  values: readonly unknown[],
  place: Place,
  what: string,
  isFine: (value: number) => boolean,
): number {
  if (typeof written === "number" || at === null) return written as number;
  const value = numberOf(values[at]);
  if (value !== null && isFine(value)) return value;
  throw faultAt(place, `${shown(values[at])} in column "${written.column}" is not ${what}`);
}

/** A number as a file has it; null for what is none. */
export function numberOf(value: unknown): number | null {
  const text = textOf(value);
  const number = text === "" ? NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}

function factorsOf(
  { factors, columns }: Layout,
  values: readonly unknown[],
  place: Place,
): Readonly<Record<string, Json>> {
  if (typeof factors !== "number") {
    return Object.fromEntries(factors.map(([name, at]) => [name, levelOf(values[at])]));
  }
  const value = values[factors];
  const object = typeof value === "string" ? parsedObject(value) : value;
  if (typeof object === "object" && object !== null && !Array.isArray(object)) return object as JsonObject;
  throw faultAt(place, `${shown(value)} in column "${columns[factors]!}" is not an object of factors`);
}

const levelOf = (value: unknown): Json => (typeof value === "string" ? value.trim() : (value as Json));

function parsedObject(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
