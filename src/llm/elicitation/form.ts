import type { AnswerForm, JsonObject } from "../providers/provider.ts";
import type { Elicitation } from "./elicitation.ts";

/** Names of the fields of an answer in JSON. */
export const ACTION = "action";
export const REASONING = "reasoning";
/** The tool that is called to answer; the prompts name it too. */
const TOOL = "choose";

/**
 * The form of an answer. Reasoning comes before what it is to be the reason of: models write fields in the order of the
 * schema.
 *
 * @param labels in the order in which they are named
 */
export function answerForm(
  { mode, chainOfThought, hasSchema }: Elicitation,
  labels: readonly string[],
): AnswerForm {
  if (mode === "line" || (mode === "percentages" && !hasSchema)) return { kind: "text" };
  const answer: JsonObject =
    mode === "percentages"
      ? Object.fromEntries(labels.map((label) => [label, { type: "number" }]))
      : { [ACTION]: { type: "string", enum: labels } };
  const properties = chainOfThought ? { [REASONING]: { type: "string" }, ...answer } : answer;
  const schema: JsonObject = {
    type: "object",
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
  if (mode === "tool") return { kind: "tool", name: TOOL, description: "Gives the answer.", schema };
  return { kind: "schema", name: mode === "percentages" ? "percentages" : "answer", schema };
}
