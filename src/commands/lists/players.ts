import type { Column } from "../../report/table.ts";
import { strategies } from "../../registry.ts";
import { citationOf, parametersOf } from "./entry.ts";

/** Every classic strategy, at its defaults. */
export function playerRows() {
  return strategies.map(({ id, title, rule, axelrodName, actions, parameters, source: key, create }) => {
    const { memory, stochastic } = create();
    return {
      id,
      kind: "strategy",
      title,
      rule,
      axelrodName,
      memory: Number.isFinite(memory) ? memory : "unbounded",
      stochastic,
      actions,
      parameters: parametersOf(parameters),
      source: citationOf(key),
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
