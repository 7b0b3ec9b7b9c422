import { printable } from "../report/printable.ts";
import { joined } from "./spans.ts";
import type { ProfileScreen } from "./profile-navigation.ts";

const hints: Readonly<Record<ProfileScreen, readonly string[]>> = {
  radar: ["↑↓ player", "←→ compared with", "Enter list"],
  heat: ["↑↓←→ cell", "Enter list"],
  list: ["↑↓ figure", "←→ player", "Enter back"],
  differences: ["↑↓ pair", "←→ figure", "Enter radar"],
};

/** The keys that matter on every screen, also before there is anything on it. */
export const ALWAYS_HEARD: readonly string[] = ["q quit", "? keys", "Tab view"];

/** The keys that matter most on a screen, as many as fit. */
export function profileHints(
  screen: ProfileScreen,
  options: { readonly by: string | null; readonly hasFallbacks: boolean; readonly width: number },
): string {
  const { by, hasFallbacks, width } = options;
  const [move, ...rest] = hints[screen];
  const groups = by === null ? [] : [`[ ] ${printable(by)}`];
  const fallbacks = hasFallbacks && screen !== "differences" ? ["Space fallbacks"] : [];
  return joined([...ALWAYS_HEARD, move!, ...groups, ...fallbacks, ...rest], width, "  ");
}

/** The keys, as the help shows them. */
export const profileKeys: readonly (readonly [keys: string, does: string])[] = [
  ["Tab 1 2 3 4", "radar, heat map, list, differences"],
  ["↑ ↓ ← → k j h l", "player, figure, pair"],
  ["PgUp PgDn", "a page"],
  ["Home End g G", "first, last"],
  ["Enter Esc", "a player's list, a pair's radar; back"],
  ["[ ]", "the group before, the next one"],
  ["Space", "with fallback moves, or without"],
  ["?", "this help"],
  ["q Ctrl-C", "leave"],
];

/** What the marks mean. */
export const profileMarks: readonly (readonly [mark: string, means: string])[] = [
  ["━━┣━╸─┤", "a value, and its 95 % interval"],
  ["├─●─┤ │", "the same where a value may be below 0: │ is 0"],
  ["░ ▒ ▓ █", "quarters of the range, light for little"],
  ["a b &", "the radar's players, and where both are"],
  ["–", "no value: the line below says why"],
];
