import { EventEmitter } from "node:events";

/** Frames are painted at most so often a second. */
export const FRAMES_PER_SECOND = 15;

const FRAME_MS = Math.ceil(1000 / FRAMES_PER_SECOND);
const CLEAR = "\u001b[2J";
/** Terminals that know these show a frame all at once; the others ignore them. */
const BEGIN_FRAME = "\u001b[?2026h";
const END_FRAME = "\u001b[?2026l";
const lineAt = (row: number): string => `\u001b[${row + 1};1H\u001b[2K`;

/**
 * The stream that Ink writes whole frames to, one a write; it paints them onto the terminal, the latest one at most
 * {@link FRAMES_PER_SECOND} times a second, and of each only the lines that changed.
 *
 * Ink's own writer moves relative to where it thinks the cursor is, and where a frame is as tall as the terminal, or
 * was before the terminal shrank, it erases the scrollback. Here each line has its place, and a frame cannot scroll.
 */
export class Frames extends EventEmitter {
  readonly #stdout: NodeJS.WriteStream;
  readonly #now: () => number;
  #painted: readonly string[] | null = null;
  #latest: string | null = null;
  #timer: NodeJS.Timeout | undefined;
  #paintedMs = -Infinity;
  #isClosed = false;

  constructor(stdout: NodeJS.WriteStream, now: () => number) {
    super();
    this.#stdout = stdout;
    this.#now = now;
    stdout.on("resize", this.#forget);
  }

  get columns(): number {
    return this.#stdout.columns;
  }

  get rows(): number {
    return this.#stdout.rows;
  }

  write(frame: string): boolean {
    if (this.#isClosed) return true;
    this.#latest = frame;
    const waitMs = this.#paintedMs + FRAME_MS - this.#now();
    if (waitMs <= 0) this.#paint();
    else this.#timer ??= setTimeout(this.#paint, waitMs);
    return true;
  }

  /** Nothing is painted any more. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#stdout.off("resize", this.#forget);
  }

  readonly #forget = (): void => {
    this.#painted = null;
  };

  readonly #paint = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#latest === null) return;
    const lines = this.#latest.split("\n").slice(0, this.rows - 1);
    this.#latest = null;
    const before = this.#painted;
    const changed = lines.map((line, row) => (line === before?.[row] ? "" : lineAt(row) + line));
    const gone = (before ?? []).slice(lines.length).map((_, i) => lineAt(lines.length + i));
    const output = (before === null ? CLEAR : "") + changed.join("") + gone.join("");
    this.#painted = lines;
    if (output === "") return;
    this.#paintedMs = this.#now();
    this.#stdout.write(BEGIN_FRAME + output + END_FRAME);
  };
}
