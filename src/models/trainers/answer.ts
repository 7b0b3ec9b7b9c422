import { CoplayError } from "../../core/errors.ts";
import type { Done, Task } from "./tasks.ts";

/** What a thread sends back: what its task came to or, as no class crosses threads, what a user's error said. */
export type Answer =
  { readonly done: Done<Task> } | { readonly message: string; readonly hint: string | undefined };

/**
 * Packs what a task comes to.
 *
 * @throws whatever is no error of a user's
 */
export async function answerOf(work: Promise<Done<Task>>): Promise<Answer> {
  try {
    return { done: await work };
  } catch (error) {
    if (!(error instanceof CoplayError)) throw error;
    return { message: error.message, hint: error.hint };
  }
}

/** Unpacks it. @throws CoplayError where it is one */
export function doneOf(answer: Answer): Done<Task> {
  if ("done" in answer) return answer.done;
  throw new CoplayError(answer.message, { hint: answer.hint });
}
