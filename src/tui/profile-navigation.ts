import type { Command } from "./keys.ts";
import { clamp, step } from "./step.ts";

/** What can be looked at, in the order of the numbers. */
export const profileScreens = ["radar", "heat", "list", "differences"] as const;
export type ProfileScreen = (typeof profileScreens)[number];

/** Where the user is. Players, groups, figures and differences are counted from 0, in the table's order. */
export interface ProfileView {
  readonly screen: ProfileScreen;
  /** Where escape leads to. */
  readonly cameFrom: ProfileScreen;
  readonly help: boolean;
  readonly group: number;
  readonly player: number;
  /** Whom the radar shows beside the player; null for nobody. */
  readonly other: number | null;
  readonly figure: number;
  /** Of which figure differences are listed, counted among those that have any; null for all of them. */
  readonly compared: number | null;
  readonly difference: number;
  readonly isWithoutFallbacks: boolean;
}

export const firstProfileView: ProfileView = {
  screen: "radar",
  cameFrom: "radar",
  help: false,
  group: 0,
  player: 0,
  other: null,
  figure: 0,
  compared: null,
  difference: 0,
  isWithoutFallbacks: false,
};

/** What there is to move about in. */
export interface ProfileSurroundings {
  readonly players: number;
  readonly groups: number;
  readonly figures: number;
  /** Figures that have differences. */
  readonly compared: number;
  /** The differences that are listed, each by its players. */
  readonly pairs: readonly (readonly [player: number, other: number])[];
  readonly hasFallbacks: boolean;
  /** Lines that a page has. */
  readonly page: number;
}

/** Where the user is after a command. */
export function navigateProfile(
  view: ProfileView,
  command: Command,
  around: ProfileSurroundings,
): ProfileView {
  if (command.kind === "help") return { ...view, help: !view.help };
  if (view.help) return { ...view, help: false };
  switch (command.kind) {
    case "screen":
      return { ...view, screen: screenOf(view.screen, command.to) };
    case "group": {
      const group = (view.group + command.by + around.groups) % around.groups;
      return group === view.group ? view : { ...view, group, difference: 0 };
    }
    case "play":
      return around.hasFallbacks && view.screen !== "differences"
        ? { ...view, isWithoutFallbacks: !view.isWithoutFallbacks }
        : view;
    case "back":
      return { ...view, screen: view.cameFrom, cameFrom: "radar" };
    case "enter":
      return entered(view, around);
    default:
      return moved(view, command, around);
  }
}

function screenOf(current: ProfileScreen, to: number | "next" | "previous"): ProfileScreen {
  if (typeof to === "number") return profileScreens[to] ?? current;
  const at = profileScreens.indexOf(current) + (to === "next" ? 1 : -1);
  return profileScreens[(at + profileScreens.length) % profileScreens.length]!;
}

/** From a difference to the radar of its players; from elsewhere to the player's list, and from there back. */
function entered(view: ProfileView, { pairs }: ProfileSurroundings): ProfileView {
  const { screen, cameFrom } = view;
  if (screen === "list") return { ...view, screen: cameFrom, cameFrom: "radar" };
  if (screen !== "differences") return { ...view, screen: "list", cameFrom: screen };
  const [player, other] = pairs[clamp(view.difference, pairs.length)] ?? [-1, -1];
  if (player < 0 || other < 0) return view;
  return { ...view, screen: "radar", cameFrom: "differences", player, other };
}

function moved(view: ProfileView, command: Command, around: ProfileSurroundings): ProfileView {
  const { players, figures, compared, pairs, page } = around;
  const sideways = command.kind === "move" ? command.x : 0;
  switch (view.screen) {
    case "radar": {
      const player = step(view.player, command, players, page);
      return { ...view, player, other: sideways === 0 ? view.other : otherOf(view, sideways, players) };
    }
    case "heat":
    case "list": {
      const player = clamp(view.player + sideways, players);
      return { ...view, player, figure: step(view.figure, command, figures, page) };
    }
    case "differences": {
      if (sideways === 0) {
        const from = clamp(view.difference, pairs.length);
        return { ...view, difference: step(from, command, pairs.length, page) };
      }
      const at = view.compared === null ? 0 : view.compared + 1;
      const to = (at + sideways + compared + 1) % (compared + 1);
      return { ...view, compared: to === 0 ? null : to - 1, difference: 0 };
    }
  }
}

/** The next of the others, the one before the first and after the last of whom is nobody. */
function otherOf({ player, other }: ProfileView, by: -1 | 1, players: number): number | null {
  const others = [null, ...Array.from({ length: players }, (_, i) => i).filter((i) => i !== player)];
  const at = Math.max(0, others.indexOf(other));
  return others[(at + by + others.length) % others.length]!;
}
