import { outcomeCounts } from "../../core/trajectory.ts";
import { unpack } from "../../match/packed.ts";
import type { TrainingConfig } from "./config.ts";
import { againstOf } from "./episodes.ts";
import type { LearnerPoint } from "./events.ts";
import type { TrainingServices } from "./services.ts";
import { episodesOf, tasksBetween } from "./tables.ts";
import type { Seated, SeatedModel } from "./tasks.ts";

/** Episodes against each probe where the training does not say how many: shares have a standard error of 6 % at most. */
const BY_DEFAULT = 64;

/** What the learners make of the probes of a training with the weights that they have, in their order. */
export type Probed = readonly Pick<LearnerPoint, "probes">[];

/**
 * Plays every learner against every probe. Nothing is learned from it, and nothing it draws is drawn elsewhere: the
 * matches bear names that none in training has, and their streams follow from the seed, the step, the learner and the
 * probe alone.
 *
 * @param models the learners as they are now
 */
export function probed(
  config: TrainingConfig,
  { game, crew }: TrainingServices,
  models: readonly SeatedModel[],
  step: number,
): Promise<Probed> {
  const { probes, turns, "probe-episodes": episodes = BY_DEFAULT } = config;
  if (probes === undefined) return Promise.resolve(models.map(() => ({})));

  const outcomesAgainst = async (model: SeatedModel, id: string): Promise<[string, Float64Array]> => {
    const column: Seated = id === "tabular" ? { kind: id } : { kind: "registered", id };
    const row: SeatedModel = { ...model, id: `probe/${step}/${model.id}` };
    const matches = episodesOf(config, game, { row: row.id, column: id }, 0, episodes);
    const tasks = tasksBetween(row, column, matches);
    const played = await Promise.all(tasks.map((task) => crew.run(task)));
    const counts = new Float64Array(4);
    for (const [i, moves] of played.entries())
      for (const record of unpack(moves, tasks[i]!.matches))
        outcomeCounts(record, 2).forEach((count, outcome) => (counts[outcome]! += count));
    return [id, counts];
  };
  return Promise.all(
    models.map(async (model) => {
      const outcomes = await Promise.all(probes.map((id) => outcomesAgainst(model, id)));
      return { probes: againstOf(new Map(outcomes), turns, game) };
    }),
  );
}
