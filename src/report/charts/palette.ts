import { COLOURS } from "./line-chart.ts";

/** The colours of a chart, as values of SVG attributes. */
export interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly muted: string;
  /** Lines that help to read, but say nothing. */
  readonly faint: string;
  /** What is shown, where it is of one kind. */
  readonly accent: string;
  readonly cooperate: string;
  readonly defect: string;
  /** For text on a field of full colour, and of some. */
  readonly onColour: string;
  readonly onSome: string;
}

/** For a page, which has light and dark: its style sheet says what they are. */
export const PAGE: Palette = {
  paper: "var(--paper)",
  ink: "var(--ink)",
  muted: "var(--muted)",
  faint: "var(--line)",
  accent: "var(--blue)",
  cooperate: "var(--blue)",
  defect: "var(--vermilion)",
  onColour: "var(--paper)",
  onSome: "var(--on-some)",
};

/** For a file of its own, on white. */
export const PAPER: Palette = {
  paper: "#fff",
  ink: "#1a1a1a",
  muted: COLOURS.grey,
  faint: "#d9d9d9",
  accent: COLOURS.blue,
  cooperate: COLOURS.blue,
  defect: COLOURS.vermilion,
  onColour: "#fff",
  onSome: "#1a1a1a",
};
