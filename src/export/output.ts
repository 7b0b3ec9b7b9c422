import { createHash, type Hash } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { writing } from "./failure.ts";

/** A file that was written, by its path in its folder. */
export interface WrittenFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Rows, lines without a header or array entries; null where nothing is counted. */
  readonly rows: number | null;
}

/** Bytes that are gathered before they are written and hashed. */
const CHUNK = 1 << 20;
/** No character takes more of UTF-8 for each of its code units. */
const BYTES_PER_UNIT = 3;

/** A file that is being written from front to back. A class, because it holds an open file. */
export class OutputFile {
  readonly path: string;
  readonly #whole: string;
  readonly #file: number;
  readonly #hash: Hash = createHash("sha256");
  #buffer = Buffer.allocUnsafe(CHUNK);
  #used = 0;
  #bytes = 0;
  #isOpen = true;

  /**
   * @param folder where it is made
   * @param path inside of it
   */
  constructor(folder: string, path: string) {
    this.path = path;
    this.#whole = join(folder, path);
    this.#file = writing(this.#whole, () => {
      mkdirSync(dirname(this.#whole), { recursive: true });
      return openSync(this.#whole, "wx");
    });
  }

  /** Appends a text, as UTF-8. */
  text(text: string): void {
    const most = text.length * BYTES_PER_UNIT;
    if (most > CHUNK - this.#used) {
      this.#flush();
      if (most > CHUNK) {
        this.bytes(Buffer.from(text, "utf8"));
        return;
      }
    }
    this.#used += this.#buffer.write(text, this.#used, "utf8");
  }

  /** Appends bytes, which may be used anew afterwards. */
  bytes(bytes: Uint8Array): void {
    if (bytes.length > CHUNK - this.#used) this.#flush();
    if (bytes.length >= CHUNK) {
      this.#put(bytes);
      return;
    }
    this.#buffer.set(bytes, this.#used);
    this.#used += bytes.length;
  }

  /** Writes what is left, waits until it is on the disk, and closes the file. */
  finish(rows: number | null = null): WrittenFile {
    this.#flush();
    writing(this.#whole, () => fsyncSync(this.#file));
    this.close();
    return { path: this.path, bytes: this.#bytes, sha256: this.#hash.digest("hex"), rows };
  }

  /** Closes the file, finished or not. Closing it twice is harmless. */
  close(): void {
    if (this.#isOpen) closeSync(this.#file);
    this.#isOpen = false;
  }

  #flush(): void {
    const bytes = this.#buffer.subarray(0, this.#used);
    this.#used = 0;
    this.#put(bytes);
  }

  #put(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    writing(this.#whole, () => {
      for (let at = 0; at < bytes.length;) at += writeSync(this.#file, bytes, at);
    });
    this.#bytes += bytes.length;
  }
}
