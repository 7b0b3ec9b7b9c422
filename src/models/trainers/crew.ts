import { Piscina } from "piscina";
import type { Player } from "../../core/player.ts";
import { doneOf, type Answer } from "./answer.ts";
import { perform } from "./perform.ts";
import type { Done, Task } from "./tasks.ts";

/** Who plays and fits. What a task returns depends on the task alone, whoever performs it. */
export interface Crew {
  /** Tasks that are worked on at once. */
  readonly size: number;
  run<T extends Task>(task: T): Promise<Done<T>>;
  close(): Promise<void>;
}

/** Everything in this thread, one task after the other. */
export function soleCrew(player: (id: string) => Player): Crew {
  let last: Promise<unknown> = Promise.resolve();
  return {
    size: 1,
    run<T extends Task>(task: T) {
      const next = last.then(() => perform(task, player));
      last = next.catch(() => undefined);
      return next;
    },
    close: () => Promise.resolve(),
  };
}

/**
 * Worker threads.
 *
 * @param entry the compiled worker's URL
 * @param workers number of threads, at least 1
 */
export function threadedCrew(entry: URL, workers: number): Crew {
  const pool = new Piscina<Task, Answer>({
    filename: entry.href,
    minThreads: workers,
    maxThreads: workers,
    // A fit takes seconds; whoever waits would be woken by nothing else.
    concurrentTasksPerWorker: 1,
  });
  return {
    size: workers,
    run: async <T extends Task>(task: T) => doneOf(await pool.run(task)) as Done<T>,
    close: () => pool.destroy(),
  };
}
