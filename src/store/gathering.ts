/** What was added within one turn of the event loop, and whoever waits until it is written. */
interface Batch<Item> {
  readonly items: Item[];
  readonly written: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  readonly turn: NodeJS.Immediate;
}

/**
 * Gathers what is to be written within one turn of the event loop, so that it takes one transaction and not one each: a
 * commit costs more than the rows. Whoever adds something waits until it is written, and hears of it where it cannot be.
 */
export class Gathering<Item> {
  readonly #write: (items: readonly Item[]) => void;
  #batch: Batch<Item> | undefined;

  /** @param write writes all of them, or none and throws */
  constructor(write: (items: readonly Item[]) => void) {
    this.#write = write;
  }

  /** @throws what `write` throws */
  add(item: Item): Promise<void> {
    this.#batch ??= this.#begun();
    this.#batch.items.push(item);
    return this.#batch.written;
  }

  /** Writes what is still gathered at once, as is due before a file is closed. A failure is told to those who added it. */
  flush(): void {
    const batch = this.#batch;
    if (batch === undefined) return;
    this.#batch = undefined;
    clearImmediate(batch.turn);
    try {
      this.#write(batch.items);
      batch.resolve();
    } catch (error) {
      batch.reject(error);
    }
  }

  #begun(): Batch<Item> {
    let [resolve, reject]: [() => void, Batch<Item>["reject"]] = [() => undefined, () => undefined];
    const written = new Promise<void>((onWritten, onFailed) => {
      [resolve, reject] = [onWritten, onFailed];
    });
    return { items: [], written, resolve, reject, turn: setImmediate(() => this.flush()) };
  }
}
