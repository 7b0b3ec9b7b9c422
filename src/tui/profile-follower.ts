import { setImmediate } from "node:timers/promises";
import type { ProfileReport } from "../stats/profile/profile.ts";
import type { ProfileProgress } from "../stats/profile/progress.ts";
import type { ProfileNews } from "./profile-news.ts";

/** What is known of profiles that are measured. */
export interface MeasuredProfiles {
  /** Without profiles as long as it is not there. */
  readonly report: ProfileReport;
  /** Null once the report is there. */
  readonly progress: ProfileProgress | null;
}

/** Nothing has been done yet, nor is it known how much there is to do. */
const AT_FIRST: ProfileProgress = { doing: "reading", done: 0, total: 0 };

/** Listens to profiles being measured and keeps a snapshot of how far they are. */
export class ProfileFollower {
  snapshot: MeasuredProfiles;
  hasEnded = false;

  readonly #listeners = new Set<() => void>();
  #isClosed = false;

  constructor({ runs, by }: Pick<ProfileReport, "runs" | "by">) {
    this.snapshot = {
      report: { runs, by, figures: [], profiles: [], differences: [] },
      progress: AT_FIRST,
    };
  }

  /** Calls `listener` whenever the snapshot has changed; returns what ends that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Takes in news until there is no more, or until it is closed. After each it waits until keys and timers have been
   * heard: what is measured is computed without waiting.
   *
   * @throws whatever the measuring throws
   */
  async follow(news: AsyncIterator<ProfileNews>): Promise<void> {
    for (let next = await news.next(); next.done !== true; next = await news.next()) {
      if (this.#isClosed) return;
      const { value } = next;
      this.snapshot =
        value.kind === "report"
          ? { report: value.report, progress: null }
          : { ...this.snapshot, progress: value.progress };
      for (const listener of this.#listeners) listener();
      await setImmediate();
    }
    this.hasEnded = true;
  }

  /** There is nothing to show of it: the measuring ends with the portion at hand. */
  stopping(): void {
    return;
  }

  /** Nobody is told anything any more. */
  close(): void {
    this.#isClosed = true;
    this.#listeners.clear();
  }
}
