import type { CallRecord } from "../core/call.ts";
import type { Game } from "../core/game.ts";
import { labelsIn } from "./decisions.ts";
import { jsonOf } from "./json.ts";
import { count, duration, percent, usd } from "./number.ts";
import { messagesOf, type PromptMessage } from "./request.ts";

/** A part of a document, not yet made printable. */
export interface Paragraph {
  /** One line; of a quotation any number, set off from what is said about it: nothing in it can pose as that. */
  readonly text: string;
  readonly style?: "bold" | "dim" | "quotation";
}

/** How much of a call is told. */
export interface CallDetail {
  /** The call before it in the same turn: what it was sent already is not told again. */
  readonly before?: CallRecord | undefined;
  /** The bodies as they went over the wire, instead of the prompt and the answer in them. */
  readonly raw: boolean;
}

/** Everything that is known of a call, part by part. */
export function describeCall(
  call: CallRecord,
  game: Game,
  { before, raw }: CallDetail,
): readonly Paragraph[] {
  const { purpose, attempt, parseStatus, request, reply, answer, reasoning } = call;
  const what = purpose === "say" ? `message ${attempt + 1}` : `move, attempt ${attempt + 1}`;
  const told = raw
    ? [...titled("request", pretty(request)), ...titled("reply", pretty(reply))]
    : [
        ...newMessages(request, before?.request).flatMap(({ role, text }) => titled(role, text)),
        ...titled("reply", answer ?? pretty(reply)),
        ...titled("reasoning", reasoning),
      ];
  return [
    { text: `${what}: ${parseStatus}`, style: "bold" },
    ...factsOf(call, game).map(([name, value]) => ({ text: `${name.padEnd(13)} ${value}` })),
    ...told,
  ];
}

type Fact = readonly [name: string, value: string];

/** What is known of a call besides its texts, as names and values. */
export function factsOf(call: CallRecord, game: Game): readonly Fact[] {
  const { provider, modelAsked, modelAnswered, elicitation, prompt, promptHash, tokens } = call;
  const { fault, error, latencyMs, retries, isCached, costUsd } = call;
  const answered =
    modelAnswered === null || modelAnswered === modelAsked ? "" : `, answered by ${modelAnswered}`;
  const parts = (of: readonly (string | null)[]): string => of.filter((part) => part !== null).join(", ");
  const price = costUsd === null ? "at an unknown price" : usd(costUsd);
  const facts: readonly (readonly [name: string, value: string | null])[] = [
    ["model", `${provider} ${modelAsked}${answered}`],
    ["prompt", prompt === "" ? null : `${prompt}, SHA-256 ${promptHash}`],
    ["elicitation", elicitation === "" ? null : elicitation],
    ["labels", describeLabels(call, game)],
    ["tokens", describeTokens(tokens)],
    ["cost", parts([price, isCached ? "from the cache" : null])],
    ["time", latencyMs === null ? null : duration(latencyMs)],
    ["retries", retries === 0 ? null : count(retries)],
    ["fault", fault],
    ["error", error],
    ["distribution", describeShares(call.distribution)],
    ["logprobs", describeShares(call.labelProbabilities)],
  ];
  return facts.filter((fact): fact is Fact => fact[1] !== null);
}

/** What each label meant, and in which order they were named: `F means C, J means D; named J, F`. */
export function describeLabels({ labels: logged }: CallRecord, game: Game): string | null {
  const found = labelsIn(logged, game);
  if (found === null) return null;
  const meanings = [...found.labels].map(([symbol, label]) => `${label} means ${symbol}`).join(", ");
  const named = found.order.map((symbol) => found.labels.get(symbol) ?? symbol).join(", ");
  return named === "" ? meanings : `${meanings}; named ${named}`;
}

/** Tokens of both directions: `812 in (600 cached), 12 out`; null where nobody counted. */
export function describeTokens({ input, cached, output, reasoning }: CallRecord["tokens"]): string | null {
  if (input === null && output === null) return null;
  const known = (value: number | null): string => (value === null ? "?" : count(value));
  const part = (value: number | null, name: string): string =>
    value === null || value === 0 ? "" : ` (${count(value)} ${name})`;
  return `${known(input)} in${part(cached, "cached")}, ${known(output)} out${part(reasoning, "reasoning")}`;
}

/** Shares by action symbol: `C 93.0 %, D 6.0 %, leftover 1.0 %`. */
export function describeShares(text: string | null): string | null {
  if (text === null) return null;
  const shares = jsonOf(text);
  if (shares === null || typeof shares !== "object") return text;
  return Object.entries(shares)
    .map(([name, share]) => `${name} ${typeof share === "number" ? percent(share) : JSON.stringify(share)}`)
    .join(", ");
}

/** The messages of a request without those that begin the one before it. */
export function newMessages(request: string, before: string | undefined): readonly PromptMessage[] {
  const messages = messagesOf(request);
  const known = before === undefined ? [] : messagesOf(before);
  const isKnown = known.every(({ role, text }, i) => messages[i]?.role === role && messages[i].text === text);
  return isKnown ? messages.slice(known.length) : messages;
}

const titled = (title: string, text: string | null): readonly Paragraph[] =>
  text === null || text === ""
    ? []
    : [
        { text: title, style: "dim" },
        { text, style: "quotation" },
      ];

/** A body as JSON over several lines; as it is where it is no JSON. */
function pretty(body: string | null): string | null {
  const value = jsonOf(body);
  return value === null ? body : JSON.stringify(value, null, 2);
}
