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
