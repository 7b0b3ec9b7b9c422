import { Box } from "ink";
import { useMemo, useState } from "react";
import { curvesOf, metRows } from "../curves.ts";
import { useClock } from "../hooks/use-clock.ts";
import { useCommands } from "../hooks/use-commands.ts";
import type { Size } from "../hooks/use-size.ts";
import { ROOMY, SMALLEST } from "../smallest.ts";
import { isOver, type Training } from "../training.ts";
import { firstTrainingView, navigateTraining, trainingKeys } from "../training-navigation.ts";
import { KeyTable } from "./help.tsx";
import { TooSmall } from "./too-small.tsx";
import { TrainingCharts } from "./training-charts.tsx";
import { TrainingFooter } from "./training-footer.tsx";
import { LearnerTabs, TrainingHeader, trainingHeaderHeight } from "./training-header.tsx";

/** Everything on the screen of a training, in at most `rows − 1` lines. */
export function TrainingApp(props: {
  readonly training: Training;
  readonly size: Size;
  readonly now: () => number;
  /** Whether there is a keyboard. */
  readonly isInteractive: boolean;
  readonly quit: () => void;
}) {
  const { training, size, now, isInteractive, quit } = props;
  const { points, plan } = training;
  const [view, setView] = useState(firstTrainingView);
  const learners = points.at(-1)?.learners ?? [];
  const learner = Math.min(view.learner, Math.max(0, learners.length - 1));
  const curves = useMemo(() => curvesOf(points, learner), [points, learner]);
  const chosen = Math.min(view.curve, curves.length - 1);
  const nowMs = useClock(now, !isOver(training));
  useCommands(isInteractive, (command) => {
    if (command.kind === "quit") quit();
    else
      setView((before) =>
        navigateTraining(before, command, { curves: curves.length, learners: learners.length }),
      );
  });

  const isTight = size.rows < ROOMY.rows;
  const margin = size.columns < ROOMY.columns ? 0 : 1;
  const width = size.columns - 2 * margin;
  const hasTabs = learners.length > 1;
  // Where there is room, an empty line above the charts and one above the footer.
  const around = trainingHeaderHeight(isTight) + (hasTabs ? 1 : 0) + (isTight ? 1 : 3);
  const height = size.rows - 1 - around;
  if (size.columns < SMALLEST.columns || size.rows < SMALLEST.rows) return <TooSmall width={size.columns} />;
  return (
    <Box flexDirection="column" width={size.columns} paddingX={margin}>
      {view.help ? (
        <KeyTable keys={trainingKeys} legend={[]} width={width} height={size.rows - 1} />
      ) : (
        <>
          <TrainingHeader training={training} width={width} isTight={isTight} nowMs={nowMs} />
          {hasTabs ? (
            <LearnerTabs learners={learners.map((own) => own.learner)} chosen={learner} width={width} />
          ) : null}
          <Box flexDirection="column" height={height} marginTop={isTight ? 0 : 1}>
            <TrainingCharts
              curves={curves}
              chosen={chosen}
              isLarge={view.isLarge}
              steps={{ low: points[0]?.step ?? 1, high: points.at(-1)?.step ?? 1 }}
              unit={plan.unit}
              figures={metRows(points, learner)}
              width={width}
              height={height}
            />
          </Box>
          <Box flexDirection="column" marginTop={isTight ? 0 : 1}>
            <TrainingFooter training={training} isLarge={view.isLarge} hasLearners={hasTabs} width={width} />
          </Box>
        </>
      )}
    </Box>
  );
}
