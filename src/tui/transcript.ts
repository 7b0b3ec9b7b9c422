import type { CallRecord, ParseStatus } from "../core/call.ts";
import { SEATS } from "../core/seat.ts";
import type { MatchRecord, MatchSpec } from "../core/trajectory.ts";
import { describeLabels, describeShares, describeTokens, newMessages } from "../report/call.ts";
import { count, duration, usd } from "../report/number.ts";
import { printable } from "../report/printable.ts";
import { messagesOf, type PromptMessage } from "../report/request.ts";
import { wrapped } from "../report/wrap.ts";
import { alarming, faint, strong, warning } from "./palette.ts";
import { turnsOf } from "./replay.ts";
import { fittedSpans, span, spread, type Span, type Style } from "./spans.ts";

type SpanLine = readonly Span[];

/** Columns of the labels before the texts. */
const LABEL = 11;

/**
 * What was said and asked in a turn, as lines: cheap talk, then each seat's calls with their replies, reasoning and
 * prompts; and why the match was aborted, in the turn that it broke off in. Empty where there is nothing to read.
 */
export function transcript(record: MatchRecord, turn: number, width: number): readonly SpanLine[] {
  const { match, reason, calls = [], messages = [] } = record;
  const sections: (readonly SpanLine[])[] = [];
  const said = messages.filter((message) => message.turn === turn);
  if (said.length > 0) {
    const lines = said.flatMap(({ seat, text }) => labelled(seat, text === "" ? "(silence)" : text, width));
    sections.push([[span("Cheap talk before the turn", strong)], ...lines]);
  }
  for (const seat of SEATS) {
    const own = calls.filter((call) => call.turn === turn && call.seat === seat);
    own.forEach((call, i) => {
      const before = own.slice(0, i).findLast(({ purpose }) => purpose === call.purpose);
      sections.push(linesOf(call, before, match, width));
    });
  }
  if (reason !== undefined && turn === Math.max(0, turnsOf(record) - 1)) {
    sections.unshift(labelled("aborted", `${reason.code}: ${reason.detail}`, width, alarming));
  }
  return sections.flatMap((lines, i) => (i === 0 ? lines : [[], ...lines]));
}

const statusStyles: Readonly<Record<ParseStatus, Style>> = {
  ok: faint,
  repaired: warning,
  reasked: warning,
  fallback: alarming,
  refused: alarming,
  truncated: alarming,
  unreadable: alarming,
  failed: alarming,
};

/** One call: what came of it first, what was asked last, since that is long and much the same every turn. */
function linesOf(
  call: CallRecord,
  before: CallRecord | undefined,
  match: MatchSpec,
  width: number,
): readonly SpanLine[] {
  const { seat, purpose, attempt, parseStatus, answer, reply, reasoning } = call;
  const what = purpose === "act" ? (attempt === 0 ? "move" : `re-ask ${attempt}`) : `message ${attempt + 1}`;
  const status = [span(`${what} · `, faint), span(parseStatus, statusStyles[parseStatus])];
  return [
    spread([span(printable(match[seat]), strong), span(` · ${seat}`, faint)], status, width),
    ...labelled("fault", call.fault, width, alarming),
    ...labelled("error", call.error, width, alarming),
    ...labelled("reply", answer ?? reply, width),
    ...labelled("strategy", describeShares(call.distribution), width),
    ...labelled("logprobs", describeShares(call.labelProbabilities), width),
    ...labelled("reasoning", reasoning, width),
    ...labelled("", factsOf(call).join(" · "), width, faint),
    ...labelled("labels", describeLabels(call, match.game), width),
    ...promptOf(call, before).flatMap(({ role, text }) => labelled(role, text, width)),
  ];
}

function factsOf(call: CallRecord): readonly string[] {
  const { elicitation, prompt, modelAsked, modelAnswered, costUsd, latencyMs, retries } = call;
  const tokens = describeTokens(call.tokens);
  const cost = costUsd === null ? "at an unknown price" : usd(costUsd);
  return [
    elicitation,
    prompt,
    ...(modelAnswered === null || modelAnswered === modelAsked ? [] : [`answered by ${modelAnswered}`]),
    ...(tokens === null ? [] : [`tokens ${tokens}`]),
    call.isCached ? "from the cache" : cost,
    ...(latencyMs === null ? [] : [duration(latencyMs)]),
    ...(retries === 0 ? [] : [`${count(retries)} ${retries === 1 ? "retry" : "retries"}`]),
  ];
}

/** The messages of a call; of those that the one before it had too, only how many. */
function promptOf(call: CallRecord, before: CallRecord | undefined): readonly PromptMessage[] {
  const fresh = newMessages(call.request, before?.request);
  const same = messagesOf(call.request).length - fresh.length;
  if (same === 0) return fresh;
  return [{ role: "", text: `${count(same)} ${same === 1 ? "message" : "messages"} as before` }, ...fresh];
}

/** A text beside its label, folded; nothing where there is none. */
function labelled(label: string, text: string | null, width: number, style?: Style): readonly SpanLine[] {
  if (text === null || text === "") return [];
  return wrapped(text, width - LABEL).map((line, i) => [
    ...fittedSpans([span(i === 0 ? printable(label) : "", faint)], LABEL - 1),
    span(" "),
    span(line, style),
  ]);
}
