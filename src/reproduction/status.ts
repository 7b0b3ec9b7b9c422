import { stream } from "../core/random.ts";
import type { ArmId } from "./arms.ts";
import { placesOf, progressOf } from "./folder.ts";
import { resultsOf, type Order } from "./jobs.ts";
import { ownerOf } from "../files/lock.ts";
import { judge, type Passed } from "./verdicts.ts";

/** How far one arm is with one seed. */
export interface SeedStatus {
  readonly seed: number;
  /** Phases that are done, of how many. */
  readonly step: number;
  readonly of: number;
  readonly isEvaluated: boolean;
  /** The process that works on it. */
  readonly pid: number | null;
  /** What its lines came to, by their ids. */
  readonly lines: Readonly<Record<string, Passed>>;
}

/** How far an arm is. */
export interface ArmStatus {
  readonly arm: ArmId;
  readonly seeds: readonly SeedStatus[];
}

/** How far everything is, by what is written down; nothing is trained or played for it. */
export function statusOf(order: Order): readonly ArmStatus[] {
  const results = resultsOf(order);
  const { lines } = judge(results, stream("reproduction", "bootstrap"));
  return order.arms.map((arm) => ({
    arm,
    seeds: order.seeds.map((seed): SeedStatus => {
      const places = placesOf(order.out, { arm, seed });
      const passed = lines
        .filter(({ line }) => line.arm === arm)
        .flatMap(({ line, seeds }) =>
          seeds.filter((each) => each.seed === seed).map((each): [string, Passed] => [line.id, each.passed]),
        );
      return {
        seed,
        step: progressOf(places)?.step ?? 0,
        of: order.scale.phases[arm],
        isEvaluated: results.some((result) => result.arm === arm && result.seed === seed),
        pid: ownerOf(places.folder)?.pid ?? null,
        lines: Object.fromEntries(passed),
      };
    }),
  }));
}
