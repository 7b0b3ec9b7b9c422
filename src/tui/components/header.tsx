import type { CallStatus } from "../../core/usage.ts";
import { printable } from "../../report/printable.ts";
import { fittingUsage, usageParts, type UsagePart } from "../../report/usage.ts";
import { useClock } from "../hooks/use-clock.ts";
import { hasEnded, type Live } from "../live.ts";
import { faint, strong, warning } from "../palette.ts";
import { amounts, progressAt, rates } from "../progress.ts";
import { fittedSpans, joined, span, spread, type Span } from "../spans.ts";
import { statusSpan, track } from "../status.ts";
import { Line } from "./line.tsx";

/** How much room the header has: "cramped" is so little that calls have no line of their own. */
export type HeaderRoom = "roomy" | "tight" | "cramped";

/** Lines that the header takes. */
export const headerHeight = (room: HeaderRoom, hasCalls: boolean): number =>
  (room === "roomy" ? 3 : 2) + Number(hasCalls && room !== "cramped");

/** What is played and how far it is: its name, a progress bar, figures; what calls have come to, where there are any. */
export function Header(props: {
  readonly live: Live;
  readonly calls: CallStatus | null;
  readonly width: number;
  readonly room: HeaderRoom;
  readonly now: () => number;
}) {
  const { live, calls, width, room, now } = props;
  const nowMs = useClock(now, !hasEnded(live));
  const progress = progressAt(live, nowMs);
  const figures = rates(progress, live.aborted);
  const { elapsedMs } = progress;
  const usage = calls === null ? [] : usageParts(calls, { nowMs, elapsedMs });
  const done = `${progress.done}/${progress.total}`;
  const text =
    room === "roomy" ? joined(amounts(progress), width - 12) : joined([done, ...figures], width - 12);
  const bar = [...track(progress.share, width - text.length - 1), span(` ${text}`)];
  return (
    <>
      <Line spans={spread(title(live), [statusSpan(live.status)], width)} />
      {calls !== null && room === "cramped" ? (
        <Line spans={[span(`${done} · `), ...usageSpans(usage, width - done.length - 3)]} />
      ) : (
        <Line spans={bar} />
      )}
      {room === "roomy" ? <Line spans={[span(joined(figures, width), faint)]} /> : null}
      {calls !== null && room !== "cramped" ? <Line spans={usageSpans(usage, width)} /> : null}
    </>
  );
}

const usageSpans = (parts: readonly UsagePart[], width: number): readonly Span[] =>
  fittedSpans(
    fittingUsage(parts, width).flatMap(({ text, isNearEnd }, i) => [
      ...(i === 0 ? [] : [span(" · ", faint)]),
      span(text, isNearEnd ? warning : faint),
    ]),
    width,
  );

function title({ plan }: Live): readonly Span[] {
  if (plan === null) return [span("coplay", strong)];
  const { name, game, players } = plan;
  return [span(printable(name), strong), span(` · ${printable(game.id)} · ${players.length} players`, faint)];
}
