/** Those who are told when a signal is aborted: one listener for all of them, however many there are. */
const followers = new WeakMap<AbortSignal, Set<AbortController>>();

/** A controller that is aborted with a signal, or by itself. */
export interface Follower {
  readonly controller: AbortController;
  /** From here on the signal is of no concern. */
  readonly leave: () => void;
}

/**
 * Follows a signal that outlives its followers by far. `AbortSignal.any` would keep some 60 bytes of each match for as
 * long as the run's signal lives, and thousands of listeners of their own would make Node warn of a leak.
 */
export function follow(signal: AbortSignal): Follower {
  const controller = new AbortController();
  if (signal.aborted) controller.abort(signal.reason);
  const others = followersOf(signal);
  others.add(controller);
  return { controller, leave: () => others.delete(controller) };
}

function followersOf(signal: AbortSignal): Set<AbortController> {
  const known = followers.get(signal);
  if (known !== undefined) return known;
  const all = new Set<AbortController>();
  signal.addEventListener("abort", () => all.forEach((controller) => controller.abort(signal.reason)), {
    once: true,
  });
  followers.set(signal, all);
  return all;
}
