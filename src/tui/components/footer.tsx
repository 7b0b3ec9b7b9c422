import { hasEnded, type Live } from "../live.ts";
import type { Screen, View } from "../navigation.ts";
import { faint } from "../palette.ts";
import { joined, span } from "../spans.ts";
import { Line } from "./line.tsx";

const hints: Readonly<Record<Screen, readonly string[]>> = {
  standings: ["↑↓ player", "Enter co-players"],
  cooperation: ["↑↓←→ pair", "Enter match"],
  feed: ["↑↓ match", "Enter open"],
  match: ["←→ turn", "Space play", "↑↓ repetition", "Esc back"],
  calls: ["↑↓ scroll", "Esc back"],
};
const withText = ["←→ turn", "Enter prompts", "Space play", "↑↓ repetition", "Esc back"];
const inText = ["↑↓ scroll", "←→ turn", "Esc moves"];

/** The keys that matter most where the user is. */
export function Footer(props: {
  readonly view: View;
  /** Whether there is anything to read of the turn that is shown. */
  readonly hasText: boolean;
  readonly live: Live;
  readonly width: number;
}) {
  const { view, hasText, live, width } = props;
  const leaving = hasEnded(live) ? "q quit" : live.status === "stopping" ? "q quit at once" : "q stop";
  const here = hintsOf(view, hasText);
  return <Line spans={[span(joined([leaving, "? keys", "Tab screen", ...here], width, "  "), faint)]} />;
}

function hintsOf({ screen, shown }: View, hasText: boolean): readonly string[] {
  if (screen !== "match") return hints[screen];
  if (shown?.isRead === true) return inText;
  return hasText ? withText : hints.match;
}
