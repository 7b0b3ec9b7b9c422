import { setImmediate } from "node:timers/promises";
import type { TournamentEvent } from "../core/events.ts";
import { figuresOf, FULL_RESAMPLES, liveResamples, noFigures, type Figures } from "./figures.ts";
import { advance, closed, hasEnded, stopping, waiting, type Live } from "./live.ts";

/** What there is to draw. */
export interface Snapshot {
  readonly live: Live;
  readonly figures: Figures;
}

/** Events are gathered for this long before anybody is told. */
export const GATHER_MS = 70;
/** Figures are counted at most this often … */
const FIGURES_MS = 500;
/** … and at most this share of the time is spent on it. */
const FIGURES_SHARE = 0.1;

/** Listens to a tournament and keeps a snapshot of it, which changes at most every {@link GATHER_MS}. */
export class Follower {
  snapshot: Snapshot = { live: waiting, figures: noFigures };

  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  #pending: TournamentEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  #toldMs = -Infinity;
  #figuresDueMs = -Infinity;
  #counted: Live = waiting;
  #isClosed = false;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Calls `listener` whenever the snapshot has changed; returns what ends that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Takes in events until there are no more, or until it is closed.
   *
   * @throws whatever `events` throws
   */
  async follow(events: AsyncIterator<TournamentEvent>): Promise<void> {
    for (let next = await events.next(); next.done !== true; next = await events.next()) {
      if (this.#isClosed) return;
      this.#pending.push(next.value);
      if (this.#now() - this.#toldMs < GATHER_MS) this.#wakeAt(this.#toldMs + GATHER_MS);
      else {
        this.#tell();
        // A source that never waits would keep timers and keys from being heard.
        await setImmediate();
      }
    }
    this.#take();
    this.snapshot = { ...this.snapshot, live: closed(this.snapshot.live, this.#now()) };
    this.#tell();
  }

  /** Notes that the run has been asked to stop. */
  stopping(): void {
    this.snapshot = { ...this.snapshot, live: stopping(this.snapshot.live) };
    this.#tell();
  }

  /** Stops the clock; nobody is told anything any more. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  #take(): void {
    const events = this.#pending;
    this.#pending = [];
    if (events.length === 0) return;
    this.snapshot = { ...this.snapshot, live: advance(this.snapshot.live, events, this.#now()) };
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#take();
    this.#count();
    this.#toldMs = this.#now();
    for (const listener of this.#listeners) listener();
  }

  #count(): void {
    const { live } = this.snapshot;
    if (live.tallies === this.#counted.tallies && live.plan === this.#counted.plan && !hasEnded(live)) return;
    if (hasEnded(this.#counted)) return;
    const startMs = this.#now();
    if (startMs < this.#figuresDueMs && !hasEnded(live)) {
      this.#wakeAt(this.#figuresDueMs);
      return;
    }
    const resamples = hasEnded(live) ? FULL_RESAMPLES : liveResamples(live.tallies.length);
    this.snapshot = { live, figures: figuresOf(live, resamples) };
    this.#counted = live;
    const endMs = this.#now();
    this.#figuresDueMs = endMs + Math.max(FIGURES_MS, (endMs - startMs) / FIGURES_SHARE);
  }

  #wakeAt(ms: number): void {
    this.#timer ??= setTimeout(() => this.#tell(), Math.max(0, ms - this.#now()));
  }
}
