import { LineCounter, parseDocument } from "yaml";
import * as z from "zod";
import { SpecError } from "../../core/errors.ts";
import { faultIn } from "../../core/faults.ts";
import { isReferenceKey } from "../../core/references.ts";
import { elicitationModes } from "../elicitation/elicitation.ts";
import { confusable } from "../labels.ts";

const label = z
  .string()
  .max(40)
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{M}\p{N} _-]*$/u,
    "must begin with a letter or digit and hold nothing but words",
  );

const words = z
  .array(label)
  .min(2)
  .superRefine((list, context) => {
    const pair = confusable(list);
    if (pair !== null) context.addIssue(`must be told apart: "${pair[0]}" and "${pair[1]}" are not`);
  });

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;
const LABELS = "must be { kind: arbitrary, words: [J, F] } or { kind: literal }";

const schema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be lower-case words joined by hyphens"),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "must be a language tag such as en or zh-Hant"),
  title: z.string().min(1).max(120),
  elicitation: z.array(z.enum(elicitationModes)).min(1),
  labels: z.discriminatedUnion(
    "kind",
    [
      z.strictObject({ kind: z.literal("arbitrary"), words }),
      z.strictObject({ kind: z.literal("literal"), words: words.optional() }),
    ],
    { error: ({ input }) => (isObject(input) ? "must be arbitrary or literal" : LABELS) },
  ),
  talk: z.boolean(),
  source: z
    .string()
    .refine(isReferenceKey, "must be the key of a reference in src/core/references.ts")
    .nullable()
    .default(null),
  variables: z.array(z.string()),
});

/** What a prompt file says about itself. */
export type FrontMatter = z.infer<typeof schema>;

/** A prompt file in two: what it says about itself, and the text that follows. */
export interface SplitFile {
  readonly matter: FrontMatter;
  readonly body: string;
  /** Line of the file that the text begins on, from 1. */
  readonly line: number;
}

/**
 * Reads the front matter of a prompt file, which stands between two lines of three hyphens.
 *
 * @param file what to call the file in messages
 * @throws SpecError where there is none, or it is not as it must be
 */
export function splitFile(text: string, file: string): SplitFile {
  const found = /^---[ \t]*\n(.*?)^---[ \t]*(?:\n|$)/ms.exec(text);
  if (found?.index !== 0) {
    throw new SpecError("a prompt file begins with its front matter between two lines of ---", {
      place: `${file}:1`,
      hint: "prompts/neutral.en.md shows how.",
    });
  }
  const lines = new LineCounter();
  const document = parseDocument(found[1]!, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    logLevel: "error",
  });
  // The fence is line 1.
  const lineAt = (offset: number | undefined): number =>
    offset === undefined ? 1 : lines.linePos(offset).line + 1;
  const [error] = document.errors;
  if (error !== undefined) {
    throw new SpecError(`not valid YAML: ${error.message.split("\n")[0] ?? ""}`, {
      place: `${file}:${lineAt(error.pos[0])}`,
      cause: error,
    });
  }
  const data = document.toJS({ maxAliasCount: 0 }) as unknown;
  const read = schema.safeParse(data);
  if (!read.success) {
    const { path, message, unknownKey } = faultIn(read.error.issues, data, "the front matter");
    const node = document.getIn(path, true) as { readonly range?: readonly number[] | null } | undefined;
    throw new SpecError(message, {
      place: `${file}:${lineAt(node?.range?.[0])}`,
      hint: unknownKey === null ? undefined : `There are ${Object.keys(schema.shape).join(", ")}.`,
    });
  }
  return {
    matter: read.data,
    body: text.slice(found[0].length),
    line: found[0].split("\n").length,
  };
}
