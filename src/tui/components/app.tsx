import { Box } from "ink";
import { useCallback, useState } from "react";
import { useCommands } from "../hooks/use-commands.ts";
import { useRecord, type FindMatch } from "../hooks/use-record.ts";
import { useReplay } from "../hooks/use-replay.ts";
import type { Size } from "../hooks/use-size.ts";
import type { Snapshot } from "../follower.ts";
import { firstView, navigate, played, type Surroundings } from "../navigation.ts";
import { Footer } from "./footer.tsx";
import { Header, headerHeight } from "./header.tsx";
import { Help } from "./help.tsx";
import { ScreenBody } from "./screen-body.tsx";
import { Tabs } from "./tabs.tsx";
import { TooSmall } from "./too-small.tsx";
import { SMALLEST } from "../smallest.ts";

/** From these sizes on there are margins and empty lines. */
const ROOMY = { columns: 60, rows: 20 } as const;

/** Everything on the screen, in at most `rows − 1` lines. */
export function App(props: {
  readonly snapshot: Snapshot;
  readonly size: Size;
  readonly match: FindMatch;
  readonly now: () => number;
  /** Whether there is a keyboard. */
  readonly isInteractive: boolean;
  readonly quit: () => void;
}) {
  const { snapshot, size, match, now, isInteractive, quit } = props;
  const { live, figures } = snapshot;
  const [view, setView] = useState(firstView);
  const record = useRecord(match, view.shown, snapshot);
  const turns = record?.row.length ?? 0;
  useReplay(
    view.shown?.isPlaying === true,
    useCallback(() => setView((before) => played(before, turns)), [turns]),
  );

  const isTight = size.rows < ROOMY.rows;
  const margin = size.columns < ROOMY.columns ? 0 : 1;
  const width = size.columns - 2 * margin;
  const height = size.rows - 1 - headerHeight(isTight) - (isTight ? 2 : 4);
  const around: Surroundings = {
    players: live.plan?.players ?? [],
    ranked: figures.standings.map(({ player }) => player),
    feed: live.feed,
    repetitions: live.plan?.repetitions ?? 0,
    turns,
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
        <Help width={width} height={size.rows - 1} />
      ) : (
        <>
          <Header live={live} width={width} isTight={isTight} now={now} />
          <Box flexDirection="column" paddingTop={isTight ? 0 : 1}>
            <Tabs screen={view.screen} game={live.plan?.game ?? null} width={width} />
          </Box>
          <Box flexDirection="column" height={height} marginTop={isTight ? 0 : 1}>
            <ScreenBody snapshot={snapshot} view={view} record={record} width={width} height={height} />
          </Box>
          <Footer screen={view.screen} live={live} width={width} />
        </>
      )}
    </Box>
  );
}
