import { CoplayError } from "../../core/errors.ts";
import { readCheckpoint, type StoredCheckpoint } from "../../models/checkpoint.ts";
import { shelved, type Shelved } from "../../models/shelf.ts";
import { parametersOf } from "../../models/trained.ts";
import type { Against } from "../../models/trainers/events.ts";
import { decimals, NONE, percent } from "../../report/number.ts";
import type { Column } from "../../report/table.ts";
import { parametersOf as describeParameters } from "./entry.ts";

/** A trained model: how it was made and what it came to, or why it cannot be read. */
interface TrainedRow extends Shelved {
  readonly id: string;
  readonly checkpoint?: StoredCheckpoint;
  readonly fault?: string;
}

/** Every trained model that has a name. */
export function trainedModels(): TrainedRow[] {
  return shelved().map((model) => {
    const id = `trained/${model.name}`;
    try {
      return { ...model, id, checkpoint: readCheckpoint(model.path) };
    } catch (error) {
      if (error instanceof CoplayError) return { ...model, id, fault: error.message };
      throw error;
    }
  });
}

/** Every trained model that has a name, without its weights. */
export function trainedRows() {
  return trainedModels().map(({ checkpoint, ...model }) => {
    if (checkpoint === undefined) return model;
    const { name: _, weights: __, curve, ...made } = checkpoint;
    const point = curve.at(-1);
    const met = point?.learners.find(({ learner }) => learner === made.learner)?.against;
    return { ...model, ...made, parameters: describeParameters(parametersOf(made)), steps: point?.step, met };
  });
}

type Row = ReturnType<typeof trainedRows>[number];

/** A figure of what the model met with at the end of its training. */
const metWith =
  (kind: string, show: (against: Against) => string) =>
  (row: Row): string => {
    const against = "met" in row ? row.met?.[kind] : undefined;
    return against === undefined ? NONE : show(against);
  };

/** What is said of a checkpoint, where it could be read. */
const ofCheckpoint =
  (show: (made: Extract<Row, { readonly config: unknown }>) => string) =>
  (row: Row): string =>
    "config" in row ? show(row) : NONE;

export const trainedColumns: readonly Column<Row>[] = [
  { header: "player", align: "left", rank: 0, value: ({ id }) => id },
  {
    header: "trained by",
    align: "left",
    rank: 1,
    value: (row) => ("config" in row ? row.config.algorithm : (row.fault ?? NONE)),
  },
  {
    header: "network",
    align: "left",
    rank: 3,
    value: ofCheckpoint(({ shape }) => `${shape.trunk} ${shape.hidden}`),
  },
  { header: "chooses by", align: "left", rank: 2, value: ofCheckpoint(({ acting }) => acting.kind) },
  { header: "seed", align: "right", rank: 6, value: ofCheckpoint(({ config }) => String(config.seed)) },
  { header: "steps", align: "right", rank: 5, value: ofCheckpoint(({ steps }) => String(steps ?? NONE)) },
  {
    header: "payoff, tabular",
    align: "right",
    rank: 4,
    value: metWith("tabular", ({ payoff }) => decimals(payoff, 3)),
  },
  {
    header: "cooperation, learners",
    align: "right",
    rank: 4,
    value: metWith("learners", ({ cooperation }) => percent(cooperation)),
  },
  { header: "file", align: "left", rank: 7, value: ({ path }) => path },
];
