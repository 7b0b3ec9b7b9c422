import type { MatchRecord } from "../../core/trajectory.ts";
import type { Snapshot } from "../follower.ts";
import type { View } from "../navigation.ts";
import { faint } from "../palette.ts";
import { span, type Span } from "../spans.ts";
import { Feed } from "./feed.tsx";
import { HeatMap } from "./heat-map.tsx";
import { Line } from "./line.tsx";
import { MatchView } from "./match-view.tsx";
import { Scrolled } from "./scrolled.tsx";
import { Standings } from "./standings.tsx";

/** The screen that the user is on, in the lines between header and footer. */
export function ScreenBody(props: {
  readonly snapshot: Snapshot;
  readonly view: View;
  readonly record: MatchRecord | undefined;
  /** The lines of a screen that is text: of the calls, or of the turn that is shown. */
  readonly text: readonly (readonly Span[])[];
  readonly width: number;
  readonly height: number;
}) {
  const { snapshot, view, record, text, width, height } = props;
  const { live, figures } = snapshot;
  const { plan, feed } = live;
  if (plan === null) return <Line spans={[span("The tournament has not started yet.", faint)]} />;
  const { game, players, repetitions } = plan;
  const room = { width, height };
  switch (view.screen) {
    case "standings": {
      const least = Math.min(...game.payoff.row, ...game.payoff.column);
      const { standings, replies } = figures;
      return <Standings {...{ standings, replies, least }} player={view.player} {...room} />;
    }
    case "cooperation":
      return <HeatMap pairwise={figures.pairwise} game={game} cursor={view.cell} {...room} />;
    case "feed":
      return <Feed feed={feed} players={players} cursor={view.finished} {...room} />;
    case "match":
      return <MatchView shown={view.shown} record={record} text={text} repetitions={repetitions} {...room} />;
    case "calls":
      return <Scrolled lines={text} first={view.callsLine} {...room} />;
  }
}
