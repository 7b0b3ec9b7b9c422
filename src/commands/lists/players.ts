import type { Column } from "../../report/table.ts";
import { strategies } from "../../registry.ts";
import { parametersOf as trainedParameters } from "../../models/trained.ts";
import { citationOf, parametersOf } from "./entry.ts";
import { trainedModels } from "./trained.ts";

/** Every classic strategy, at its defaults, and every trained model. */
export const playerRows = () => [...strategyRows(), ...policyRows()];

function strategyRows() {
  return strategies.map(({ id, title, rule, axelrodName, actions, parameters, source: key, create }) => {
    const { memory, stochastic } = create();
    return {
      id,
      kind: "strategy" as const,
      title,
      rule,
      axelrodName,
      memory: Number.isFinite(memory) ? memory : ("unbounded" as const),
      stochastic,
      actions,
      parameters: parametersOf(parameters),
      source: citationOf(key),
    };
  });
}

/** Trained models, but for those that cannot be read; `coplay list trained` says why. */
function policyRows() {
  return trainedModels().flatMap(({ id, checkpoint }) => {
    if (checkpoint === undefined) return [];
    const { name: title, config, game, acting, shape } = checkpoint;
    const how = acting.kind === "plan" ? "plans with" : "draws from";
    const met = Object.keys(config["co-players"]).join(" and ");
    return {
      id,
      kind: "policy" as const,
      title,
      rule: `Trained by ${config.algorithm} against ${met}, ${how} a ${shape.trunk} of ${shape.hidden}; plays ${game.id} only.`,
      axelrodName: null,
      memory: "unbounded" as const,
      stochastic: true,
      actions: 2 as const,
      parameters: parametersOf(trainedParameters(checkpoint)),
      source: citationOf("Weis2026"),
    };
  });
}

export const playerColumns: readonly Column<ReturnType<typeof playerRows>[number]>[] = [
  { header: "player", align: "left", rank: 0, value: ({ id }) => id },
  {
    header: "memory",
    align: "right",
    rank: 2,
    value: ({ memory }) => (memory === "unbounded" ? "∞" : String(memory)),
  },
  { header: "chance", align: "left", rank: 3, value: ({ stochastic }) => (stochastic ? "yes" : "") },
  { header: "actions", align: "right", rank: 4, value: ({ actions }) => String(actions) },
  { header: "rule", align: "left", rank: 0, value: ({ rule }) => rule },
];
