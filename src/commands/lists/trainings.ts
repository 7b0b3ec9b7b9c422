import { CoplayError } from "../../core/errors.ts";
import { count, NONE } from "../../report/number.ts";
import type { Column } from "../../report/table.ts";
import { openDesk } from "../desk.ts";
import { totalSteps } from "../../models/trainers/file.ts";
import { readTrainingFile } from "../read-training.ts";
import { shippedFiles } from "./files.ts";

/** A training file: what it trains, or why it cannot. */
interface TrainingRow {
  readonly file: string;
  readonly name?: string;
  readonly algorithm?: string;
  readonly learners?: number;
  readonly coPlayers?: readonly string[];
  readonly steps?: number;
  readonly fault?: string;
}

/** Every training file. */
export function trainingRows(): TrainingRow[] {
  const { catalogue } = openDesk();
  return shippedFiles("training").map((file): TrainingRow => {
    try {
      const config = readTrainingFile(file, {}, catalogue);
      const { name, algorithm, learners } = config;
      const coPlayers = Object.keys(config["co-players"]);
      return { file, name, algorithm, learners, coPlayers, steps: totalSteps(config) };
    } catch (error) {
      if (error instanceof CoplayError) return { file, fault: error.message };
      throw error;
    }
  });
}

const figure = (value: number | undefined): string => (value === undefined ? NONE : count(value));

export const trainingColumns: readonly Column<TrainingRow>[] = [
  { header: "file", align: "left", rank: 0, value: ({ file }) => file },
  {
    header: "algorithm",
    align: "left",
    rank: 1,
    value: ({ algorithm, fault }) => algorithm ?? fault ?? NONE,
  },
  { header: "learners", align: "right", rank: 3, value: ({ learners }) => figure(learners) },
  { header: "co-players", align: "left", rank: 4, value: ({ coPlayers = [] }) => coPlayers.join(", ") },
  { header: "steps", align: "right", rank: 2, value: ({ steps }) => figure(steps) },
];
