import type { ProfileReport } from "../stats/profile/profile.ts";
import { ProfileApp } from "./components/profile-app.tsx";
import { showWhole, type WholeScreenOptions } from "./whole-screen.tsx";

/** What the screen of profiles needs. */
export interface ProfileScreenOptions extends Pick<
  WholeScreenOptions<never>,
  "quit" | "now" | "stdout" | "stdin"
> {
  readonly report: ProfileReport;
  /** Whether the report compares players without their fallback moves, and is so shown at first. */
  readonly isWithoutFallbacks: boolean;
}

/**
 * Shows profiles on the whole terminal, until the user leaves, as {@link showWhole} does. Without a keyboard nobody
 * can leave, and the screen closes at once.
 *
 * @throws what a screen throws, once the terminal is given back
 */
export async function showProfile({
  report,
  isWithoutFallbacks,
  ...whole
}: ProfileScreenOptions): Promise<void> {
  await showWhole({
    ...whole,
    events: nothing,
    follower: over,
    stop: () => undefined,
    draw: (controls) => <ProfileApp {...{ report, isWithoutFallbacks, ...controls }} />,
  });
}

const nothing: AsyncIterable<never> = {
  [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
};

/** Whoever follows what is over has nothing to do. */
const over = {
  hasEnded: true,
  follow: () => Promise.resolve(),
  stopping: () => undefined,
  close: () => undefined,
};
