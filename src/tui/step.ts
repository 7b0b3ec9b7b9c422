import type { Command } from "./keys.ts";

/** An index of a list of so many items, as near as there is one. */
export const clamp = (index: number, length: number): number => Math.max(0, Math.min(index, length - 1));

/** Where a command leads in a list of so many items. */
export function step(at: number, command: Command, length: number, page: number): number {
  switch (command.kind) {
    case "move":
      return clamp(at + command.y, length);
    case "page":
      return clamp(at + command.by * page, length);
    case "first":
      return 0;
    case "last":
      return clamp(length, length);
    default:
      return at;
  }
}
