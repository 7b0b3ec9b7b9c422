import { CoplayError, SpecError } from "./errors.ts";

/** What `make` returns; an error of the user's that it throws is given its place in the file. */
export function located<T>(place: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof CoplayError)) throw error;
    throw new SpecError(error.message, { place, hint: error.hint, cause: error });
  }
}
