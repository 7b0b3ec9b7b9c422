import { BudgetError, ProviderError } from "../../src/core/errors.ts";
import type { Exchange, Operator, Question } from "../../src/llm/exchange.ts";

/** An operator that asks each question once, without limits, budget or cache, and remembers what it was asked. */
export interface PlainOperator extends Operator {
  readonly questions: readonly Question[];
}

const NOTHING = { isCached: false, retries: 0, latencyMs: null, costUsd: 0 } as const;

/** Sends questions to their own providers. */
export function plainOperator(): PlainOperator {
  const questions: Question[] = [];
  return {
    questions,
    async ask(question: Question, signal: AbortSignal): Promise<Exchange> {
      questions.push(question);
      const { provider, body, timeoutMs, situation } = question;
      try {
        const wire = await provider.send(body, { signal, timeoutMs, situation });
        return { ...NOTHING, reply: provider.read(wire.body), body: wire.body, error: null };
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        return { ...NOTHING, reply: null, body: null, error };
      }
    },
  };
}

/** Has no budget left. */
export const brokeOperator: Operator = {
  ask: async () => ({
    ...NOTHING,
    reply: null,
    body: null,
    error: new BudgetError("player", "the budget of 1 USD is spent"),
  }),
};
