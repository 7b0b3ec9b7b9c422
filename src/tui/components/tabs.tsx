import type { Game } from "../../core/game.ts";
import type { Screen } from "../navigation.ts";
import { faint, strong } from "../palette.ts";
import { fittedSpans, span, type Span } from "../spans.ts";
import { Line } from "./line.tsx";

const titles: Readonly<Record<Screen, readonly [whole: string, short: string]>> = {
  standings: ["Standings", "Rank"],
  cooperation: ["Cooperation", "Coop"],
  feed: ["Feed", "Feed"],
  match: ["Match", "Match"],
  calls: ["Calls", "Calls"],
};

/** The screens by number, the one that is shown in brackets. */
export function Tabs(props: {
  readonly screens: readonly Screen[];
  readonly screen: Screen;
  readonly game: Game | null;
  readonly width: number;
}) {
  const { screens, screen, game, width } = props;
  const labels = ([0, 1] as const).map((length) =>
    screens.map((which, i) => {
      const isPayoff = which === "cooperation" && game?.cooperative === null;
      return `${i + 1} ${isPayoff ? "Payoff" : titles[which][length]}`;
    }),
  );
  const here = screens.indexOf(screen);
  const fitting = labels.find((own) => widthOf(own, GAP) <= width);
  const spans = fitting === undefined ? tabs(labels[1]!, here, "") : tabs(fitting, here, GAP);
  return <Line spans={fittedSpans(spans, width)} />;
}

/** Between two tabs, beside the brackets. Without it neighbours share a column for theirs. */
const GAP = " ";

const widthOf = (labels: readonly string[], gap: string): number =>
  labels.reduce((sum, label) => sum + label.length + 2 + gap.length, -gap.length);

function tabs(labels: readonly string[], here: number, gap: string): readonly Span[] {
  return labels.flatMap((label, i): Span[] => {
    const isHere = i === here;
    const opening = isHere ? "[" : gap === "" && i === here + 1 ? "" : " ";
    const closing = isHere ? "]" : gap === "" ? "" : " ";
    const space = i < labels.length - 1 ? gap : "";
    return [span(`${opening}${label}${closing}${space}`, isHere ? strong : faint)];
  });
}
