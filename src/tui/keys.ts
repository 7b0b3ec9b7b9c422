import type { Key } from "ink";

/** What a key asks for. */
export type Command =
  | { readonly kind: "screen"; readonly to: number | "next" | "previous" }
  | { readonly kind: "move"; readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 }
  | { readonly kind: "page" | "group"; readonly by: -1 | 1 }
  | { readonly kind: "first" | "last" | "enter" | "back" | "play" | "help" | "quit" };

const named: readonly (readonly [keyof Key, Command])[] = [
  ["upArrow", { kind: "move", x: 0, y: -1 }],
  ["downArrow", { kind: "move", x: 0, y: 1 }],
  ["leftArrow", { kind: "move", x: -1, y: 0 }],
  ["rightArrow", { kind: "move", x: 1, y: 0 }],
  ["pageUp", { kind: "page", by: -1 }],
  ["pageDown", { kind: "page", by: 1 }],
  ["home", { kind: "first" }],
  ["end", { kind: "last" }],
  ["return", { kind: "enter" }],
  ["escape", { kind: "back" }],
];

const letters: Readonly<Record<string, Command>> = {
  "1": { kind: "screen", to: 0 },
  "2": { kind: "screen", to: 1 },
  "3": { kind: "screen", to: 2 },
  "4": { kind: "screen", to: 3 },
  "5": { kind: "screen", to: 4 },
  k: { kind: "move", x: 0, y: -1 },
  j: { kind: "move", x: 0, y: 1 },
  h: { kind: "move", x: -1, y: 0 },
  l: { kind: "move", x: 1, y: 0 },
  g: { kind: "first" },
  G: { kind: "last" },
  "[": { kind: "group", by: -1 },
  "]": { kind: "group", by: 1 },
  " ": { kind: "play" },
  "?": { kind: "help" },
  q: { kind: "quit" },
  // Ctrl-C pressed twice in quick succession comes as text.
  "\u0003": { kind: "quit" },
};

/** What was typed, as commands: keys pressed in quick succession come as one text. */
export function commandsOf(input: string, key: Key): readonly Command[] {
  if (key.ctrl) return input === "c" ? [{ kind: "quit" }] : [];
  if (key.tab) return [{ kind: "screen", to: key.shift ? "previous" : "next" }];
  const special = named.find(([name]) => key[name]);
  if (special !== undefined) return [special[1]];
  return Array.from(input).flatMap((letter) => letters[letter] ?? []);
}

/** The keys of so many screens, as the help shows them. */
export const keyHelp = (screens: number): readonly (readonly [keys: string, does: string])[] => [
  [`tab ${Array.from({ length: screens }, (_, i) => i + 1).join(" ")}`, "screens"],
  ["↑ ↓ ← → k j h l", "move"],
  ["PgUp PgDn", "a page, or ten turns"],
  ["Home End g G", "first, last"],
  ["Enter", "open: a match, a turn's prompts"],
  ["Esc", "back"],
  ["Space", "play the match, or pause"],
  ["?", "this help"],
  ["q Ctrl-C", "stop the run and leave; twice: at once"],
];
