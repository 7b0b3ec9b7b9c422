import type { Command } from "./keys.ts";

/** Where the user is. */
export interface TrainingView {
  /** Of the curves, and of the learners: which one, from 0. */
  readonly curve: number;
  readonly learner: number;
  /** Whether that curve alone is shown. */
  readonly isLarge: boolean;
  readonly help: boolean;
}

export const firstTrainingView: TrainingView = { curve: 0, learner: 0, isLarge: false, help: false };

/** Where a key leads to; quitting is not its concern. */
export function navigateTraining(
  view: TrainingView,
  command: Command,
  { curves, learners }: { readonly curves: number; readonly learners: number },
): TrainingView {
  if (view.help) return { ...view, help: false };
  const around = (index: number, by: number, count: number): number =>
    count === 0 ? 0 : (Math.min(index, count - 1) + by + count) % count;
  switch (command.kind) {
    case "move":
      return {
        ...view,
        curve: around(view.curve, command.x, curves),
        learner: around(view.learner, command.y, learners),
      };
    case "screen": {
      const { to } = command;
      if (typeof to === "number") return to < curves ? { ...view, curve: to } : view;
      return { ...view, curve: around(view.curve, to === "next" ? 1 : -1, curves) };
    }
    case "first":
      return { ...view, curve: 0 };
    case "last":
      return { ...view, curve: Math.max(0, curves - 1) };
    case "enter":
      return { ...view, isLarge: !view.isLarge };
    case "back":
      return { ...view, isLarge: false };
    case "help":
      return { ...view, help: true };
    default:
      return view;
  }
}

/** The keys, as the help shows them. */
export const trainingKeys: readonly (readonly [keys: string, does: string])[] = [
  ["← → Tab 1 2 3 4", "curve"],
  ["↑ ↓", "learner"],
  ["Enter", "this curve alone, or all"],
  ["Esc", "back to all"],
  ["?", "this help"],
  ["q Ctrl-C", "stop, keep and leave; twice: at once"],
];
