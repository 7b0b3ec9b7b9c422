import { useInput } from "ink";
import { commandsOf, type Command } from "../keys.ts";

/** Calls `obey` with what the keys ask for. Where there is no keyboard, `isActive` must be false. */
export function useCommands(isActive: boolean, obey: (command: Command) => void): void {
  useInput((input, key) => commandsOf(input, key).forEach(obey), { isActive });
}
