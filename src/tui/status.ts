import type { Live } from "./live.ts";
import { alarming, barred, faint, strong } from "./palette.ts";
import { span, type Span, type Style } from "./spans.ts";

const statuses: Readonly<Record<Live["status"], readonly [text: string, style: Style]>> = {
  waiting: ["… waiting", faint],
  running: ["▶ running", barred],
  stopping: ["■ stopping", alarming],
  complete: ["✓ complete", strong],
  stopped: ["■ stopped", alarming],
};

/** How something that goes on stands. */
export const statusSpan = (status: Live["status"]): Span => span(...statuses[status]);

/** A bar of progress, `width` columns long. */
export function track(share: number, width: number): readonly Span[] {
  const full = Math.floor(share * width);
  return [span("━".repeat(full), barred), span("─".repeat(Math.max(0, width - full)), faint)];
}
