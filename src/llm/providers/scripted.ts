import { setImmediate } from "node:timers/promises";
import * as z from "zod";
import { ProviderError } from "../../core/errors.ts";
import { startOf } from "../../core/outcome.ts";
import { unit, type ValuesOf } from "../../core/parameters.ts";
import type { Strategy } from "../../core/player.ts";
import { noRandom, stream } from "../../core/random.ts";
import { ACTION, REASONING } from "../elicitation/form.ts";
import type { JsonObject, ModelReply, Provider, Situation } from "./provider.ts";

/** How a scripted model can be told to misbehave: the chance of each in a reply. Together they are at most 1. */
export const misbehaviours = {
  refuse: unit(0),
  /** Talks without coming to an answer. */
  ramble: unit(0),
  /** Never replies, so that the request times out; drawn anew when it is tried again. */
  stall: unit(0),
  /** Names every label. */
  both: unit(0),
  /** Stops in mid-sentence, at the bound of output tokens. */
  truncate: unit(0),
};
type Misbehaviour = keyof typeof misbehaviours;
export type MisbehaviourRates = ValuesOf<typeof misbehaviours>;

const THOUGHT = "I go by what happened in the turns so far, as I always do.";
const REMARK = "I hope that this goes well for both of us.";
const RAMBLING = "There is much to be said for either way, and much against it, and so I could go on.";
const UNFINISHED = "Before I come to an answer, it is worth looking at how we";

const wireReply = z.object({
  model: z.string(),
  stop: z.enum(["end", "length", "refusal"]),
  text: z.string().nullable(),
  tool: z.string().nullable(),
  usage: z.object({ input: z.number(), output: z.number() }),
});
type Answer = Pick<z.infer<typeof wireReply>, "stop" | "text" | "tool">;

/**
 * A provider whose models are strategies: they answer as the strategy would, in the form asked for, and misbehave at
 * given rates. Everything but the model is as with any other: prompt, request, reply, reading, log. What it does follows
 * from the place of the call and the number of the try alone.
 */
export function scriptedProvider(
  strategy: Strategy,
  rates: MisbehaviourRates,
  chainOfThought: boolean,
): Provider {
  /** How often a question has stalled; a question that is tried again comes with the same situation. */
  const stalls = new WeakMap<Situation, number>();
  return {
    name: "scripted",
    model: strategy.id,
    baseUrl: "scripted:",
    limiterKey: "scripted",
    requireReady: () => undefined,
    body: ({ model, messages, form, temperature, reasoningEffort, maxOutputTokens, seed, logprobs }) => ({
      model,
      messages: messages.map(({ role, content }) => ({ role, content })),
      form: { ...form },
      max_output_tokens: maxOutputTokens,
      ...(temperature === null ? {} : { temperature }),
      ...(reasoningEffort === null ? {} : { reasoning_effort: reasoningEffort }),
      ...(seed === null ? {} : { seed }),
      ...(logprobs ? { logprobs } : {}),
    }),
    send: async (body, { signal, situation }) => {
      // Once round the event loop, as with a network: thousands of matches must not keep a screen or a signal waiting.
      await setImmediate(undefined, { signal });
      const stalled = stalls.get(situation) ?? 0;
      const misbehaviour = misbehaviourAt(situation, stalled, rates);
      if (misbehaviour === "stall") {
        stalls.set(situation, stalled + 1);
        throw new ProviderError("timeout", "the scripted model stalled");
      }
      const answer = answerOf(strategy, situation, misbehaviour, chainOfThought);
      const usage = {
        input: scriptedTokens(JSON.stringify(body["messages"])),
        output: scriptedTokens((answer.text ?? "") + (answer.tool ?? "")),
      };
      return { body: { model: strategy.id, ...answer, usage }, limits: null };
    },
    read: (body): ModelReply => {
      const { success, data, error } = wireReply.safeParse(body);
      if (!success) throw new ProviderError("server", "no reply of a scripted model", { cause: error });
      const { model, stop, text, tool, usage } = data;
      return {
        model,
        text,
        toolArguments: tool,
        reasoning: null,
        stop,
        tokens: { ...usage, cached: 0, reasoning: 0 },
        cacheWriteTokens: 0,
        logprobs: null,
      };
    },
  };
}

/** Tokens of a text, as a scripted model counts them: of the size that real tokenizers have for English. */
const scriptedTokens = (text: string): number => Math.ceil(text.length / 4);

/** Which misbehaviour befalls a reply, if any: the range is cut at the rates. */
function misbehaviourAt(
  { place }: Situation,
  stalled: number,
  rates: MisbehaviourRates,
): Misbehaviour | null {
  const { match, seat, turn, purpose, attempt } = place;
  const { seed, row, column, repetition } = match;
  const question = [seed, row, column, repetition, seat, turn, purpose, attempt, "misbehaviour"];
  const point = stream(...question, ...(stalled > 0 ? [stalled] : [])).next();
  let upTo = 0;
  for (const name of Object.keys(misbehaviours) as Misbehaviour[]) {
    upTo += rates[name];
    if (point < upTo) return name;
  }
  return null;
}

function answerOf(
  strategy: Strategy,
  situation: Situation,
  misbehaviour: Misbehaviour | null,
  chainOfThought: boolean,
): Answer {
  const said = (text: string, stop: Answer["stop"] = "end"): Answer => ({ stop, text, tool: null });
  if (misbehaviour === "refuse") return said("I would rather not take part in this.", "refusal");
  if (misbehaviour === "truncate") return said(UNFINISHED, "length");
  if (situation.mode === "free") return said(REMARK);
  if (misbehaviour === "ramble") return said(RAMBLING);
  if (misbehaviour === "both") return said(situation.labels.join(", "));
  const { labels, form, mode } = situation;
  const action = moveOf(strategy, situation);
  if (mode === "line") return said(chainOfThought ? `${THOUGHT}\n${labels[action]!}` : labels[action]!);
  const answer: JsonObject =
    mode === "percentages"
      ? Object.fromEntries(labels.map((label, other) => [label, other === action ? 100 : 0]))
      : { [ACTION]: labels[action]! };
  if (form.kind === "text") return said(`${chainOfThought ? `${THOUGHT}\n` : ""}${JSON.stringify(answer)}`);
  const json = JSON.stringify(chainOfThought ? { [REASONING]: THOUGHT, ...answer } : answer);
  return form.kind === "tool" ? { stop: "end", text: null, tool: json } : said(json);
}

/** What the strategy does after what it saw, as if it had sat there itself. */
function moveOf(strategy: Strategy, { place, terms, outcomes }: Situation): number {
  const { seed, row, column, repetition } = place.match;
  const random = strategy.stochastic
    ? stream(seed, row, column, repetition, place.seat)
    : noRandom(strategy.id);
  const respond = strategy.begin(terms, random);
  let action = respond(startOf(terms.game.actions.length));
  for (const outcome of outcomes) action = respond(outcome);
  return action;
}
