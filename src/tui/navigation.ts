import type { Command } from "./keys.ts";
import type { Finished } from "./live.ts";
import { clamp, step } from "./step.ts";

/** What can be looked at. */
export type Screen = "standings" | "cooperation" | "feed" | "match" | "calls";

const ofAll: readonly Screen[] = ["standings", "cooperation", "feed", "match"];
const ofCallers: readonly Screen[] = [...ofAll, "calls"];

/** The screens in the order of their numbers; calls are there where somebody can tell of them. */
export const screensOf = (hasCalls: boolean): readonly Screen[] => (hasCalls ? ofCallers : ofAll);

/** A match that is looked at, and how far into it. */
export interface Shown {
  readonly row: string;
  readonly column: string;
  readonly repetition: number;
  /** Counts from 0. */
  readonly turn: number;
  readonly isPlaying: boolean;
  /** Whether the turn's calls and messages take the whole screen, and how many of their lines are above it. */
  readonly isRead: boolean;
  readonly line: number;
}

/** Where the user is. */
export interface View {
  readonly screen: Screen;
  /** Where escape leads from the match. */
  readonly cameFrom: Screen;
  readonly help: boolean;
  /** The player under the cursor of the standings, whatever its rank; null stays with the first rank. */
  readonly player: string | null;
  /** The cursor of the heat map, as indices of players in the file's order. */
  readonly cell: { readonly row: number; readonly column: number };
  /** Number of the match under the cursor of the feed; null stays with the newest. */
  readonly finished: number | null;
  readonly shown: Shown | null;
  /** How many lines of the calls are above the screen. */
  readonly callsLine: number;
}

/** What there is to move about in. */
export interface Surroundings {
  readonly screens: readonly Screen[];
  /** In the file's order. */
  readonly players: readonly string[];
  /** In the order of their ranks. */
  readonly ranked: readonly string[];
  /** Newest first. */
  readonly feed: readonly Finished[];
  readonly repetitions: number;
  /** Turns of the match that is shown; 0 where there is none. */
  readonly turns: number;
  /** Whether there is anything to read of the turn that is shown. */
  readonly hasText: boolean;
  /** How far the text of the screen can be scrolled, in lines. */
  readonly scroll: number;
  /** Lines that a page has. */
  readonly page: number;
}

/** Where the user is at first. */
export const firstView: View = {
  screen: "standings",
  cameFrom: "feed",
  help: false,
  player: null,
  cell: { row: 0, column: 0 },
  finished: null,
  shown: null,
  callsLine: 0,
};

const TURNS_A_PAGE = 10;

/** Where the user is after a command. */
export function navigate(view: View, command: Command, around: Surroundings): View {
  if (command.kind === "help") return { ...view, help: !view.help };
  if (view.help) return command.kind === "quit" ? view : { ...view, help: false };
  if (command.kind === "screen") return toScreen(view, screenOf(view.screen, command.to, around), around);
  switch (view.screen) {
    case "standings":
      return inStandings(view, command, around);
    case "cooperation":
      return inHeatMap(view, command, around);
    case "feed":
      return inFeed(view, command, around);
    case "match":
      return view.shown?.isRead === true ? inText(view, command, around) : inMatch(view, command, around);
    case "calls":
      if (command.kind === "back") return { ...view, screen: "standings" };
      return { ...view, callsLine: scrolled(view.callsLine, command, around) };
  }
}

/** The match that is shown, one turn on; at its end the replay stops. */
export function played(view: View, turns: number): View {
  const { shown } = view;
  if (shown?.isPlaying !== true) return view;
  const turn = Math.min(shown.turn + 1, Math.max(0, turns - 1));
  return { ...view, shown: { ...shown, turn, line: 0, isPlaying: turn < turns - 1 } };
}

function screenOf(current: Screen, to: number | "next" | "previous", { screens }: Surroundings): Screen {
  if (typeof to === "number") return screens[to] ?? current;
  const at = screens.indexOf(current) + (to === "next" ? 1 : -1);
  return screens[(at + screens.length) % screens.length]!;
}

function toScreen(view: View, screen: Screen, { feed }: Surroundings): View {
  const newest = feed[0];
  if (screen !== "match") return { ...view, screen };
  if (view.shown !== null || newest === undefined) return { ...view, screen };
  return open(view, newest.row, newest.column, newest.repetition);
}

