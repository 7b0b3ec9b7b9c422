import type { CallRecord } from "../core/call.ts";
import { MatchAbort } from "../core/abort.ts";
import type { Seat } from "../core/seat.ts";

/** What both seats answered; or the first fault, after which the other seat was told to stop. Calls of both are kept. */
export type Both<Answer> =
  | { readonly row: Answer; readonly column: Answer; readonly calls: readonly CallRecord[] }
  | { readonly fault: unknown; readonly calls: readonly CallRecord[] };

/** Asks both seats at the same time, so that neither can know the other's answer. */
export async function askBoth<Answer extends { readonly calls?: readonly CallRecord[] }>(
  ask: (seat: Seat) => Answer | Promise<Answer>,
  stop: AbortController,
): Promise<Both<Answer>> {
  const faults: unknown[] = [];
  const answerOf = async (seat: Seat): Promise<Answer | null> => {
    try {
      return await ask(seat);
    } catch (error) {
      faults.push(error);
      stop.abort();
      return null;
    }
  };
  const [row, column] = await Promise.all([answerOf("row"), answerOf("column")]);
  const calls = [row, column].flatMap((answer) => answer?.calls ?? []);
  if (row !== null && column !== null) return { row, column, calls };
  const lost = faults.flatMap((fault) => (fault instanceof MatchAbort ? fault.calls : []));
  return { fault: faults[0], calls: [...calls, ...lost] };
}
