import { exitCodeAfter, STOP_SIGNALS, type StopSignal } from "./failure.ts";

/**
 * Hears Ctrl-C, a polite kill and a terminal that goes away while it is in use: the first asks to stop, the second ends
 * the process at once, which the log survives.
 */
export function onStopSignal(stop: (signal: StopSignal) => void): Disposable {
  let asked = false;
  const heard = (signal: NodeJS.Signals): void => {
    if (asked) process.exit(exitCodeAfter(signal as StopSignal));
    asked = true;
    stop(signal as StopSignal);
  };
  for (const signal of STOP_SIGNALS) process.on(signal, heard);
  return {
    [Symbol.dispose]() {
      for (const signal of STOP_SIGNALS) process.off(signal, heard);
    },
  };
}
