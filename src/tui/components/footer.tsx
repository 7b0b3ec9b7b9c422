import { hasEnded, type Live } from "../live.ts";
import type { Screen } from "../navigation.ts";
import { faint } from "../palette.ts";
import { joined, span } from "../spans.ts";
import { Line } from "./line.tsx";

const hints: Readonly<Record<Screen, readonly string[]>> = {
  standings: ["↑↓ player", "Enter co-players"],
  cooperation: ["↑↓←→ pair", "Enter match"],
  feed: ["↑↓ match", "Enter open"],
  match: ["←→ turn", "Space play", "↑↓ repetition", "Esc back"],
};

/** The keys that matter most where the user is. */
export function Footer(props: { readonly screen: Screen; readonly live: Live; readonly width: number }) {
  const { screen, live, width } = props;
  const leaving = hasEnded(live) ? "q quit" : live.status === "stopping" ? "q quit at once" : "q stop";
  return (
    <Line spans={[span(joined([leaving, "? keys", "Tab screen", ...hints[screen]], width, "  "), faint)]} />
  );
}
