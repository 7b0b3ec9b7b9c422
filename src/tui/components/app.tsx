import { Box } from "ink";
import { useCallback, useMemo, useState } from "react";
import { callLines } from "../call-lines.ts";
import { useCallStatus, type AskStatus } from "../hooks/use-call-status.ts";
import { useCommands } from "../hooks/use-commands.ts";
import { useRecord, type FindMatch } from "../hooks/use-record.ts";
import { useReplay } from "../hooks/use-replay.ts";
import type { Size } from "../hooks/use-size.ts";
import type { Snapshot } from "../follower.ts";
import { hasEnded } from "../live.ts";
import { firstView, navigate, played, screensOf, type Surroundings } from "../navigation.ts";
import { turnsOf } from "../replay.ts";
import { screenTitles } from "../screen-titles.ts";
import { transcript } from "../transcript.ts";
import { Footer } from "./footer.tsx";
import { Header, headerHeight } from "./header.tsx";
import { Help } from "./help.tsx";
import { MATCH_HEADING } from "./match-view.tsx";
import { ScreenBody } from "./screen-body.tsx";
import { SCROLL_BAR } from "./scrolled.tsx";
import { Tabs } from "./tabs.tsx";
import { TooSmall } from "./too-small.tsx";
import { ROOMY, SMALLEST } from "../smallest.ts";

/** Below so many rows calls have no line of their own in the header. */
const CRAMPED_ROWS = 13;

/** Everything on the screen, in at most `rows − 1` lines. */
export function App(props: {
  readonly snapshot: Snapshot;
  readonly size: Size;
  readonly match: FindMatch;
  /** Absent where no calls are made, or nobody can tell of them. */
  readonly calls?: AskStatus | undefined;
  readonly now: () => number;
  /** Whether there is a keyboard. */
  readonly isInteractive: boolean;
  readonly quit: () => void;
}) {
  const { snapshot, size, match, calls, now, isInteractive, quit } = props;
  const { live, figures } = snapshot;
  const [view, setView] = useState(firstView);
  const status = useCallStatus(calls, !hasEnded(live));
  const record = useRecord(match, view.shown, snapshot);
  const turns = record === undefined ? 0 : turnsOf(record);
  useReplay(
    view.shown?.isPlaying === true,
    useCallback(() => setView((before) => played(before, turns)), [turns]),
  );

  const room = size.rows >= ROOMY.rows ? "roomy" : size.rows >= CRAMPED_ROWS ? "tight" : "cramped";
  const isTight = room !== "roomy";
  const margin = size.columns < ROOMY.columns ? 0 : 1;
  const width = size.columns - 2 * margin;
  const height = size.rows - 1 - headerHeight(room, status !== null) - (isTight ? 2 : 4);
  const screens = screensOf(calls !== undefined);
  const turn = Math.min(view.shown?.turn ?? 0, Math.max(0, turns - 1));
  const turnText = useMemo(
    () => (record === undefined ? [] : transcript(record, turn, width - SCROLL_BAR)),
    [record, turn, width],
  );
  const text =
    view.screen === "calls"
      ? callLines(live, figures.replies, status, { nowMs: now(), width: width - SCROLL_BAR })
      : turnText;
  const textHeight = view.screen === "calls" ? height : height - MATCH_HEADING;
  const around: Surroundings = {
    screens,
    players: live.plan?.players ?? [],
    ranked: figures.standings.map(({ player }) => player),
    feed: live.feed,
    repetitions: live.plan?.repetitions ?? 0,
    turns,
    hasText: turnText.length > 0,
    scroll: Math.max(0, text.length - textHeight),
    page: Math.max(1, height - 1),
  };
  useCommands(isInteractive, (command) => {
    if (command.kind === "quit") quit();
    else setView((before) => navigate(before, command, around));
  });

  if (size.columns < SMALLEST.columns || size.rows < SMALLEST.rows) return <TooSmall width={size.columns} />;
  return (
    <Box flexDirection="column" width={size.columns} paddingX={margin}>
      {view.help ? (
        <Help screens={screens.length} width={width} height={size.rows - 1} />
      ) : (
        <>
          <Header live={live} calls={status} width={width} room={room} now={now} />
          <Box flexDirection="column" paddingTop={isTight ? 0 : 1}>
            <Tabs
              titles={screenTitles(screens, live.plan?.game ?? null)}
              here={screens.indexOf(view.screen)}
              width={width}
            />
          </Box>
          <Box flexDirection="column" height={height} marginTop={isTight ? 0 : 1}>
            <ScreenBody
              snapshot={snapshot}
              view={view}
              record={record}
              text={text}
              width={width}
              height={height}
            />
          </Box>
          <Footer view={view} hasText={around.hasText} live={live} width={width} />
        </>
      )}
    </Box>
  );
}
