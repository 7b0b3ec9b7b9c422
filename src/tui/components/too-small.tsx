import { joined, span } from "../spans.ts";
import { Line } from "./line.tsx";

/** The smallest terminal that the screens fit in. */
export const SMALLEST = { columns: 40, rows: 10 } as const;

/** One line instead of the screens: what size they need. */
export function TooSmall({ width }: { readonly width: number }) {
  const { columns, rows } = SMALLEST;
  return <Line spans={[span(joined([`needs ${columns}×${rows}`, "q quits"], width))]} />;
}
