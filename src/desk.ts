import type { Operator } from "./llm/exchange.ts";
import { createCatalogue } from "./registry.ts";
import type { Catalogue } from "./tournament/catalogue.ts";

/** Where the players of a tournament come from, and who answers those that have to ask. */
export interface Desk {
  readonly catalogue: Catalogue;
  /** Says who answers, once that is known: what may be spent stands in the file that the players stand in. */
  readonly connect: (operator: Operator) => void;
}

/**
 * A desk that nobody sits at yet.
 *
 * @param environment where keys and base URLs of providers are found
 * @param now a clock in ms since 1970
 */
export function createDesk(environment: NodeJS.ProcessEnv, now: () => number): Desk {
  let operator: Operator | null = null;
  const connected = (): Operator => {
    if (operator === null) throw new Error("a player asked a question before anybody was there to answer");
    return operator;
  };
  return {
    catalogue: createCatalogue({ operator: connected, environment, now }),
    connect: (answering) => {
      operator = answering;
    },
  };
}
