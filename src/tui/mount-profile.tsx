import type { ProfileReport } from "../stats/profile/profile.ts";
import type { ProfileProgress } from "../stats/profile/progress.ts";
import { Followed } from "./components/followed.tsx";
import { ProfileApp } from "./components/profile-app.tsx";
import { ProfileFollower } from "./profile-follower.ts";
import { newsOf } from "./profile-news.ts";
import { showWhole, type WholeScreenOptions } from "./whole-screen.tsx";

/** What the screen of profiles needs. */
export interface ProfileScreenOptions extends Pick<
  WholeScreenOptions<never>,
  "quit" | "now" | "stdout" | "stdin"
> {
  /** What the report will be of: the screen is there before it. */
  readonly of: Pick<ProfileReport, "runs" | "by">;
  /** What makes the report. */
  readonly steps: Generator<ProfileProgress, ProfileReport>;
  /** Whether the report compares players without their fallback moves, and is so shown at first. */
  readonly isWithoutFallbacks: boolean;
}

/**
 * Measures profiles and shows them on the whole terminal, until the user leaves, as {@link showWhole} does: at first how
 * far the measuring is. Without a keyboard nobody can leave, and the screen closes when it is done.
 *
 * @throws what the measuring or a screen throws, once the terminal is given back
 */
export async function showProfile(options: ProfileScreenOptions): Promise<void> {
  const { of, steps, isWithoutFallbacks, ...whole } = options;
  const stop = new AbortController();
  const follower = new ProfileFollower(of);
  await showWhole({
    ...whole,
    events: newsOf(steps, whole.now, stop.signal),
    follower,
    stop: () => stop.abort(),
    draw: (controls) => (
      <Followed follower={follower}>
        {(measured) => <ProfileApp {...{ isWithoutFallbacks, ...measured, ...controls }} />}
      </Followed>
    ),
  });
}
