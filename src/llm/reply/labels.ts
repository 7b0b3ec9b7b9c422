/* Labels are found as whole words in whole lines, never as substrings: harnesses that took the first label that
 * occurred anywhere in a reply have read "I will not choose A" as A. What is accepted of a line is a label by itself,
 * in whatever marks, or after a colon and the like. */

/** Text in one spelling: full-width letters as common ones, in lower case, with single spaces. */
export const plain = (text: string): string =>
  text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

/** What is left of a text without the marks around it: quotes, brackets, asterisks, full stops. */
const bare = (text: string): string => text.replace(/^[^\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+$/gu, "");

const BOXED = /^\$*\\boxed\{(?:\\text\{)?([^{}]*)\}{1,2}\$*\.?$/;

/**
 * The index of the label that a text is; null where it is none, or more than a label.
 *
 * @param labels distinct whatever their case
 */
export function labelIn(text: string, labels: readonly string[]): number | null {
  const inside = BOXED.exec(text.trim())?.[1] ?? text;
  const index = labels.findIndex((label) => bare(plain(label)) === bare(plain(inside)));
  return index < 0 ? null : index;
}

/** Indices of the labels that occur in a text as whole words. */
export function labelsNamed(text: string, labels: readonly string[]): number[] {
  const line = plain(text);
  return labels.flatMap((label, index) => (hasWord(line, bare(plain(label))) ? [index] : []));
}

/**
 * Whether a word stands in a text by itself. Letters of another script do not make a longer word of it, as in 我选J;
 * what is elided does: the J of "j'ai" is not the label J.
 */
function hasWord(text: string, word: string): boolean {
  if (word === "") return false;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    const before = text.slice(Math.max(0, at - NEAR), at);
    const after = text.slice(end, end + NEAR);
    if (!LATIN_END.test(before) && !LATIN_START.test(after)) return true;
  }
  return false;
}

/** A mark of elision and a letter, which may be two units long. */
const NEAR = 3;
const LATIN_END = /[\p{Script=Latin}\p{N}\p{M}_](?:['’])?$/u;
const LATIN_START = /^(?:['’])?[\p{Script=Latin}\p{N}\p{M}_]/u;

/** The last line of a text that holds a letter or a digit; null where none does. */
export function lastLine(text: string): string | null {
  const lines = text.split(/[\n\r\u2028\u2029]+/);
  return lines.findLast((line) => /[\p{L}\p{N}]/u.test(line)) ?? null;
}

/** What ends a lead, as in "Answer: J". */
const SEPARATOR = /(?::|=|→|=>|->|—|–)\s*/u;

/** Words that turn what follows into its opposite, in the languages of the prompts and their neighbours. */
const NEGATIONS = [
  "not|never|no|none|neither|nor|cannot|without|except|\\p{L}+n['’]t",
  "ne|n['’]\\p{L}+|pas|non|ni|jamais|aucune?|sans|sauf",
  "nunca|jamás|nicht|nie|niemals|keine?n?|não|nem",
  "không|chẳng|chả|đừng|chưa",
  "[وف]?(?:لا|لن|لم|ليس|ليست|لست|غير|دون|بدون)",
].join("|");
const NEGATION = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:${NEGATIONS})(?![\\p{L}\\p{M}])|[不没沒勿]|ない|なかった|ません|ずに`,
  "iu",
);

/** What a line gives as the answer. */
export interface LineAnswer {
  readonly action: number;
  /** Whether words come before the label, as in "Answer: J". */
  readonly hasLead: boolean;
}

/**
 * The label that a line gives: by itself, or after a lead that ends in a colon or the like, in whatever language, where
 * no other label occurs and nothing in the lead says no.
 */
export function lineAnswer(line: string, labels: readonly string[]): LineAnswer | null {
  const alone = labelIn(line, labels);
  if (alone !== null) return { action: alone, hasLead: false };
  if (labelsNamed(line, labels).length !== 1) return null;
  const parts = line.normalize("NFKC").split(SEPARATOR);
  const action = labelIn(parts.at(-1)!, labels);
  return action === null || NEGATION.test(parts.slice(0, -1).join(" ")) ? null : { action, hasLead: true };
}
