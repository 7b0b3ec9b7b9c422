import type { Json, JsonObject } from "../core/json.ts";
import type { ExportFormat, Written } from "./format.ts";
import type { Reading } from "./reading.ts";
import type { SourceRun } from "./source.ts";

/**
 * What there is in a dataset and how it came about: sums, hashes, options, runs. It holds no time of day, so that the
 * same export of the same log is the same file.
 *
 * @param version of coplay
 */
export function manifestOf(
  reading: Reading,
  format: ExportFormat,
  { files, rows, facts }: Written,
  version: string,
): JsonObject {
  const { selection, splits, counts, total, leftOut } = reading;
  return {
    coplay: version,
    format: format.id,
    rows,
    options: {
      player: selection.players ?? null,
      co_player: selection.coPlayers ?? null,
      status: selection.status,
      seat: selection.seat,
      split: selection.validation,
      seed: selection.seed,
    },
    counts: { ...total },
    left_out: { matches_of_another_status: leftOut },
    splits: Object.fromEntries(
      splits.map((split): [string, Json] => [
        split,
        { ...counts[split], share_of_matches: counts[split].matches / total.matches },
      ]),
    ),
    ...(Object.keys(facts).length === 0 ? {} : { [format.id]: facts }),
    runs: reading.runs.map(describeRun),
    files: files.map((file): Json => ({ ...file })),
  };
}

function describeRun({
  id,
  name,
  specHash,
  seed,
  codeVersion,
  game,
  noise,
  told,
  factors,
  players,
}: SourceRun): Json {
  const { actions, payoff, cooperative } = game;
  return {
    run: id,
    name,
    spec_hash: specHash,
    seed,
    coplay: codeVersion,
    game: {
      id: game.id,
      actions: actions.map(({ symbol, label }): Json => ({ symbol, label })),
      cooperative,
      payoff: { row: [...payoff.row], column: [...payoff.column] },
    },
    noise,
    told: { noise: told.noise, horizon: told.horizon },
    factors,
    players: players.map((player): Json => ({ id: player.id, kind: player.kind })),
  };
}
