import { ACTION, REASONING } from "../elicitation/form.ts";
import type { Elicitation } from "../elicitation/elicitation.ts";
import type { JsonObject, ModelReply } from "../providers/provider.ts";
import type { ReplyFault } from "./fault.ts";
import { objectOf, partsOf } from "./json.ts";
import { labelIn, labelsNamed, lastLine, lineAnswer } from "./labels.ts";
import { mixtureOf } from "./percentages.ts";

/** What a reply says: an action or a mixed strategy, or why there is none. */
export type Reading =
  | (Said & {
      readonly kind: "answer";
      /** One probability an action. */
      readonly distribution: readonly number[];
      /** Whether it stood on a lower rung than asked, or needed mending. */
      readonly isRepaired: boolean;
    })
  | (Said & { readonly kind: "unreadable"; readonly fault: ReplyFault })
  | (Said & { readonly kind: "refused" | "truncated" });

interface Said {
  /** The part of the reply that was read; null where there was nothing. */
  readonly answer: string | null;
  /** The model's reasoning: apart from its answer, or in it. */
  readonly reasoning: string | null;
}

/** What one rung of the ladder makes of a reply. */
type Rung =
  | {
      readonly distribution: readonly number[];
      readonly isExact: boolean;
      readonly reasoning?: string | null;
    }
  | { readonly fault: ReplyFault };

/**
 * Reads a reply. Refusal and truncation come first: neither has an answer, whatever it looks like. Then the ladder:
 * JSON, the arguments of a tool call, the last line, beginning with what was asked for; what is found elsewhere is
 * marked as repaired. What contradicts itself is not searched further, and where two rungs give two answers, neither
 * is taken.
 *
 * @param labels by action
 */
export function readReply(reply: ModelReply, asked: Elicitation, labels: readonly string[]): Reading {
  const { mode } = asked;
  const text = blankToNull(reply.text);
  const tool = blankToNull(reply.toolArguments);
  const answer = mode === "tool" ? (tool ?? text) : (text ?? tool);
  const said: Said = { answer, reasoning: reply.reasoning };
  if (reply.stop === "refusal") return { kind: "refused", ...said };
  if (reply.stop === "length") return { kind: "truncated", ...said };
  if (answer === null) return { kind: "unreadable", fault: "empty", ...said };

  let first: ReplyFault | null = null;
  const rungs = rungsOf(asked, text, tool);
  for (const [place, rung] of rungs.entries()) {
    const result = rung(labels);
    if ("distribution" in result) {
      const { distribution, isExact } = result;
      const others = rungs.slice(place + 1).map((lower) => lower(labels));
      if (others.some((other) => "distribution" in other && !isSame(other.distribution, distribution))) {
        return { kind: "unreadable", fault: "both-labels", ...said };
      }
      const reasoning = said.reasoning ?? result.reasoning ?? null;
      return { kind: "answer", distribution, isRepaired: place > 0 || !isExact, answer, reasoning };
    }
    if (result.fault === "both-labels") return { kind: "unreadable", fault: result.fault, ...said };
    first ??= result.fault;
  }
  return { kind: "unreadable", fault: first!, ...said };
}

const isSame = (one: readonly number[], other: readonly number[]): boolean => String(one) === String(other);

const blankToNull = (text: string | null): string | null =>
  text === null || text.trim() === "" ? null : text;

type ReadRung = (labels: readonly string[]) => Rung;

/** The rungs to try, the one that was asked for first. Percentages have none below JSON: a label is no mixed strategy. */
function rungsOf(asked: Elicitation, text: string | null, tool: string | null): ReadRung[] {
  const byTool: ReadRung = (labels) => readTool(tool, labels);
  const byJson: ReadRung = (labels) => readJson(text, labels);
  const byLine: ReadRung = (labels) => readLine(text, labels);
  const rungs = {
    schema: [byJson, byTool, byLine],
    tool: [byTool, byJson, byLine],
    line: [byLine, byJson, byTool],
    percentages: [(labels: readonly string[]) => readPercentages(text ?? tool, labels, asked)],
  };
  return rungs[asked.mode];
}

