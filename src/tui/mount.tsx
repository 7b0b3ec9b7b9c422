import { render } from "ink";
import type { TournamentEvent } from "../core/events.ts";
import { Boundary } from "./components/boundary.tsx";
import { Session } from "./components/session.tsx";
import { Follower } from "./follower.ts";
import { Frames } from "./frames.ts";
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
  /** The record, by its seats, of a match that was told of; asked once for each that is looked at. */
  readonly match: FindMatch;
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
  const { events, stop, match, now, stdout, stdin } = options;
  const follower = new Follower(now);
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
      const session = { follower, stdout, match, now, isInteractive, quit, onClosed: giveBack };
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
