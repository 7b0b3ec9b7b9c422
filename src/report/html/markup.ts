import { escaped, visible } from "../escaped.ts";
import { printable } from "../printable.ts";

/** Text that is HTML already, and is not escaped again. */
export interface Markup {
  readonly markup: string;
}

type Part = string | number | Markup | null | readonly Part[];

/** Marks as HTML what coplay's own code has drawn, such as a chart. */
export const trusted = (markup: string): Markup => ({ markup });

/**
 * A template of HTML. What is put in is data: text is made printable and escaped, lists are joined, null is nothing. So
 * no player id, reply or reason can become a tag, whoever writes a template.
 */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  markup: unindented(strings).reduce((whole, string, i) => whole + written(parts[i - 1] ?? null) + string),
});

const known = new WeakMap<TemplateStringsArray, readonly string[]>();

/** Templates are indented for who reads them here; a page of a thousand rows is half as large without. */
function unindented(strings: TemplateStringsArray): readonly string[] {
  let short = known.get(strings);
  if (short === undefined)
    known.set(strings, (short = strings.map((text) => text.replace(/\s*\n\s*/g, "\n"))));
  return short;
}

function written(part: Part): string {
  if (part === null) return "";
  if (typeof part === "string") return escaped(printable(part));
  if (typeof part === "number") return String(part);
  return isList(part) ? part.map(written).join("") : part.markup;
}

const isList = (part: Markup | readonly Part[]): part is readonly Part[] => Array.isArray(part);

/** Outside text of several lines, for a `pre`. */
export const preformatted = (text: string): Markup => trusted(escaped(visible(text)));
