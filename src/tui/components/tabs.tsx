import type { Game } from "../../core/game.ts";
import { screens, type Screen } from "../navigation.ts";
import { faint, strong } from "../palette.ts";
import { fittedSpans, span, type Span } from "../spans.ts";
import { Line } from "./line.tsx";

const NARROW = 56;

const titles: Readonly<Record<Screen, readonly [whole: string, short: string]>> = {
  standings: ["Standings", "Rank"],
  cooperation: ["Cooperation", "Coop"],
  feed: ["Feed", "Feed"],
  match: ["Match", "Match"],
};

/** The screens by number, the one that is shown in brackets. */
export function Tabs(props: { readonly screen: Screen; readonly game: Game | null; readonly width: number }) {
  const { screen, game, width } = props;
  const titleOf = (which: Screen): string => {
    if (which === "cooperation" && game?.cooperative === null) return "Payoff";
    return titles[which][width < NARROW ? 1 : 0];
  };
  const spans = screens.flatMap((which, i): Span[] => {
    const label = `${i + 1} ${titleOf(which)}`;
    return which === screen ? [span(`[${label}] `, strong)] : [span(` ${label}  `, faint)];
  });
  return <Line spans={fittedSpans(spans, width)} />;
}
