import { isSymmetric, type Game } from "../../core/game.ts";
import type { Column } from "../../report/table.ts";
import { games } from "../../registry.ts";
import { citationOf, parametersOf } from "./entry.ts";

const payoffRows = (payoff: Float64Array, k: number): number[][] =>
  Array.from({ length: k }, (_, own) => [...payoff.slice(own * k, own * k + k)]);

function describeGame({ actions, payoff, cooperative }: Game) {
  const k = actions.length;
  return {
    actions: actions.map(({ symbol, label }) => ({ symbol, label })),
    payoff: { row: payoffRows(payoff.row, k), column: payoffRows(payoff.column, k) },
    cooperative: cooperative === null ? null : actions[cooperative]!.symbol,
  };
}

/** Every stage game, at its default payoffs. */
export function gameRows() {
  return games.map(({ id, title, tension, parameters, source: key, create }) => {
    const game = create();
    const symmetric = isSymmetric(game);
    return {
      id,
      title,
      tension,
      symmetric,
      ...describeGame(game),
      parameters: parametersOf(parameters),
      source: citationOf(key),
    };
  });
}

export const gameColumns: readonly Column<ReturnType<typeof gameRows>[number]>[] = [
  { header: "game", align: "left", rank: 0, value: ({ id }) => id },
  {
    header: "actions",
    align: "left",
    rank: 1,
    value: ({ actions }) => actions.map(({ symbol }) => symbol).join(" "),
  },
  { header: "symmetric", align: "left", rank: 3, value: ({ symmetric }) => (symmetric ? "yes" : "no") },
  {
    header: "row payoffs",
    align: "left",
    rank: 2,
    value: ({ payoff }) => payoff.row.map((row) => row.join(" ")).join(" / "),
  },
  { header: "what makes it hard", align: "left", rank: 0, value: ({ tension }) => tension },
];
