import { render } from "ink";
import type { ReactNode } from "react";
import { Boundary } from "./components/boundary.tsx";
import { Sized } from "./components/sized.tsx";
import { Frames } from "./frames.ts";
import type { Size } from "./hooks/use-size.ts";
import { takeTerminal } from "./terminal.ts";

/** Whoever listens to something that goes on, and keeps what is drawn of it. */
interface Following<Event> {
  /** Whether nothing more will happen. */
  readonly hasEnded: boolean;
  /** @throws whatever `events` throws */
  follow(events: AsyncIterator<Event>): Promise<void>;
  /** Notes that it has been asked to stop. */
  stopping(): void;
  close(): void;
}

/** What is drawn has its say in this. */
export interface ScreenControls {
  /** Whether there is a keyboard. */
  readonly isInteractive: boolean;
  /** Asks to stop, and leaves when that is done; a second time leaves at once. */
  readonly quit: () => void;
  /** Of the terminal: what is drawn takes at most one row less. */
  readonly size: Size;
}

/** Whose screen it is, and where it is shown. */
export interface WholeScreenOptions<Event> {
  /** When the events end the screens stay until the user leaves. */
  readonly events: AsyncIterable<Event>;
  readonly follower: Following<Event>;
  /** Asks whoever sends the events to end them soon. Called once, by q or Ctrl-C. */
  readonly stop: () => void;
  /** Does as q does when it is aborted: a signal to the process is heard so. */
  readonly quit?: AbortSignal | undefined;
  readonly draw: (controls: ScreenControls) => ReactNode;
  /** A clock in ms. */
  readonly now: () => number;
  /** Both are terminals; without a keyboard the screens close when the events end. */
  readonly stdout: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
}

/**
 * Shows something that goes on, on the whole terminal, until the user leaves: q or Ctrl-C asks it to stop and leaves
 * when it has, a second time leaves at once. The terminal is then as it was, whatever happened.
 *
 * React is several times slower unless NODE_ENV is "production" before this module is imported, and NO_COLOR is heeded
 * only if FORCE_COLOR is "0" by then: the caller sets both, and imports it dynamically.
 *
 * @throws what `events` or a screen throws, once the terminal is given back
 */
export async function showWhole<Event>(options: WholeScreenOptions<Event>): Promise<void> {
  const { events, follower, stop, draw, now, stdout, stdin } = options;
  const frames = new Frames(stdout, now);
  const iterator = events[Symbol.asyncIterator]();
  const isInteractive = stdin.isTTY;
  const giveBack = takeTerminal(stdout);
  // In this order: a frame that comes later would be painted over whatever the shell shows.
  const onClosed = (): void => {
    frames.close();
    giveBack();
  };
  let unmount = (): void => undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      let isLeaving = !isInteractive;
      const quit = (): void => {
        if (follower.hasEnded || isLeaving) {
          resolve();
          return;
        }
        isLeaving = true;
        follower.stopping();
        stop();
      };
      // Debug mode hands over whole frames, one a write, which is what Frames takes.
      const instance = render(
        <Boundary onError={reject}>
          <Sized stdout={stdout} onClosed={onClosed}>
            {(size) => draw({ isInteractive, quit, size })}
          </Sized>
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
  } finally {
    // Not waited for: what is under way may take long, and there is nobody left to hear how it fails.
    iterator.return?.().catch(() => undefined);
    follower.close();
    frames.close();
    unmount();
    giveBack();
  }
}
