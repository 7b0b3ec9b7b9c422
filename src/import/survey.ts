import type { Game } from "../core/game.ts";
import { canonicalJson, type Json } from "../core/json.ts";
import type { Terms } from "../core/terms.ts";
import { faultAt } from "./fault.ts";
import type { MappingFile } from "./mapping.ts";
import type { ImportedMatch } from "./match.ts";
import type { ImportedPlayer } from "./players.ts";
import { readMatches } from "./read.ts";
import { seenKeys, type SeenKeys } from "./seen-keys.ts";
import type { ReadGame, Setting } from "./setting.ts";

/** A run that the matches of files make. */
export interface PlannedRun {
  /** The setting's. */
  readonly key: string;
  readonly game: Game;
  readonly noise: number;
  readonly seed: number;
  readonly told: Terms;
  /** What tells it from the other runs. */
  readonly factors: Readonly<Record<string, Json>>;
  /** The same as people read it; empty where there is one run. */
  readonly label: string;
  /** In the order in which the files name them. */
  readonly players: readonly ImportedPlayer[];
  readonly matches: number;
  /** As they were planned. */
  readonly turns: number;
  /** The most matches of any pairing. */
  readonly repetitions: number;
}

/** What there is to import. */
export interface Survey {
  /** In the order in which the files come to them. */
  readonly runs: readonly PlannedRun[];
  readonly rows: number;
  /** Rows that the mapping's `where` leaves out. */
  readonly leftOut: number;
}

/** More is no experiment that anybody looks at; more often a column was taken for a factor that is none. */
const MAX_RUNS = 10_000;

/** A run while its matches are counted. */
interface Growing {
  readonly setting: Setting;
  readonly toldTurns: number | null;
  readonly players: Map<string, ImportedPlayer>;
  /** By pairing. */
  readonly repetitions: Map<string, number>;
  matches: number;
  turns: number;
}

/**
 * Reads files from end to end, so that everything that is wrong with them is known before anything is written.
 *
 * @throws SpecError for the first thing that is wrong, with the file and the line
 */
export async function surveyOf(
  files: readonly string[],
  mapping: MappingFile,
  readGame: ReadGame,
): Promise<Survey> {
  const growing = new Map<string, Growing>();
  const numbered = seenKeys();
  let rows = 0;
  let leftOut = 0;
  for await (const batch of readMatches(files, mapping, readGame)) {
    rows += batch.rows;
    leftOut += batch.leftOut;
    for (const match of batch.matches) count(growing, numbered, match);
  }
  if (growing.size === 0) {
    throw faultAt({ file: files[0]!, line: 1 }, `none of the ${rows} rows is what \`where\` asks for`);
  }
  return { runs: plannedRuns([...growing.values()]), rows, leftOut };
}

function count(growing: Map<string, Growing>, numbered: SeenKeys, match: ImportedMatch): void {
  const { setting, players, place, plannedTurns, repetition } = match;
  let run = growing.get(setting.key);
  if (run === undefined) {
    if (growing.size === MAX_RUNS) {
      throw faultAt(
        place,
        `the factors make more than ${MAX_RUNS} runs`,
        "Perhaps one of them is different in every match.",
      );
    }
    const toldTurns = setting.horizon === "told" ? plannedTurns : null;
    run = { setting, toldTurns, players: new Map(), repetitions: new Map(), matches: 0, turns: 0 };
    growing.set(setting.key, run);
  }
  if (run.toldTurns !== null && run.toldTurns !== plannedTurns) {
    throw faultAt(
      place,
      `the match has ${plannedTurns} turns and an earlier one ${run.toldTurns}, and a run tells its players one number`,
      "Say horizon: untold, or make what differs a factor.",
    );
  }
  for (const player of [players.row, players.column]) {
    const known = run.players.get(player.id);
    if (known === undefined) run.players.set(player.id, player);
    else if (known.kind !== player.kind) {
      throw faultAt(place, `${player.id} is of kind ${known.kind} and of kind ${player.kind}`);
    }
  }
  const pairing = `${players.row.id}\n${players.column.id}`;
  run.repetitions.set(pairing, (run.repetitions.get(pairing) ?? 0) + 1);
  if (
    repetition !== null &&
    !numbered.add(`${setting.key}
${pairing}
${repetition}`)
  ) {
    throw faultAt(
      place,
      `a match of ${players.row.id} and ${players.column.id} with the same repetition stands above`,
      "Leave `repetition` out to have them counted, or make what differs a factor.",
    );
  }
  run.matches++;
  run.turns += plannedTurns;
}

function plannedRuns(growing: readonly Growing[]): readonly PlannedRun[] {
  const factors = distinctFactors(growing.map(({ setting }) => setting));
  return growing.map(({ setting, toldTurns, players, repetitions, matches, turns }, i) => {
    const { key, game, noise, seed, horizon, run } = setting;
    const own = factors[i]!;
    const levels = Object.entries(own).map(([name, level]) => `${name}=${labelOf(level)}`);
    const labels = run === null ? levels : [run, ...levels];
    return {
      key,
      game,
      noise,
      seed,
      told: {
        game,
        noise,
        horizon:
          toldTurns !== null ? { turns: toldTurns } : typeof horizon === "object" ? horizon : "unknown",
      },
      factors: own,
      label: growing.length === 1 ? "" : labels.join(", "),
      players: [...players.values()],
      matches,
      turns,
      repetitions: Math.max(...repetitions.values()),
    };
  });
}

/** What may tell runs apart that no factor of the mapping's does. */
const OTHERS: readonly (readonly [name: string, of: (setting: Setting) => Json])[] = [
  ["horizon", ({ horizon }) => (typeof horizon === "string" ? horizon : { ...horizon })],
  ["game", ({ game }) => game.id],
  ["noise", ({ noise }) => noise],
  ["seed", ({ seed }) => seed],
];

/** The factors of each run; where they leave two runs the same, with what else tells runs apart. */
function distinctFactors(settings: readonly Setting[]): readonly Readonly<Record<string, Json>>[] {
  const kindsOf = (factors: readonly Readonly<Record<string, Json>>[]): number =>
    new Set(settings.map(({ run }, i) => canonicalJson([run, factors[i]!]))).size;
  return OTHERS.reduce<readonly Readonly<Record<string, Json>>[]>(
    (factors, [name, of]) => {
      const more = settings.map((setting, i) => ({ [name]: of(setting), ...factors[i]! }));
      return kindsOf(more) > kindsOf(factors) ? more : factors;
    },
    settings.map(({ factors }) => factors),
  );
}

const labelOf = (level: Json): string => (typeof level === "string" ? level : JSON.stringify(level));
