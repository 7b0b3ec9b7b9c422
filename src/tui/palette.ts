import type { Style } from "./spans.ts";

/** What stands out: the name of the program, the screen that is shown. */
export const strong: Style = { bold: true };
/** What steps back: labels, rules, hints. */
export const faint: Style = { dimColor: true };
/** Where the cursor is. */
export const chosen: Style = { bold: true, inverse: true };
/** What went wrong, or is being stopped. */
export const alarming: Style = { color: "red" };
/** What is not as it should be, but goes on: a budget near its end, a reply that had to be asked for again. */
export const warning: Style = { color: "yellow" };
/** The filled part of bars, and what runs. */
export const barred: Style = { color: "ansi256(33)" };

/** From defection to cooperation, orange to blue: hues that the colour-blind tell apart, legible on black and on white. */
const HUES = [166, 173, 137, 102, 67, 68, 33] as const;
/** The same without colour: each stands for a quarter of the range. */
const SHADES = ["░", "▒", "▓", "█"] as const;

const at = <T>(steps: readonly T[], share: number): T =>
  steps[Math.max(0, Math.min(steps.length - 1, Math.floor(share * steps.length)))]!;

const hues: readonly Style[] = HUES.map((hue) => ({ color: `ansi256(${hue})` }));
const underlinedHues: readonly Style[] = hues.map((hue) => ({ ...hue, underline: true }));
const chosenHues: readonly Style[] = hues.map((hue) => ({ ...hue, ...chosen }));

/** The hue of a share in [0, 1]: orange for 0, blue for 1. */
export const hueOf = (share: number): Style => at(hues, share);
/** The same for what noise has flipped. */
export const underlinedHueOf = (share: number): Style => at(underlinedHues, share);
/** The same where the cursor is. */
export const chosenHueOf = (share: number): Style => at(chosenHues, share);

/** The shade of a share in [0, 1]: light for 0, full for 1. */
export const shadeOf = (share: number): string => at(SHADES, share);

/** Lines of a chart, told apart by the colour-blind too; each also bears a letter. */
const LINES = [33, 208, 36, 133, 245] as const;
const lineStyles: readonly Style[] = LINES.map((hue) => ({ color: `ansi256(${hue})` }));

/** The style of a chart's line, by its place among them. */
export const lineStyle = (index: number): Style => lineStyles[index % lineStyles.length]!;
