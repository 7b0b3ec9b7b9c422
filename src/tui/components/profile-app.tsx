import { Box } from "ink";
import { useMemo, useState } from "react";
import { useCommands } from "../hooks/use-commands.ts";
import { faint } from "../palette.ts";
import { comparedIn } from "../profile-differences.ts";
import type { MeasuredProfiles } from "../profile-follower.ts";
import { ALWAYS_HEARD, profileHints, profileKeys, profileMarks } from "../profile-keys.ts";
import {
  firstProfileView,
  navigateProfile,
  profileScreens,
  type ProfileScreen,
} from "../profile-navigation.ts";
import { profileTable } from "../profile-table.ts";
import { ROOMY, SMALLEST } from "../smallest.ts";
import { fittedSpans, joined, span } from "../spans.ts";
import type { ScreenControls } from "../whole-screen.tsx";
import { KeyTable } from "./help.tsx";
import { Line } from "./line.tsx";
import { ProfileDifferences } from "./profile-differences.tsx";
import { ProfileHeader } from "./profile-header.tsx";
import { ProfileHeatMap } from "./profile-heat-map.tsx";
import { ProfileList } from "./profile-list.tsx";
import { ProfileMeasuring } from "./profile-measuring.tsx";
import { ProfileRadar } from "./profile-radar.tsx";
import { Tabs, type TabTitle } from "./tabs.tsx";
import { TooSmall } from "./too-small.tsx";

const titles: Readonly<Record<ProfileScreen, TabTitle>> = {
  radar: ["Radar", "Radar"],
  heat: ["Heat map", "Heat"],
  list: ["List", "List"],
  differences: ["Differences", "Diff"],
};

/** Everything on the screen of profiles, in at most `rows − 1` lines. */
export function ProfileApp(
  props: ScreenControls &
    MeasuredProfiles & {
      /** Whether the report compares players without their fallback moves, and is so shown at first. */
      readonly isWithoutFallbacks: boolean;
    },
) {
  const { report, progress, size, isInteractive, quit } = props;
  const table = useMemo(() => profileTable(report), [report]);
  const { players, groups, figures, hasFallbacks } = table;
  const [view, setView] = useState({ ...firstProfileView, isWithoutFallbacks: props.isWithoutFallbacks });
  const { screen, player, other, group, figure, compared } = view;
  // What differences are of has been decided where they were computed.
  const isWithoutFallbacks =
    hasFallbacks && (screen === "differences" ? props.isWithoutFallbacks : view.isWithoutFallbacks);
  const shown = useMemo(() => comparedIn(table, group, compared), [table, group, compared]);

  const isTight = size.rows < ROOMY.rows;
  const margin = size.columns < ROOMY.columns ? 0 : 1;
  const width = size.columns - 2 * margin;
  // Header, tabs and footer; where there is room, an empty line below the tabs and one above the footer.
  const height = size.rows - 1 - (isTight ? 3 : 5);
  useCommands(isInteractive, (command) => {
    if (command.kind === "quit") quit();
    else
      setView((before) =>
        navigateProfile(before, command, {
          players: players.length,
          groups: groups.length,
          figures: figures.length,
          compared: shown.figures.length,
          pairs: shown.pairs,
          hasFallbacks,
          page: Math.max(1, height - 4),
        }),
      );
  });

  if (size.columns < SMALLEST.columns || size.rows < SMALLEST.rows) return <TooSmall width={size.columns} />;
  const body = () => {
    if (progress !== null) return <ProfileMeasuring progress={progress} width={width} />;
    if (players.length === 0 || figures.length === 0) {
      return <Line spans={fittedSpans([span("Nobody has a profile here.", faint)], width)} />;
    }
    const place = { table, group, player, isWithoutFallbacks, width, height };
    switch (screen) {
      case "radar":
        return <ProfileRadar {...place} other={other} />;
      case "heat":
        return <ProfileHeatMap {...place} figure={figure} />;
      case "list":
        return <ProfileList {...place} figure={figure} />;
      case "differences":
        return <ProfileDifferences {...{ table, shown, compared, width, height }} cursor={view.difference} />;
    }
  };
  const hints = () =>
    progress === null
      ? profileHints(screen, { by: report.by, hasFallbacks, width })
      : joined(ALWAYS_HEARD, width, "  ");
  return (
    <Box flexDirection="column" width={size.columns} paddingX={margin}>
      {view.help ? (
        <KeyTable keys={profileKeys} legend={profileMarks} width={width} height={size.rows - 1} />
      ) : (
        <>
          <ProfileHeader {...{ table, progress, group, isWithoutFallbacks, width }} />
          <Tabs
            titles={profileScreens.map((which) => titles[which])}
            here={profileScreens.indexOf(screen)}
            width={width}
          />
          <Box flexDirection="column" height={height} marginTop={isTight ? 0 : 1}>
            {body()}
          </Box>
          <Box flexDirection="column" marginTop={isTight ? 0 : 1}>
            <Line spans={[span(hints(), faint)]} />
          </Box>
        </>
      )}
    </Box>
  );
}
