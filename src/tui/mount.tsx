import type { TournamentEvent } from "../core/events.ts";
import { App } from "./components/app.tsx";
import { Followed } from "./components/followed.tsx";
import { Follower, type AskReplies } from "./follower.ts";
import type { AskStatus } from "./hooks/use-call-status.ts";
import type { FindMatch } from "./hooks/use-record.ts";
import { showWhole } from "./whole-screen.tsx";

/** What a tournament's screens need. */
export interface TournamentScreenOptions {
  /**
   * Of a tournament that runs, or of a log that is followed. The matches that `started` counts as already played come
   * first. When the events end the screens stay until the user leaves.
   */
  readonly events: AsyncIterable<TournamentEvent>;
  /** Asks whoever sends the events to end them soon. Called once, by q or Ctrl-C. */
  readonly stop: () => void;
  /** Does as q does when it is aborted: a signal to the process is heard so. */
  readonly quit?: AbortSignal | undefined;
  /** The record, by its seats, of a match that was told of; asked once for each that is looked at. */
  readonly match: FindMatch;
  /** What the LLM side of the run is doing; absent where nobody is asked, or where nobody knows, as with a log. */
  readonly calls?: AskStatus | undefined;
  /** What became of the players' calls; asked as often as figures are counted. */
  readonly replies?: AskReplies | undefined;
  /** A clock in ms. */
  readonly now: () => number;
  /** Both are terminals; without a keyboard the screens close when the events end. */
  readonly stdout: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
}

/** How the screens came to an end; "left" while events were still coming. */
export interface TournamentScreenResult {
  readonly status: "complete" | "stopped" | "left";
}

/**
 * Shows a tournament on the whole terminal, until the user leaves, as {@link showWhole} does.
 *
 * @throws what `events` or a screen throws, once the terminal is given back
 */
export async function showTournament(options: TournamentScreenOptions): Promise<TournamentScreenResult> {
  const { match, calls, replies, ...whole } = options;
  const { now } = options;
  const follower = new Follower(now, replies);
  await showWhole({
    ...whole,
    follower,
    draw: (controls) => (
      <Followed follower={follower}>
        {(snapshot) => <App {...{ snapshot, match, calls, now, ...controls }} />}
      </Followed>
    ),
  });
  const { status } = follower.snapshot.live;
  return { status: status === "complete" || status === "stopped" ? status : "left" };
}
