/** Who waits: those of matches that are furthest on first, and in the order of coming among these. */
export class Queue<Waiter> {
  /** By turn. */
  readonly #waiting: Waiter[][] = [];
  /** No turn above this has anybody waiting. */
  #highest = -1;

  push(turn: number, waiter: Waiter): void {
    (this.#waiting[turn] ??= []).push(waiter);
    this.#highest = Math.max(this.#highest, turn);
  }

  /** The next, who is no longer waiting then; undefined where nobody waits. */
  shift(): Waiter | undefined {
    for (; this.#highest >= 0; this.#highest--) {
      const next = this.#waiting[this.#highest]?.shift();
      if (next !== undefined) return next;
    }
    return undefined;
  }
}
