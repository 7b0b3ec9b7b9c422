import { render } from "ink-testing-library";
import { setImmediate } from "node:timers/promises";
import type { ReactElement } from "react";
import stringWidth from "string-width";
import { App } from "../../src/tui/components/app.tsx";
import type { AskStatus } from "../../src/tui/hooks/use-call-status.ts";
import type { Size } from "../../src/tui/hooks/use-size.ts";
import { snapshotOf, type Played } from "./tournaments.ts";

export const sizes: readonly Size[] = [
  { columns: 40, rows: 10 },
  { columns: 60, rows: 20 },
  { columns: 100, rows: 30 },
  { columns: 200, rows: 60 },
];

export const keys = {
  up: "\u001b[A",
  down: "\u001b[B",
  right: "\u001b[C",
  left: "\u001b[D",
  home: "\u001b[H",
  end: "\u001b[F",
  pageUp: "\u001b[5~",
  pageDown: "\u001b[6~",
  enter: "\r",
  escape: "\u001b",
  tab: "\t",
  backTab: "\u001b[Z",
  interrupt: "\u0003",
} as const;

/** A screen as text. */
export interface Shown {
  readonly frame: () => string;
  readonly lines: () => readonly string[];
  /** Types keys, one after the other. */
  press(...typed: readonly string[]): Promise<void>;
  resize(size: Size): void;
  close(): void;
  readonly quits: () => number;
}

/** Shows what is drawn at a size, as text. */
export async function showing(
  draw: (size: Size, quit: () => void) => ReactElement,
  size: Size,
): Promise<Shown> {
  let quits = 0;
  const app = (at: Size): ReactElement => draw(at, () => (quits += 1));
  const instance = render(app(size));
  await setImmediate();
  const frame = (): string => instance.lastFrame() ?? "";
  return {
    frame,
    lines: () => frame().split("\n"),
    async press(...typed) {
      for (const key of typed) {
        instance.stdin.write(key);
        await setImmediate();
        await setImmediate();
      }
    },
    resize: (at) => instance.rerender(app(at)),
    close: () => instance.unmount(),
    quits: () => quits,
  };
}

/** Shows a tournament whose events have all been heard; `calls` tells of its LLM side where it has one. */
export function show(played: Played, size: Size, calls?: AskStatus): Promise<Shown> {
  const snapshot = snapshotOf(played);
  const { find: match } = played;
  return showing(
    (at, quit) => <App {...{ snapshot, match, calls, quit }} size={at} now={() => 1000} isInteractive />,
    size,
  );
}

/** A frame's text without styles and blanks at the ends of lines. */
export const plain = (frame: string): string =>
  frame
    .replaceAll(/\u001b\[[\d;]*m/g, "")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");

/** What is wrong with a frame at a size: lines that are too wide, or too many of them; empty where nothing is. */
export function misfits({ lines }: Shown, { columns, rows }: Size): readonly string[] {
  const all = lines();
  const wide = all.filter((line) => stringWidth(line) > columns);
  return all.length > rows - 1 ? [...wide, `${all.length} lines`] : wide;
}
