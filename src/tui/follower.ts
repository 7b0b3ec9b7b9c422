import { setImmediate } from "node:timers/promises";
import type { TournamentEvent } from "../core/events.ts";
import { figuresOf, FULL_RESAMPLES, liveResamples, noFigures, type Figures } from "./figures.ts";
import type { RepliesByPlayer } from "./replies.ts";
import { advance, closed, hasEnded, stopping, waiting, type Live } from "./live.ts";

/** What there is to draw. */
export interface Snapshot {
  readonly live: Live;
  readonly figures: Figures;
}

/** Says what became of the players' calls, in the matches that were told of and perhaps some more. */
export type AskReplies = () => RepliesByPlayer;

/** Events are gathered for at least this long before anybody is told, so that 15 frames a second are the most. */
export const GATHER_MS = 70;
/** Figures are counted at most twice a second. */
const FIGURES_MS = 500;
/** Shares of the time that drawing and counting may take: a large terminal or tournament is shown less often. */
const DRAWING_SHARE = 0.25;
const FIGURES_SHARE = 0.1;

/** Listens to a tournament and keeps a snapshot of it, which changes at most every {@link GATHER_MS}. */
export class Follower {
  snapshot: Snapshot = { live: waiting, figures: noFigures };

  readonly #now: () => number;
  readonly #replies: AskReplies | undefined;
  readonly #listeners = new Set<() => void>();
  #pending: TournamentEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  #wakeMs = Infinity;
  #quietUntilMs = -Infinity;
  #figuresDueMs = -Infinity;
  #counted: Live = waiting;
  #isClosed = false;

  constructor(now: () => number, replies?: AskReplies) {
    this.#now = now;
    this.#replies = replies;
  }

  /** Calls `listener` whenever the snapshot has changed; returns what ends that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Whether nothing more will happen. */
  get hasEnded(): boolean {
    return hasEnded(this.snapshot.live);
  }

  /**
   * Takes in events until there are no more, or until it is closed.
   *
   * @throws whatever `events` throws
   */
  async follow(events: AsyncIterator<TournamentEvent>): Promise<void> {
    for (let next = await events.next(); next.done !== true; next = await events.next()) {
      if (this.#isClosed) return;
      this.#pending.push(next.value);
      if (this.#now() < this.#quietUntilMs) this.#wakeAt(this.#quietUntilMs);
      else await this.#tell();
    }
    this.#take();
    this.snapshot = { ...this.snapshot, live: closed(this.snapshot.live, this.#now()) };
    await this.#tell();
  }

  /** Notes that the run has been asked to stop. */
  stopping(): void {
    this.snapshot = { ...this.snapshot, live: stopping(this.snapshot.live) };
    void this.#tell();
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

  /** Tells everybody, and waits until keys and timers have been heard, as a source that never waits would not. */
  async #tell(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#take();
    this.#count();
    const startMs = this.#now();
    this.#quietUntilMs = startMs + GATHER_MS;
    for (const listener of this.#listeners) listener();
    await setImmediate();
    const drawingMs = this.#now() - startMs;
    this.#quietUntilMs = startMs + Math.max(GATHER_MS, drawingMs / DRAWING_SHARE);
  }

  #count(): void {
    const { live } = this.snapshot;
    if (live.tallies === this.#counted.tallies && live.plan === this.#counted.plan && !hasEnded(live)) return;
    if (hasEnded(this.#counted)) return;
    const startMs = this.#now();
    if (startMs < this.#figuresDueMs && !hasEnded(live)) {
      this.#wakeAt(Math.max(this.#figuresDueMs, startMs + GATHER_MS));
      return;
    }
    const resamples = hasEnded(live) ? FULL_RESAMPLES : liveResamples(live.tallies.length);
    this.snapshot = { live, figures: figuresOf(live, resamples, this.#replies?.()) };
    this.#counted = live;
    const endMs = this.#now();
    this.#figuresDueMs = endMs + Math.max(FIGURES_MS, (endMs - startMs) / FIGURES_SHARE);
  }

  /** Tells everybody at a time, or earlier where that has been agreed on before. */
  #wakeAt(ms: number): void {
    if (this.#isClosed || (this.#timer !== undefined && this.#wakeMs <= ms)) return;
    clearTimeout(this.#timer);
    this.#wakeMs = ms;
    this.#timer = setTimeout(() => void this.#tell(), Math.max(0, ms - this.#now()));
  }
}
