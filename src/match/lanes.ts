import type { Player } from "../core/player.ts";
import type { MatchRecord, MatchSpec } from "../core/trajectory.ts";
import { concurrently } from "./concurrently.ts";
import { playDialogue } from "./dialogue.ts";
import { playLockstep } from "./lockstep.ts";

/**
 * Plays many matches between the same two players of any kind. Without agents they advance in lockstep and come in the
 * order given. With an agent every match goes at its own pace and comes when it is done, so that a slow reply holds
 * up no other match. Once `signal` is aborted, matches that are not done are dropped, to be played when the run goes on.
 */
export async function* playLanes(
  row: Player,
  column: Player,
  matches: readonly MatchSpec[],
  signal: AbortSignal,
): AsyncGenerator<MatchRecord> {
  if (row.kind !== "agent" && column.kind !== "agent") {
    yield* playLockstep(row, column, matches);
    return;
  }
  const playing = concurrently(matches, matches.length, (match) => playDialogue(row, column, match, signal));
  for await (const records of playing) for (const record of records) if (record !== null) yield record;
}