const open = (view: View, row: string, column: string, repetition: number): View => ({
  ...view,
  screen: "match",
  cameFrom: view.screen === "match" ? view.cameFrom : view.screen,
  shown: { row, column, repetition, turn: 0, isPlaying: false, isRead: false, line: 0 },
});

function inStandings(view: View, command: Command, { ranked, players, page }: Surroundings): View {
  const at = view.player === null ? 0 : clamp(ranked.indexOf(view.player), ranked.length);
  if (command.kind === "enter") {
    const row = clamp(players.indexOf(ranked[at] ?? ""), players.length);
    return { ...view, screen: "cooperation", cell: { ...view.cell, row } };
  }
  const to = step(at, command, ranked.length, page);
  return { ...view, player: to === 0 ? null : (ranked[to] ?? null) };
}

function inHeatMap(view: View, command: Command, { players, page }: Surroundings): View {
  const { row, column } = view.cell;
  switch (command.kind) {
    case "enter": {
      const [own, other] = [players[row], players[column]];
      return own === undefined || other === undefined ? view : open(view, own, other, 0);
    }
    case "back":
      return { ...view, screen: "standings" };
    case "move": {
      const across = clamp(column + command.x, players.length);
      return { ...view, cell: { row: clamp(row + command.y, players.length), column: across } };
    }
    default:
      return { ...view, cell: { row: step(row, command, players.length, page), column } };
  }
}

function inFeed(view: View, command: Command, { feed, page }: Surroundings): View {
  const at = feedIndex(view.finished, feed);
  const here = feed[at];
  if (command.kind === "back") return { ...view, screen: "standings" };
  if (command.kind === "enter") {
    return here === undefined ? view : open(view, here.row, here.column, here.repetition);
  }
  const to = step(at, command, feed.length, page);
  return { ...view, finished: to === 0 ? null : (feed[to]?.number ?? null) };
}

/** Where the feed's cursor is: on its match, or on the last one where that has been forgotten. */
export function feedIndex(number: number | null, feed: readonly Finished[]): number {
  const newest = feed[0];
  return number === null || newest === undefined ? 0 : clamp(newest.number - number, feed.length);
}

function inMatch(view: View, command: Command, { turns, repetitions, hasText }: Surroundings): View {
  const { shown } = view;
  if (command.kind === "back") return { ...view, screen: view.cameFrom };
  if (shown === null) return view;
  const to = (turn: number): View => ({
    ...view,
    shown: { ...shown, turn: clamp(turn, turns), line: 0, isPlaying: false },
  });
  switch (command.kind) {
    case "move": {
      if (command.y === 0) return to(shown.turn + command.x);
      const repetition = clamp(shown.repetition + command.y, repetitions);
      return { ...view, shown: { ...shown, repetition, turn: 0, isPlaying: false } };
    }
    case "page":
      return to(shown.turn + command.by * TURNS_A_PAGE);
    case "first":
      return to(0);
    case "last":
      return to(turns - 1);
    case "enter":
      return hasText ? { ...view, shown: { ...shown, isRead: true, line: 0, isPlaying: false } } : view;
    case "play": {
      const isAtEnd = shown.turn >= turns - 1;
      const turn = isAtEnd && !shown.isPlaying ? 0 : shown.turn;
      return { ...view, shown: { ...shown, turn, isPlaying: !shown.isPlaying && turns > 1 } };
    }
    default:
      return view;
  }
}

/** In what was asked and said: keys that move up and down scroll, the others do what they do in the match. */
function inText(view: View, command: Command, around: Surroundings): View {
  const { shown } = view;
  if (shown === null) return view;
  const isSideways = command.kind === "move" && command.y === 0;
  if (command.kind === "back" || command.kind === "enter") {
    return { ...view, shown: { ...shown, isRead: false, line: 0 } };
  }
  if (isSideways || command.kind === "play") return inMatch(view, command, around);
  return { ...view, shown: { ...shown, line: scrolled(shown.line, command, around) } };
}

const scrolled = (line: number, command: Command, { scroll, page }: Surroundings): number =>
  step(Math.min(line, scroll), command, scroll + 1, page);
