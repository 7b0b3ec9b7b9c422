import { faint } from "../palette.ts";
import { joined, span } from "../spans.ts";
import { isOver, type Training } from "../training.ts";
import { Line } from "./line.tsx";

/** The keys that matter most. */
export function TrainingFooter(props: {
  readonly training: Training;
  readonly isLarge: boolean;
  readonly hasLearners: boolean;
  readonly width: number;
}) {
  const { training, isLarge, hasLearners, width } = props;
  const leaving = isOver(training)
    ? "q quit"
    : training.status === "stopping"
      ? "q quit at once"
      : "q stop and keep";
  const learner = hasLearners ? ["↑↓ learner"] : [];
  const hints = [leaving, "? keys", "←→ curve", ...learner, isLarge ? "Enter all curves" : "Enter one curve"];
  return <Line spans={[span(joined(hints, width, "  "), faint)]} />;
}
