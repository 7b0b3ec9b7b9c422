import type { CallPurpose } from "../core/call.ts";
import type { Lane } from "../core/player.ts";
import type { Outcome } from "../core/outcome.ts";
import type { MatchSpec } from "../core/trajectory.ts";
import type { LlmAgent } from "./agent.ts";
import { costOf, type Price } from "./prices.ts";

/** What the calls of one player are expected to come to. */
export interface Estimate {
  readonly player: string;
  readonly matches: number;
  readonly turns: number;
  /** Where every reply can be read at first. */
  readonly calls: number;
  /** With every re-ask that is allowed. */
  readonly mostCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** With every re-ask, and replies as long as they may be. */
  readonly mostInputTokens: number;
  readonly mostOutputTokens: number;
  /** Null where the price is not known. */
  readonly costUsd: number | null;
  readonly mostCostUsd: number | null;
}

/** One seat that the player takes, as it will sit in it. */
export interface SeatTaken {
  readonly lane: Lane;
  readonly match: MatchSpec;
}

/** Tokens of an answer without reasoning that is shown: a label in JSON, or percentages. */
const SHORT_ANSWER = 16;
/** With a chain of thought; models write one to three paragraphs. */
const REASONED_ANSWER = 220;
const REMARK = 40;
/** About as long as people's messages are, and models'. */
const A_REMARK = "I would like us both to do well. If you choose as you did last time, then so will I.";
/** Turns up to this are rendered one by one; beyond, prompts grow by even steps, and every so many are. */
const RENDERED = 12;

/**
 * Estimates what a player's calls will come to, from the prompts that it will be sent: they are rendered with turns as
 * long as real ones. Tokens are counted as {@link tokensIn} says.
 */
export function estimate(agent: LlmAgent, seats: Iterable<SeatTaken>, price: Price | null): Estimate {
  const { reasks, maxOutputTokens, chainOfThought } = agent.settings;
  const attempts = 1 + reasks;
  let upTo: Record<CallPurpose, (turns: number) => number> | undefined;
  const sum = { matches: 0, turns: 0, calls: 0, mostCalls: 0, input: 0, mostInput: 0, output: 0 };
  for (const { lane, match } of seats) {
    upTo ??= { act: inputTokensOf(agent, lane, "act"), say: inputTokensOf(agent, lane, "say") };
    const messages = match.talk?.messages ?? 0;
    const remarks = messages * match.turns;
    const moving = upTo.act(match.turns);
    const talking = messages === 0 ? 0 : messages * upTo.say(match.turns);
    sum.matches++;
    sum.turns += match.turns;
    sum.calls += match.turns + remarks;
    sum.mostCalls += attempts * match.turns + remarks;
    sum.input += moving + talking;
    // A re-ask sends the prompt again, with the reply that could not be read.
    sum.mostInput += attempts * moving + talking + reasks * match.turns * maxOutputTokens;
    sum.output += match.turns * (chainOfThought ? REASONED_ANSWER : SHORT_ANSWER) + remarks * REMARK;
  }
  const mostOutput = sum.mostCalls * maxOutputTokens;
  const cost = (input: number, output: number): number | null =>
    price === null ? null : costOf(price, { input, cached: 0, output, reasoning: null }, 0);
  return {
    player: agent.id,
    matches: sum.matches,
    turns: sum.turns,
    calls: sum.calls,
    mostCalls: sum.mostCalls,
    inputTokens: Math.round(sum.input),
    outputTokens: sum.output,
    mostInputTokens: Math.round(sum.mostInput),
    mostOutputTokens: mostOutput,
    costUsd: cost(sum.input, sum.output),
    mostCostUsd: cost(sum.mostInput, mostOutput),
  };
}

/** Input tokens of all turns of a match up to a length: rendered at some turns, in between by straight lines. */
function inputTokensOf(agent: LlmAgent, lane: Lane, purpose: CallPurpose): (turns: number) => number {
  const said = Array.from({ length: lane.talk?.messages ?? 0 }, () => ({ own: A_REMARK, other: A_REMARK }));
  const known = new Map<number, number>();
  const at = (turn: number): number => {
    let tokens = known.get(turn);
    if (tokens === undefined) {
      const outcomes = Array.from(
        { length: turn },
        (_, i): Outcome => i % lane.terms.game.actions.length ** 2,
      );
      tokens = agent
        .preview(
          lane,
          outcomes,
          outcomes.map(() => said),
          purpose,
        )
        .messages.reduce((sum, { content }) => sum + tokensIn(content), 0);
      known.set(turn, tokens);
    }
    return tokens;
  };
  const sums: number[] = [0];
  const step = (turn: number): number => Math.max(1, Math.floor(turn / RENDERED));
  return (turns) => {
    for (let turn = sums.length - 1; turn < turns; turn++) {
      const width = step(turn);
      const from = turn - (turn % width);
      const share = (turn - from) / width;
      const tokens = share === 0 ? at(from) : at(from) * (1 - share) + at(from + width) * share;
      sums.push(sums.at(-1)! + tokens);
    }
    return sums[turns]!;
  };
}

/**
 * Tokens of a text, roughly: a quarter of its ASCII characters, and 0.7 for each other one. Within a fifth of what
 * common tokenizers count for prose in the languages of the prompts; what was really used comes from the provider.
 */
function tokensIn(text: string): number {
  let ascii = 0;
  let other = 0;
  for (const character of text) {
    if (character.charCodeAt(0) < 128) ascii++;
    else other++;
  }
  return Math.ceil(ascii / 4 + other * 0.7);
}
