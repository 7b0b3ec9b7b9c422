import { setTimeout } from "node:timers/promises";
import { evaluateArm } from "./evaluate-arm.ts";
import { finishedOf, placesOf, type Job, type Places } from "./folder.ts";
import { configOf, isDone, isReady, stepsOf, type Order, type Step } from "./jobs.ts";
import type { Laboratory, ReproductionEvent } from "./laboratory.ts";
import { claim, type Owner } from "../files/lock.ts";
import { trainArm } from "./train-arm.ts";

/** How long to look elsewhere before asking again whether another process is done. */
const PATIENCE_MS = 500;

/** Does all that is left of an order, side by side with other processes. Ends early where it is told to stop. */
export async function* reproduce(order: Order, laboratory: Laboratory): AsyncGenerator<ReproductionEvent> {
  const { signal } = laboratory;
  let left = stepsOf(order).filter((step) => !isDone(order, step));
  while (left.length > 0) {
    let waiting: { readonly job: Job; readonly owner: Owner } | null = null;
    const later: Step[] = [];
    for (const step of left) {
      if (signal.aborted) return;
      if (!isReady(order, step)) {
        later.push(step);
        continue;
      }
      const places = placesOf(order.out, step);
      const claimed = claim(places.folder);
      if ("heldBy" in claimed) {
        waiting ??= { job: step, owner: claimed.heldBy };
        later.push(step);
        continue;
      }
      using _ = claimed.held;
      yield* perform(order, step, places, laboratory);
    }
    left = later.filter((step) => !isDone(order, step));
    if (waiting === null) continue;
    yield { kind: "waiting", ...waiting };
    await setTimeout(PATIENCE_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function* perform(
  order: Order,
  step: Step,
  places: Places,
  laboratory: Laboratory,
): AsyncGenerator<ReproductionEvent> {
  const config = configOf(order, step);
  if (finishedOf(places, config) === null) yield* trainArm(step, config, places, laboratory);
  if (!step.isAsked || laboratory.signal.aborted || isDone(order, step)) return;
  yield* evaluateArm(order, step, config, places, laboratory);
}
