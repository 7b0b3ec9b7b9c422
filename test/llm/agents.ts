import { parsePlayerId } from "../../src/core/player-id.ts";
import type { Player, Strategy } from "../../src/core/player.ts";
import type { MatchRecord, MatchSpec } from "../../src/core/trajectory.ts";
import { llmAgent, type LlmAgent } from "../../src/llm/agent.ts";
import type { CapabilityOverrides } from "../../src/llm/capabilities.ts";
import type { Operator } from "../../src/llm/exchange.ts";
import { playDialogue } from "../../src/match/dialogue.ts";
import { findPlayer } from "../../src/registry.ts";
import { plainOperator } from "./plain-operator.ts";

/** A strategy by its id. */
export const strategyOf = (id: string): Strategy => findPlayer(id) as Strategy;

/** An LLM player with an operator of its own, an empty environment and a clock that stands. */
export function agentOf(
  id: string,
  {
    operator = plainOperator(),
    capabilities,
  }: { readonly operator?: Operator; readonly capabilities?: CapabilityOverrides } = {},
): LlmAgent {
  return llmAgent(parsePlayerId(id), {
    operator: () => operator,
    environment: {},
    strategy: strategyOf,
    capabilities,
    now: () => 0,
  });
}

/** Plays a match between two players that nothing stops. */
export async function playToEnd(row: Player, column: Player, match: MatchSpec): Promise<MatchRecord> {
  const record = await playDialogue(row, column, match, new AbortController().signal);
  if (record === null) throw new Error("the match was dropped");
  return record;
}
