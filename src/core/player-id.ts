import { SpecError } from "./errors.ts";

/** A parameter value as it stands in an id or a tournament file, before its parameter has read it. */
export type RawValue = string | number | boolean | readonly RawValue[];

/** Parameters as they stand in an id or a tournament file, keyed in kebab-case. */
export type RawParameters = Readonly<Record<string, RawValue>>;

/** A player id taken apart: `gtft(generosity=0.1)` is `{ name: "gtft", parameters: { generosity: 0.1 } }`. */
export interface PlayerId {
  readonly name: string;
  readonly parameters: RawParameters;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Takes a player id apart. Grammar: `name` or `name(key=value, key=value)`; a value is a number, true, false,
 * a `[list, of, values]`, a word, or text in double quotes (JSON escapes). Keys are written in kebab-case.
 *
 * @throws SpecError where the text does not follow the grammar
 */
export function parsePlayerId(text: string): PlayerId {
  const open = text.indexOf("(");
  const name = (open < 0 ? text : text.slice(0, open)).trim();
  if (name === "" || /[\s)=,]/.test(name)) throw malformed(text, "it has no name");
  if (open < 0) return { name, parameters: {} };
  if (!text.trimEnd().endsWith(")")) throw malformed(text, "the closing parenthesis is missing");

  const parameters: Record<string, RawValue> = {};
  const inside = text.trimEnd().slice(open + 1, -1);
  for (const part of splitAtCommas(inside, text)) {
    const equals = part.indexOf("=");
    if (equals < 1) throw malformed(text, `"${part.trim()}" is not key=value`);
    const key = part.slice(0, equals).trim();
    if (Object.hasOwn(parameters, key)) throw malformed(text, `${key} is given twice`);
    Object.defineProperty(parameters, key, {
      value: readValue(part.slice(equals + 1).trim(), text),
      enumerable: true,
    });
  }
  return { name, parameters };
}

/** Writes a player id in its one canonical spelling. */
export function formatPlayerId({ name, parameters }: PlayerId): string {
  const parts = Object.entries(parameters).map(([key, value]) => `${key}=${formatValue(value)}`);
  return parts.length === 0 ? name : `${name}(${parts.join(", ")})`;
}

function formatValue(value: RawValue): string {
  if (typeof value === "object") return `[${value.map(formatValue).join(", ")}]`;
  if (typeof value !== "string") return String(value);
  const readsBackAsItself = value !== "" && value === value.trim() && !/[,()[\]"=\n]/.test(value);
  return readsBackAsItself && typeof readValue(value, value) === "string" ? value : JSON.stringify(value);
}

function readValue(text: string, whole: string): RawValue {
  if (text.startsWith("[")) {
    if (!text.endsWith("]")) throw malformed(whole, "a list is not closed");
    return splitAtCommas(text.slice(1, -1), whole).map((part) => readValue(part.trim(), whole));
  }
  if (text.startsWith('"')) {
    try {
      return JSON.parse(text) as string;
    } catch (cause) {
      throw malformed(whole, `${text} is not a quoted text`, cause);
    }
  }
  if (NUMBER.test(text)) return Number(text);
  if (text === "true" || text === "false") return text === "true";
  return text;
}

/** Splits at the commas that stand outside brackets and quotes; an empty text has no parts. */
function splitAtCommas(text: string, whole: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (quoted && character === "\\")
      i++; // whatever is escaped is text
    else if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (character === "[") depth++;
    if (character === "]") depth--;
    if (character === "," && depth === 0) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  if (quoted) throw malformed(whole, "a quoted text is not closed");
  if (depth !== 0) throw malformed(whole, "a list is not closed");
  if (text.slice(from).trim() !== "" || parts.length > 0) parts.push(text.slice(from));
  return parts;
}

function malformed(text: string, fault: string, cause?: unknown): SpecError {
  return new SpecError(`"${text}" is not a player id: ${fault}`, {
    hint: "Write name or name(key=value, key=value), for example gtft(generosity=0.1).",
    cause,
  });
}
