import { setTimeout } from "node:timers/promises";
import { CoplayError } from "../../core/errors.ts";
import type { TournamentEvent } from "../../core/events.ts";
import type { CallStatus } from "../../core/usage.ts";
import type { RunId } from "../../store/runs.ts";
import type { Store } from "../../store/store.ts";
import type { RepliesByPlayer } from "../../tui/replies.ts";
import { SMALLEST } from "../../tui/smallest.ts";

/** Whether there is somebody to look at a terminal UI: a terminal on both ends, and no CI. */
export function wantsScreen(): boolean {
  return process.stdout.isTTY && process.stdin.isTTY && !process.env["CI"];
}

/**
 * Makes sure that the terminal UI can be shown.
 *
 * @param otherwise what there is for those who cannot be shown it: without a terminal, and on one too small
 * @throws CoplayError where stdout is no terminal, or one that is too small
 */
export function requireScreen(
  otherwise: readonly [withoutTerminal: string, tooSmall: string] = [
    "`coplay standings` prints the table as text.",
    "Make it larger, or use --plain.",
  ],
): void {
  if (!process.stdout.isTTY || !process.stdin.isTTY) {
    throw new CoplayError("the terminal UI needs a terminal", {
      hint: otherwise[0],
    });
  }
  const { columns, rows } = process.stdout;
  if (columns < SMALLEST.columns || rows < SMALLEST.rows) {
    throw new CoplayError(
      `the terminal has ${columns} × ${rows} characters, and its UI needs ${SMALLEST.columns} × ${SMALLEST.rows}`,
      {
        hint: otherwise[1],
      },
    );
  }
}

/** What has to be done before the terminal UI is loaded. */
export function prepareScreen(): void {
  // React and Ink choose their slow development build unless told otherwise before they are loaded.
  process.env["NODE_ENV"] ??= "production";
  if (process.env["NO_COLOR"]) process.env["FORCE_COLOR"] = "0";
  // It went away with the terminal: SIGHUP is heard.
  process.stdin.on("error", () => undefined);
}

/** Shows a run in the terminal UI until the user leaves. */
export async function showOnScreen(options: {
  readonly events: AsyncIterable<TournamentEvent>;
  readonly pace?: number | undefined;
  /** Aborted when the user asks the run to stop. */
  readonly stop: AbortController;
  /** Does as q does when it is aborted. */
  readonly quit: AbortSignal;
  readonly store: Store;
  readonly run: RunId;
  /** What the LLM side of the run is doing; absent where nobody is asked, or nobody knows. */
  readonly calls?: (() => CallStatus | null) | undefined;
}): Promise<void> {
  const { events, pace, stop, quit, store, run, calls } = options;
  prepareScreen();
  const { showTournament } = await import("../../tui/mount.tsx");
  await showTournament({
    events: pace === undefined ? events : paced(events, pace, stop.signal),
    stop: () => stop.abort(),
    quit,
    match: (row, column, repetition) => store.matchOf(run, row, column, repetition)?.record,
    calls,
    replies: calls === undefined ? undefined : () => repliesOf(store, run),
    now: Date.now,
    stdout: process.stdout,
    stdin: process.stdin,
  });
}

const repliesOf = (store: Store, run: RunId): RepliesByPlayer =>
  new Map(store.callSummary(run).map((own) => [own.player, own]));

const STEP_MS = 50;

/** Hands matches on in small portions with pauses between them, at most `perSecond`; all at once after `signal`. */
async function* paced(
  events: AsyncIterable<TournamentEvent>,
  perSecond: number,
  signal: AbortSignal,
): AsyncGenerator<TournamentEvent> {
  const portion = Math.max(1, Math.round((perSecond * STEP_MS) / 1000));
  for await (const event of events) {
    if (event.kind !== "matches" || signal.aborted) {
      yield event;
      continue;
    }
    for (let from = 0; from < event.records.length; from += portion) {
      const records = event.records.slice(from, from + portion);
      yield { kind: "matches", records };
      await setTimeout((records.length * 1000) / perSecond, undefined, { signal }).catch(() => undefined);
    }
  }
}
