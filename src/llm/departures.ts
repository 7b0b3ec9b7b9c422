import type { Departure } from "../core/player.ts";
import { isReasoning } from "./capabilities.ts";
import { readsLogprobs, type Elicitation } from "./elicitation/elicitation.ts";
import type { Model } from "./model.ts";
import type { ModelRequest } from "./providers/provider.ts";

/**
 * The options of a player that its model does not take, or not as they are asked for. Whether one is sent is seen from
 * the bodies of requests with it and without.
 */
export function departuresOf(
  { settings, capabilities, provider }: Model,
  { mode }: Elicitation,
): readonly Departure[] {
  const { temperature, reasoningEffort, logprobs, elicitation } = settings;
  const plain: ModelRequest = {
    model: provider.model,
    messages: [],
    form: { kind: "text" },
    temperature: null,
    reasoningEffort: null,
    maxOutputTokens: settings.maxOutputTokens,
    seed: null,
    logprobs: false,
  };
  const reasoning: ModelRequest = { ...plain, reasoningEffort: reasoningEffort ?? null };
  const isSent = (base: ModelRequest, option: Partial<ModelRequest>): boolean =>
    JSON.stringify(provider.body({ ...base, ...option })) !== JSON.stringify(provider.body(base));
  const departures: Departure[] = [];
  if (temperature !== undefined && !isSent(reasoning, { temperature })) {
    departures.push({ option: "temperature", asked: String(temperature), sent: null });
  }
  // A model that does not reason anyway need not be told not to.
  const isSo = reasoningEffort === "none" && !isReasoning(capabilities, "none");
  if (reasoningEffort !== undefined && !isSo && !isSent(plain, { reasoningEffort })) {
    departures.push({ option: "reasoning-effort", asked: reasoningEffort, sent: null });
  }
  if (logprobs && !(readsLogprobs(mode) && isSent(reasoning, { logprobs }))) {
    departures.push({ option: "logprobs", asked: "true", sent: null });
  }
  if (elicitation !== mode) departures.push({ option: "elicitation", asked: elicitation, sent: mode });
  return departures;
}
