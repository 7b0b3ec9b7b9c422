import { createRequire } from "node:module";
import type * as Liquidjs from "liquidjs";
import { SpecError } from "../../core/errors.ts";
import type { Section } from "./sections.ts";

/*
 * The language of prompts is a part of Liquid (https://shopify.github.io/liquid/): what chooses, repeats and formats.
 * Nothing that reads files, the clock or chance is in it. A line that holds one tag and nothing else leaves no line
 * behind, and of several empty lines one is left, so that templates can be laid out to be read. The engine takes 20 ms
 * to load, which is done when the first prompt is.
 */
const TAGS = "if unless case for break continue assign capture comment raw #".split(" ");
const FILTERS = [
  "abs append capitalize ceil concat default divided_by downcase first floor join last map minus modulo plus",
  "prepend replace reverse round size slice split times upcase where",
].flatMap((names) => names.split(" "));

/*
 * Bounds that no prompt comes near: files may be anybody's, and one that loops without end or makes too much of
 * something should fail rather than hang.
 */
const MOST_READ = 1_000_000;
/** Of characters and list entries that one filling-in makes, and of what comes out. */
const MOST_MADE = 10_000_000;
const LONGEST_MS = 3_000;
const BOUNDS = { parseLimit: MOST_READ, memoryLimit: MOST_MADE, renderLimit: LONGEST_MS } as const;

const TOO_MUCH = `it makes more than ${MOST_MADE} characters or list entries`;

/** What a bound is called by the engine, and what a template does that goes beyond. */
const BEYOND: Readonly<Record<string, string>> = {
  "parse length limit exceeded": `it has more than ${MOST_READ} characters`,
  "memory alloc limit exceeded": TOO_MUCH,
  // Not of the engine, which does not count what is captured, but of the language.
  "Invalid string length": TOO_MUCH,
  "template render limit exceeded": `it takes longer than ${LONGEST_MS / 1000} seconds`,
};

/** A text with places for values. */
export interface Template {
  /** Names of the variables that it uses. */
  readonly variables: readonly string[];
  /**
   * Fills in the values. They are data: what looks like a tag in one is left as it is.
   *
   * @throws SpecError where a variable is not there
   */
  readonly render: (values: object) => string;
}

let engine: Liquidjs.Liquid | undefined;

/** The engine, loaded when it is first needed. Synchronously: a player is made when its id is read. */
function liquid(): Liquidjs.Liquid {
  if (engine !== undefined) return engine;
  const require = createRequire(import.meta.url);
  const { Liquid } = require("liquidjs") as typeof Liquidjs;
  engine = new Liquid({
    ...BOUNDS,
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    templates: {},
  });
  keepOnly(TAGS, engine.tags);
  keepOnly(FILTERS, engine.filters);
  return engine;
}

/**
 * Reads a template.
 *
 * @param file what to call the file in messages
 * @throws SpecError where it is not well-formed, with the line
 */
export function template({ text, line }: Section, file: string): Template {
  const place = (error: unknown): string => `${file}:${line + lineOf(error) - 1}`;
  const parse = (): Liquidjs.Template[] => {
    try {
      return liquid().parse(text.replace(LONE_TAG, "{%$1\n%}"));
    } catch (cause) {
      throw new SpecError(`the template is not well-formed: ${messageOf(cause)}`, {
        place: place(cause),
        cause,
      });
    }
  };
  const parsed = parse();
  return {
    variables: liquid().globalVariablesSync(parsed),
    render: (values) => {
      try {
        const text = liquid().renderSync(parsed, values) as string;
        if (text.length > MOST_MADE) throw new Error(TOO_MUCH);
        return text.replace(EMPTY_LINES, "\n\n").trim();
      } catch (cause) {
        throw new SpecError(`the template cannot be filled in: ${messageOf(cause)}`, {
          place: place(cause),
          cause,
        });
      }
    },
  };
}

/** Texts that are remembered of one template. */
const REMEMBERED = 4096;

/**
 * A template that remembers what it came to for the values of its variables. What does not change from turn to turn, the
 * rules and the turns that are over, is most of a prompt, and filling it in took a quarter of the time of a call.
 */
export function remembering({ variables, render }: Template): Template {
  const texts = new Map<string, string>();
  return {
    variables,
    render: (values) => {
      const key = JSON.stringify(variables.map((name) => (values as Record<string, unknown>)[name]));
      let text = texts.get(key);
      if (text === undefined) {
        if (texts.size === REMEMBERED) texts.clear();
        text = render(values);
        texts.set(key, text);
      }
      return text;
    },
  };
}

/** The line end goes into the tag, which keeps the count of lines. */
const LONE_TAG = /^[ \t]*\{%((?:(?!%\}).)*)%\}[ \t]*\n/gm;
const EMPTY_LINES = /\n(?:[ \t]*\n){2,}/g;

function keepOnly(names: readonly string[], all: Record<string, unknown>): void {
  for (const name of Object.keys(all)) if (!names.includes(name)) Reflect.deleteProperty(all, name);
}

/** The engine's message ends in its own place, counted from the beginning of the part. */
function messageOf(error: unknown): string {
  const message = (error as Error).message.split("\n")[0]!.replace(/, line:\d+, col:\d+$/, "");
  return BEYOND[message] ?? message;
}

function lineOf(error: unknown): number {
  const { token } = error as { readonly token?: { getPosition(): readonly [number, number] } };
  return token?.getPosition()[0] ?? 1;
}
