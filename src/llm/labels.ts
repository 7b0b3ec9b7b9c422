import type { Action } from "../core/action.ts";
import { SpecError } from "../core/errors.ts";
import type { Game } from "../core/game.ts";
import type { Lane } from "../core/player.ts";
import { stream } from "../core/random.ts";
import type { Prompt } from "./prompt/prompt.ts";

/** What the actions are called in one seat of one match, and in which order they are named. */
export interface Labelling {
  /** The label of each action. */
  readonly labels: readonly string[];
  /** All actions, in the order in which they are named. */
  readonly order: readonly Action[];
}

/**
 * What a prompt calls the actions. Arbitrary words mean now one action and now another; literal ones say what they
 * mean, and are the game's own where the prompt gives none.
 */
export type LabelScheme =
  | { readonly kind: "arbitrary"; readonly words: readonly string[] }
  | { readonly kind: "literal"; readonly words?: readonly string[] | undefined };

/**
 * What the actions are called in a seat of a match. Counterbalanced, arbitrary words go round among the k actions, and
 * the order of naming goes round as well: from a place that is drawn for each pairing and seat, the k² combinations
 * follow one another, so that as many repetitions in a row hold each of them once. Of literal words the order alone
 * goes round. Seats that can talk call things alike where their prompts have the same words, and seats that cannot do
 * not: a liking for a letter would look like an agreement.
 *
 * @param option "fixed": word i means action i, and actions are named in the game's order
 * @throws SpecError where the prompt has too few words for the game, or the game's own cannot be told apart
 */
export function labellingOf(
  { labels: scheme, file }: Pick<Prompt, "labels" | "file">,
  { terms, match, seat, talk }: Pick<Lane, "terms" | "match" | "seat" | "talk">,
  option: "counterbalanced" | "fixed",
): Labelling {
  const k = terms.game.actions.length;
  const words = wordsFor(scheme, terms.game, file);
  if (option === "fixed") return { labels: words, order: rotated(k, 0) };
  const key = [match.seed, match.row, match.column, talk === undefined ? seat : "both", "labels"];
  const isArbitrary = scheme.kind === "arbitrary";
  const combination = stream(...key).below(isArbitrary ? k * k : k) + match.repetition;
  const meaning = isArbitrary ? combination % k : 0;
  const naming = isArbitrary ? Math.floor(combination / k) % k : combination % k;
  return { labels: rotated(k, meaning).map((i) => words[i]!), order: rotated(k, naming) };
}

/** A labelling as calls are logged with it: `{"C":"J","D":"F","order":["D","C"]}`. */
export function writeLabelling({ labels, order }: Labelling, { actions }: Game): string {
  const meanings = Object.fromEntries(actions.map(({ symbol }, action) => [symbol, labels[action]!]));
  return JSON.stringify({ ...meanings, order: order.map((action) => actions[action]!.symbol) });
}

/** Two of the labels that a reader could take for one another, or null: equal but for case, or one a word of the other. */
export function confusable(labels: readonly string[]): readonly [string, string] | null {
  const spelt = labels.map(
    (label) => ` ${label.normalize("NFKC").toLowerCase().match(WORDS)?.join(" ") ?? ""} `,
  );
  for (let i = 0; i < labels.length; i++) {
    for (let j = 0; j < labels.length; j++) {
      if (i !== j && spelt[i]!.includes(spelt[j]!)) return [labels[i]!, labels[j]!];
    }
  }
  return null;
}

const WORDS = /[\p{L}\p{M}\p{N}_]+/gu;

function wordsFor(scheme: LabelScheme, game: Game, file: string): readonly string[] {
  const k = game.actions.length;
  const words = scheme.words ?? game.actions.map(({ label }) => label);
  if (words.length < k) {
    throw new SpecError(`${file} has ${words.length} labels, and ${game.id} ${k} actions`, {
      hint: "Another prompt may have more: `coplay list prompts` shows all of them.",
    });
  }
  const pair = confusable(words);
  if (pair === null) return words.slice(0, k);
  throw new SpecError(
    `the actions "${pair[0]}" and "${pair[1]}" of ${game.id} cannot be told apart as labels`,
    {
      hint: "Use a prompt with labels of its own, such as neutral.",
    },
  );
}

/** The numbers below k, beginning at `start` and going round. */
const rotated = (k: number, start: number): number[] => Array.from({ length: k }, (_, i) => (start + i) % k);
