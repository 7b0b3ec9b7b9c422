/** How far the measuring of profiles is. */
export interface ProfileProgress {
  /** Going through the log for who comes first, and for what is measured; then measuring, and comparing players. */
  readonly doing: "ranking" | "reading" | "measuring" | "comparing";
  /** Of so many matches of the log, or of so many profiles. */
  readonly done: number;
  readonly total: number;
}

/** Takes all steps without a pause, and returns what they lead to. */
export function completed<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
