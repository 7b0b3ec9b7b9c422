import { SMALLEST } from "../smallest.ts";
import { joined, span } from "../spans.ts";
import { Line } from "./line.tsx";

/** One line instead of the screens: what size they need. */
export function TooSmall({ width }: { readonly width: number }) {
  const { columns, rows } = SMALLEST;
  return <Line spans={[span(joined([`needs ${columns}×${rows}`, "q quits"], width))]} />;
}
