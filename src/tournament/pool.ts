import { Piscina } from "piscina";
import type { MatchRecord } from "../core/trajectory.ts";
import { unpack, type PackedMoves, type WorkerTask } from "../match/packed.ts";

/** Worker threads that play classic matches; they find the players by their ids. */
export interface WorkerPool {
  /** Number of threads. */
  readonly size: number;
  play(task: WorkerTask): Promise<MatchRecord[]>;
  close(): Promise<void>;
}

/**
 * Starts worker threads.
 *
 * @param entry the compiled worker's URL
 * @param workers number of threads, at least 1
 */
export function startPool(entry: URL, workers: number): WorkerPool {
  const pool = new Piscina<WorkerTask, PackedMoves>({
    filename: entry.href,
    minThreads: workers,
    maxThreads: workers,
  });
  return {
    size: workers,
    play: async (task) => unpack(await pool.run(task), task.matches),
    close: () => pool.destroy(),
  };
}
