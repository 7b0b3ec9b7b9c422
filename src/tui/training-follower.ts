import { setImmediate } from "node:timers/promises";
import { GATHER_MS } from "./follower.ts";
import {
  askedToStop,
  ended,
  isOver,
  told,
  waitingFor,
  type Training,
  type TrainingNews,
  type TrainingPlan,
} from "./training.ts";

/** Listens to a training and keeps a snapshot of it, of which listeners are told at most every {@link GATHER_MS}. */
export class TrainingFollower {
  snapshot: Training;

  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #toldMs = -Infinity;
  #isClosed = false;

  constructor(plan: TrainingPlan, now: () => number) {
    this.snapshot = waitingFor(plan);
    this.#now = now;
  }

  /** Calls `listener` whenever the snapshot has changed; returns what ends that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Whether nothing more will happen. */
  get hasEnded(): boolean {
    return isOver(this.snapshot);
  }

  /**
   * Takes in events until there are no more, or until it is closed.
   *
   * @throws whatever `events` throws
   */
  async follow(events: AsyncIterator<TrainingNews>): Promise<void> {
    for (let next = await events.next(); next.done !== true; next = await events.next()) {
      if (this.#isClosed) return;
      this.snapshot = told(this.snapshot, next.value, this.#now());
      const waitMs = this.#toldMs + GATHER_MS - this.#now();
      if (waitMs <= 0) await this.#tell();
      else this.#timer ??= setTimeout(() => void this.#tell(), waitMs);
    }
    this.snapshot = ended(this.snapshot, this.#now());
    await this.#tell();
  }

  /** Notes that the training has been asked to stop. */
  stopping(): void {
    this.snapshot = askedToStop(this.snapshot);
    void this.#tell();
  }

  /** Stops the clock; nobody is told anything any more. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  /** Tells everybody, and waits until keys and timers have been heard: a training computes for long without waiting. */
  async #tell(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const listener of this.#listeners) listener();
    await setImmediate();
    this.#toldMs = this.#now();
  }
}
