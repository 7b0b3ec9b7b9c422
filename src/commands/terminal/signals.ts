import { INTERRUPTED } from "./failure.ts";
import { note } from "./output.ts";

/**
 * Hears Ctrl-C and a polite kill while it is in use: the first asks to stop, the second ends the process at once, which
 * the log survives.
 */
export function onInterrupt(stop: () => void, message: string): Disposable {
  let asked = false;
  const heard = (): void => {
    if (asked) process.exit(INTERRUPTED);
    asked = true;
    note(message);
    stop();
  };
  process.on("SIGINT", heard);
  process.on("SIGTERM", heard);
  return {
    [Symbol.dispose]() {
      process.off("SIGINT", heard);
      process.off("SIGTERM", heard);
    },
  };
}
