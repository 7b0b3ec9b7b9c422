import { decimals, percent } from "../report/number.ts";
import type { Job } from "../reproduction/folder.ts";
import type { ReproductionEvent } from "../reproduction/laboratory.ts";

/** What an event says in a line; null for what happens too often to be said. */
export function lineFor(event: ReproductionEvent): string | null {
  const job = nameOf(event.job);
  switch (event.kind) {
    case "training":
      return trainingLine(job, event.event);
    case "evaluating":
      return event.done >= 1 ? `${job}: played ${event.pairing}` : null;
    case "evaluated":
      return `${job}: evaluated`;
    case "waiting":
      return `${job}: process ${event.owner.pid} works on it; waiting for it`;
  }
}

/** What is under way within a phase, for whom that takes long; null for any other event. */
export function doingFor(event: ReproductionEvent): string | null {
  if (event.kind === "evaluating")
    return `${nameOf(event.job)}: playing ${event.pairing}, ${percent(event.done)}`;
  if (event.kind !== "training" || event.event.kind !== "progress") return null;
  const { step, what, done } = event.event;
  return `${nameOf(event.job)}: phase ${step}, ${what}${done > 0 ? ` ${percent(done)}` : ""}`;
}

const nameOf = ({ arm, seed }: Job): string => `${arm}, seed ${seed}`;

function trainingLine(
  job: string,
  event: Extract<ReproductionEvent, { kind: "training" }>["event"],
): string | null {
  if (event.kind === "started") {
    if (event.step === event.of) return null;
    const from = event.step === 0 ? "" : `, going on after ${event.step}`;
    return `${job}: ${event.of} ${event.of === 1 ? "phase" : "phases"}${from}`;
  }
  // Once it is kept: what was said to be done is done, whatever happens next.
  const point = event.kind === "state" ? event.state.curve.at(-1) : undefined;
  if (point === undefined) return null;
  const learners = point.learners.map(({ learner, against }) => {
    const met = Object.entries(against).map(
      ([kind, { payoff, cooperation }]) =>
        `${kind.startsWith("checkpoint(") ? "frozen" : kind} ${decimals(payoff, 2)}, C ${percent(cooperation)}`,
    );
    return `${point.learners.length > 1 ? `learner ${learner}: ` : ""}${met.join("; ")}`;
  });
  return `${job}: phase ${point.step} · ${learners.join(" · ")}`;
}
