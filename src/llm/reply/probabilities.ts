import { ACTION } from "../elicitation/form.ts";
import type { ElicitationMode } from "../elicitation/elicitation.ts";
import type { TokenLogprobs } from "../providers/provider.ts";
import { plain } from "./labels.ts";

/** Probabilities of the labels, one an action, and of everything else. */
export interface LabelProbabilities {
  readonly labels: readonly number[];
  readonly leftover: number;
}

/**
 * How probable each label was where the answer stands: the likeliest tokens there, put together by the label that they
 * begin, whatever their case and the space or quote that sticks to them. What no label begins with, or more than one,
 * is left over, as is what the provider does not list. Null where there is nothing to go by: providers give no
 * log-probabilities of tool calls, and percentages are not one token.
 *
 * @param action what the reply was read as
 * @param labels by action
 */
export function labelProbabilities(
  tokens: readonly TokenLogprobs[] | null,
  mode: ElicitationMode,
  action: number,
  labels: readonly string[],
): LabelProbabilities | null {
  if (tokens === null || mode === "tool" || mode === "percentages") return null;
  const at = answerToken(tokens, mode, labels[action]!);
  if (at === null) return null;
  const sums = labels.map(() => 0);
  for (const { token, logprob } of candidatesAt(at)) {
    const begun = labels.flatMap((label, other) => (begins(token, label) ? [other] : []));
    if (begun.length === 1) sums[begun[0]!]! += Math.exp(logprob);
  }
  const total = sums.reduce((sum, share) => sum + share, 0);
  // Rounding of single log-probabilities can take the sum above 1.
  const scale = Math.max(1, total);
  return { labels: sums.map((share) => share / scale), leftover: 1 - total / scale };
}

/** The likeliest tokens at a place, with the one that was said, each once. */
function candidatesAt({ token, logprob, top }: TokenLogprobs): TokenLogprobs["top"] {
  return top.some((other) => other.token === token) ? top : [{ token, logprob }, ...top];
}

const begins = (token: string, label: string): boolean => {
  const letters = plain(token).replace(/[^\p{L}\p{N}\p{M}]+/gu, "");
  return (
    letters !== "" &&
    plain(label)
      .replace(/[^\p{L}\p{N}\p{M}]+/gu, "")
      .startsWith(letters)
  );
};

const ACTION_VALUE = new RegExp(`"${ACTION}"\\s*:\\s*"`, "g");

/** The token with which the answer's label begins; null where the reply's tokens do not hold it. */
function answerToken(
  tokens: readonly TokenLogprobs[],
  mode: ElicitationMode,
  label: string,
): TokenLogprobs | null {
  const text = tokens.map(({ token }) => token).join("");
  const field = [...text.matchAll(ACTION_VALUE)].at(-1);
  const from =
    mode === "schema" && field !== undefined
      ? field.index + field[0].length
      : text.toLowerCase().lastIndexOf(label.toLowerCase());
  if (from < 0) return null;
  let end = 0;
  return tokens.find(({ token }) => (end += token.length) > from) ?? null;
}