function readTool(tool: string | null, labels: readonly string[]): Rung {
  if (tool === null) return { fault: "no-tool-call" };
  const object = objectOf(tool);
  return object === null ? { fault: "not-json" } : readObject(object, tool, labels);
}

function readJson(text: string | null, labels: readonly string[]): Rung {
  return readObjects(text, "wrong-schema", (object, source) => readObject(object, source, labels));
}

/** Without a schema, a chain of thought comes before the JSON, as it was asked for. */
function readPercentages(
  text: string | null,
  labels: readonly string[],
  { hasSchema, chainOfThought }: Elicitation,
): Rung {
  const rung = readObjects(
    text,
    "bad-percentages",
    (object) => {
      const mixture = mixtureOf(object, labels);
      return mixture === null ? { fault: "bad-percentages" } : { ...mixture, reasoning: reasoningOf(object) };
    },
    !hasSchema && chainOfThought,
  );
  if ("fault" in rung) return rung;
  return {
    ...rung,
    reasoning: rung.reasoning ?? blankToNull(text!.slice(0, text!.indexOf("{")))?.trim() ?? null,
  };
}

/**
 * A text that is an object; or else the answer on which all objects in it agree that are answers.
 *
 * @param hasWords whether words around an object were asked for
 */
function readObjects(
  text: string | null,
  otherwise: ReplyFault,
  read: (object: JsonObject, source: string) => Rung,
  hasWords = false,
): Rung {
  const whole = objectOf(text ?? "");
  if (whole !== null) return read(whole, text!);
  const { objects } = partsOf(text ?? "");
  if (objects.length === 0) return { fault: "not-json" };
  const rungs = objects.map((object) => read(object, ""));
  if (rungs.some((rung) => "fault" in rung && rung.fault === "both-labels")) return { fault: "both-labels" };
  const answers = rungs.filter((rung) => "distribution" in rung);
  const last = answers.at(-1);
  if (last === undefined) return { fault: otherwise };
  const isOne = answers.every(({ distribution }) => isSame(distribution, last.distribution));
  if (!isOne) return { fault: otherwise === "wrong-schema" ? "both-labels" : otherwise };
  return { ...last, isExact: hasWords && last.isExact };
}

const ACTION_FIELDS = new RegExp(`"${ACTION}"\\s*:`, "g");

/** @param source the object's own text, which can hold a field twice: a parser keeps the last */
function readObject(object: JsonObject, source: string, labels: readonly string[]): Rung {
  const value = object[ACTION];
  if (typeof value !== "string") return { fault: "wrong-schema" };
  const action = labelIn(value, labels);
  if (action === null) {
    return { fault: labelsNamed(value, labels).length > 1 ? "both-labels" : "wrong-schema" };
  }
  if ((source.match(ACTION_FIELDS)?.length ?? 0) > 1) return { fault: "wrong-schema" };
  return {
    distribution: only(action, labels),
    isExact: value === labels[action],
    reasoning: reasoningOf(object),
  };
}

/** JSON is no line of text: a field of it may say something else than what was chosen. */
function readLine(text: string | null, labels: readonly string[]): Rung {
  const line = lastLine(partsOf(text ?? "").words);
  if (line === null) return { fault: "no-label" };
  const found = lineAnswer(line, labels);
  if (found === null) return { fault: labelsNamed(line, labels).length > 1 ? "both-labels" : "no-label" };
  const before = text!.slice(0, Math.max(0, text!.lastIndexOf(line))).trim();
  return {
    distribution: only(found.action, labels),
    isExact: !found.hasLead,
    reasoning: before === "" ? null : before,
  };
}

const reasoningOf = (object: JsonObject): string | null => {
  const reasoning = object[REASONING];
  return typeof reasoning === "string" && reasoning !== "" ? reasoning : null;
};

/** All on one action. */
const only = (action: number, labels: readonly string[]): readonly number[] =>
  labels.map((_, other) => (other === action ? 1 : 0));
