import { printable } from "../../report/printable.ts";
import { useClock } from "../hooks/use-clock.ts";
import { hasEnded, type Live } from "../live.ts";
import { alarming, barred, faint, strong } from "../palette.ts";
import { amounts, progressAt, rates } from "../progress.ts";
import { joined, span, spread, type Span, type Style } from "../spans.ts";
import { Line } from "./line.tsx";

const statuses: Readonly<Record<Live["status"], readonly [text: string, style: Style]>> = {
  waiting: ["… waiting", faint],
  running: ["▶ running", barred],
  stopping: ["■ stopping", alarming],
  complete: ["✓ complete", strong],
  stopped: ["■ stopped", alarming],
};

/** Lines that the header takes. */
export const headerHeight = (isTight: boolean): number => (isTight ? 2 : 3);

/** What is played and how far it is: its name, a progress bar, figures; a line less where it is tight. */
export function Header(props: {
  readonly live: Live;
  readonly width: number;
  readonly isTight: boolean;
  readonly now: () => number;
}) {
  const { live, width, isTight, now } = props;
  const progress = progressAt(live, useClock(now, !hasEnded(live)));
  const figures = rates(progress, live.aborted);
  const text = isTight
    ? joined([`${progress.done}/${progress.total}`, ...figures], width - 12)
    : joined(amounts(progress), width - 12);
  return (
    <>
      <Line spans={spread(title(live), [span(...statuses[live.status])], width)} />
      <Line spans={[...track(progress.share, width - text.length - 1), span(` ${text}`)]} />
      {isTight ? null : <Line spans={[span(joined(figures, width), faint)]} />}
    </>
  );
}

function title({ plan }: Live): readonly Span[] {
  if (plan === null) return [span("coplay", strong)];
  const { name, game, players } = plan;
  return [span(printable(name), strong), span(` · ${printable(game.id)} · ${players.length} players`, faint)];
}

function track(share: number, width: number): readonly Span[] {
  const full = Math.floor(share * width);
  return [span("━".repeat(full), barred), span("─".repeat(Math.max(0, width - full)), faint)];
}
