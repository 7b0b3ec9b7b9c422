import { faint, strong } from "../palette.ts";
import { fittedSpans, span, type Span } from "../spans.ts";
import { Line } from "./line.tsx";

/** What a tab says, and what it says where there is little room. */
export type TabTitle = readonly [whole: string, short: string];

/** The screens by number, the one that is shown in brackets. */
export function Tabs(props: {
  readonly titles: readonly TabTitle[];
  readonly here: number;
  readonly width: number;
}) {
  const { titles, here, width } = props;
  const labels = ([0, 1] as const).map((length) => titles.map((title, i) => `${i + 1} ${title[length]}`));
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
