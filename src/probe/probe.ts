import type { Player } from "../core/player.ts";
import type { MatchRecord } from "../core/trajectory.ts";
import { playLanes } from "../match/lanes.ts";
import { planProbe, type ProbeOptions, type ProbePlan } from "./plan.ts";
import { reportOf, type ProbeReport } from "./report.ts";

/** Matches that are played in one batch where the player does not ask for fewer. */
const LANES = 1024;

/**
 * Plays the matches of a probe, as the drivers play any others; they come as they end. Those that need no waiting for
 * come batch by batch, and in between the event loop turns, so that a signal is heard.
 */
export async function* playProbe(
  { player, field, matches }: ProbePlan,
  signal: AbortSignal,
): AsyncGenerator<MatchRecord> {
  const most = player.kind === "policy" ? (player.lanes ?? LANES) : LANES;
  const lanes = player.kind === "agent" ? matches.length : most;
  for (let from = 0; from < matches.length && !signal.aborted; from += lanes) {
    yield* playLanes(player, field, matches.slice(from, from + lanes), signal);
    await new Promise<void>((done) => setImmediate(done));
  }
}

/**
 * Finds out how a player of any kind reads its co-player within a match: against co-players drawn uniformly from all
 * memory-one ones, for whom the best response is known; against well-known ones; and against extortioners.
 *
 * @param signal aborts it: what was complete until then is reported
 * @throws SpecError for a game that it makes no sense for, or fewer than one of anything
 * @see Weis2026
 */
export async function probe(
  player: Player,
  options: ProbeOptions,
  signal: AbortSignal = new AbortController().signal,
): Promise<ProbeReport> {
  const plan = planProbe(player, options);
  const records: MatchRecord[] = [];
  for await (const record of playProbe(plan, signal)) records.push(record);
  return reportOf(plan, records);
}
