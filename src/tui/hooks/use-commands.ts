import { useInput, type Key } from "ink";
import { useCallback, useLayoutEffect, useRef } from "react";
import { commandsOf, type Command } from "../keys.ts";

/** Calls `obey` with what the keys ask for. Where there is no keyboard, `isActive` must be false. */
export function useCommands(isActive: boolean, obey: (command: Command) => void): void {
  // Ink listens anew some time after a render; a key that comes before must not meet what was true before.
  const latest = useRef(obey);
  useLayoutEffect(() => {
    latest.current = obey;
  });
  const listen = useCallback((input: string, key: Key) => {
    for (const command of commandsOf(input, key)) latest.current(command);
  }, []);
  useInput(listen, { isActive });
}
