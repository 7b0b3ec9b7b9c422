import type { Game } from "../core/game.ts";
import type { TabTitle } from "./components/tabs.tsx";
import type { Screen } from "./navigation.ts";

const titles: Readonly<Record<Screen, TabTitle>> = {
  standings: ["Standings", "Rank"],
  cooperation: ["Cooperation", "Coop"],
  feed: ["Feed", "Feed"],
  match: ["Match", "Match"],
  calls: ["Calls", "Calls"],
};
const payoff: TabTitle = ["Payoff", "Payoff"];

/** What the tabs of a tournament's screens say; without a cooperative action its heat map is of payoffs. */
export const screenTitles = (screens: readonly Screen[], game: Game | null): readonly TabTitle[] =>
  screens.map((screen) =>
    screen === "cooperation" && game !== null && game.cooperative === null ? payoff : titles[screen],
  );
