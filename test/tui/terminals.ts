import { EventEmitter } from "node:events";

/** A terminal's output that collects what is written. */
export class Output extends EventEmitter {
  readonly isTTY = true;
  columns: number;
  rows: number;
  readonly written: string[] = [];

  constructor(columns = 80, rows = 24) {
    super();
    this.columns = columns;
    this.rows = rows;
  }

  write(text: string): boolean {
    this.written.push(text);
    return true;
  }

  resize(columns: number, rows: number): void {
    this.columns = columns;
    this.rows = rows;
    this.emit("resize");
  }

  get all(): string {
    return this.written.join("");
  }

  get frames(): readonly string[] {
    return this.written.filter((text) => text.startsWith("\u001b[?2026h"));
  }

  get stream(): NodeJS.WriteStream {
    return this as unknown as NodeJS.WriteStream;
  }
}

/** A terminal's input that types what it is told to. */
export class Input extends EventEmitter {
  readonly isTTY: boolean;
  isRaw = false;
  #typed: string | null = null;

  constructor(isTTY = true) {
    super();
    this.isTTY = isTTY;
  }

  type(text: string): void {
    this.#typed = text;
    this.emit("readable");
  }

  read(): string | null {
    const typed = this.#typed;
    this.#typed = null;
    return typed;
  }

  setRawMode(isRaw: boolean): void {
    this.isRaw = isRaw;
  }

  setEncoding(): void {
    return;
  }

  ref(): void {
    return;
  }

  unref(): void {
    return;
  }

  get stream(): NodeJS.ReadStream {
    return this as unknown as NodeJS.ReadStream;
  }
}
