import { constants } from "node:os";
import { styleText } from "node:util";
import { CoplayError } from "../../core/errors.ts";
import { printable } from "../../report/printable.ts";

/** Exit code after something went wrong, or not every match is complete. */
export const FAILED = 1;

/** What asks a run to stop: Ctrl-C, a polite kill, a terminal that goes away. */
export const STOP_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
export type StopSignal = (typeof STOP_SIGNALS)[number];

/** Exit code after a signal, as shells expect it. */
export const exitCodeAfter = (signal: StopSignal): number => 128 + constants.signals[signal];

/** Says on stderr what went wrong, in one line and a hint; a fault of coplay's own comes with its stack. */
export function reportFailure(error: unknown): void {
  const label = styleText("red", "coplay:", { stream: process.stderr });
  if (error instanceof CoplayError) {
    process.stderr.write(`${label} ${printable(error.message)}\n`);
    if (error.hint !== undefined) process.stderr.write(`  ${printable(error.hint)}\n`);
    return;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${label} a fault of coplay's own, please report it:\n${detail}\n`);
}
