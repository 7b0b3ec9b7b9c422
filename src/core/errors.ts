/** Base of the errors that a user can act on: one line that says what is wrong, and a hint that says what to do. */
export class CoplayError extends Error {
  override readonly name: string = "CoplayError";
  readonly hint: string | undefined;

  constructor(
    message: string,
    options: { readonly hint?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.hint = options.hint;
  }
}

/** Something the user wrote (a tournament file, a player id, an option) cannot be used. */
export class SpecError extends CoplayError {
  override readonly name = "SpecError";
  /** Where the fault is: a file and a path inside it, such as `tournaments/x.yaml, players[3]`. */
  readonly place: string | undefined;

  constructor(
    message: string,
    options: {
      readonly place?: string | undefined;
      readonly hint?: string | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(
      options.place === undefined || options.place === "" ? message : `${message} (${options.place})`,
      options,
    );
    this.place = options.place;
  }
}

/** The log cannot be opened, read or written. */
export class StoreError extends CoplayError {
  override readonly name = "StoreError";
  readonly path: string;

  constructor(
    path: string,
    message: string,
    options: { readonly hint?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(`${path}: ${message}`, options);
    this.path = path;
  }
}

/** Why a provider gave no usable reply; what is retried, and how, depends on it. */
export type ProviderFault =
  | "rate-limit" // 429: retried after the pause that the server asks for, and fewer at once from then on
  | "server" // 5xx, and replies that are no JSON: retried
  | "connection" // refused, reset or cut: retried
  | "timeout" // no whole reply in time: retried
  | "client" // any other 4xx, and a reply that is too long: never retried
  | "key"; // 401 and 403, or no key at all: never retried

/** A provider could not be asked, or did not answer. The message never contains a key. */
export class ProviderError extends CoplayError {
  override readonly name = "ProviderError";
  readonly fault: ProviderFault;
  /** HTTP status; null where there was no response. */
  readonly status: number | null;
  /** How long the server asks to wait, in full; null where it does not say. */
  readonly retryAfterMs: number | null;

  constructor(
    fault: ProviderFault,
    message: string,
    options: {
      readonly status?: number | undefined;
      readonly retryAfterMs?: number | null | undefined;
      readonly hint?: string | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, options);
    this.fault = fault;
    this.status = options.status ?? null;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

/** A call was not made because a budget has no room for it. */
export class BudgetError extends CoplayError {
  override readonly name = "BudgetError";
  /** Whose budget: a run can no longer go on without it, or one player cannot, and the others can. */
  readonly scope: "run" | "player";

  constructor(
    scope: "run" | "player",
    message: string,
    options: { readonly hint?: string | undefined } = {},
  ) {
    super(message, options);
    this.scope = scope;
  }
}

/** Training came to numbers that are none: nothing learned from there on would mean anything. */
export class DivergenceError extends CoplayError {
  override readonly name = "DivergenceError";
  /** The step, counted from 1, in which it happened; what was kept is from before it. */
  readonly step: number;
  /** What is no number any more: "the loss of learner 1". */
  readonly what: string;

  constructor(step: number, what: string) {
    super(`${what} is no number any more in step ${step}: the training diverged`, {
      hint: "Try a smaller learning-rate, or a smaller clip-norm.",
    });
    this.step = step;
    this.what = what;
  }
}

/** A checkpoint, or what a training was to go on from, cannot be read, used or written. */
export class CheckpointError extends CoplayError {
  override readonly name = "CheckpointError";
  readonly path: string;

  constructor(
    path: string,
    message: string,
    options: { readonly hint?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(`${path}: ${message}`, options);
    this.path = path;
  }
}
