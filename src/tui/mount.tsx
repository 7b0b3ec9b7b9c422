import { render } from "ink";
import type { TournamentEvent } from "../core/events.ts";
import { Boundary } from "./components/boundary.tsx";
import { Session } from "./components/session.tsx";
import { Follower, type AskReplies } from "./follower.ts";
import { Frames } from "./frames.ts";
import type { AskStatus } from "./hooks/use-call-status.ts";
import type { FindMatch } from "./hooks/use-record.ts";
import { hasEnded } from "./live.ts";
import { takeTerminal } from "./terminal.ts";

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
 * Shows a tournament on the whole terminal, until the user leaves: q or Ctrl-C asks a run to stop and leaves when it
 * has, a second time leaves at once. The terminal is then as it was, whatever happened.
 *
 * React is several times slower unless NODE_ENV is "production" before this module is imported, and NO_COLOR is heeded
 * only if FORCE_COLOR is "0" by then: the caller sets both, and imports it dynamically.
 *
 * @throws what `events` or a screen throws, once the terminal is given back
 */
export async function showTournament(options: TournamentScreenOptions): Promise<TournamentScreenResult> {
  const { events, stop, match, calls, now, stdout, stdin } = options;
  const follower = new Follower(now, options.replies);
  const frames = new Frames(stdout, now);
  const iterator = events[Symbol.asyncIterator]();
  const isInteractive = stdin.isTTY;
  const giveBack = takeTerminal(stdout);
  let unmount = (): void => undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      let isLeaving = !isInteractive;
      const quit = (): void => {
        const { live } = follower.snapshot;
        if (hasEnded(live) || isLeaving) {
          resolve();
          return;
        }
        isLeaving = true;
        follower.stopping();
        stop();
      };
      const session = { follower, stdout, match, calls, now, isInteractive, quit, onClosed: giveBack };
      // Debug mode hands over whole frames, one a write, which is what Frames takes.
      const instance = render(
        <Boundary onError={reject}>
          <Session {...session} />
        </Boundary>,
        {
          stdout: frames as unknown as NodeJS.WriteStream,
          stdin,
          debug: true,
          exitOnCtrlC: false,
          patchConsole: false,
        },
      );
      unmount = () => instance.unmount();
      options.quit?.addEventListener("abort", quit, { once: true });
      follower.follow(iterator).then(() => {
        if (isLeaving) resolve();
      }, reject);
    });
    const { status } = follower.snapshot.live;
    return { status: status === "complete" || status === "stopped" ? status : "left" };
  } finally {
    // Not waited for: a match may be under way for long, and there is nobody left to hear how it fails.
    iterator.return?.().catch(() => undefined);
    follower.close();
    frames.close();
    unmount();
    giveBack();
  }
}
