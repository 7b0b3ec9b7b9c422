import { canForceTool, type Capabilities } from "../capabilities.ts";

/** The forms in which a move can be asked for. */
export const elicitationModes = ["schema", "tool", "line", "percentages"] as const;

export type ElicitationMode = (typeof elicitationModes)[number];

/** The form in which an answer is asked for, as it is executed; "free" is text without a form: cheap talk. */
export type AnswerMode = ElicitationMode | "free";

/** How moves are asked for, as it is executed. */
export interface Elicitation {
  readonly mode: ElicitationMode;
  /** Whether the reply is asked to give its reasoning before its answer. */
  readonly chainOfThought: boolean;
  /** Whether percentages are held to a schema; otherwise they are asked for in words. */
  readonly hasSchema: boolean;
}

/** Whether an answer is one label, so that the probabilities of its tokens are those of the actions. */
export const readsLogprobs = (mode: AnswerMode): boolean => mode === "schema" || mode === "line";

/** From the strictest form to what every model can do. */
const LADDER = ["schema", "tool", "line"] as const;

/**
 * How moves are asked for: as wanted, or where the model cannot, on the next lower rung that both the model and the
 * prompt know. Percentages can always be asked for.
 *
 * @param supported the modes that the prompt has words for
 * @returns null where the prompt has no words for what would be done
 */
export function elicitationOf(
  wanted: { readonly elicitation: ElicitationMode; readonly chainOfThought: boolean },
  capabilities: Capabilities,
  reasoningEffort: string | null,
  supported: readonly string[],
): Elicitation | null {
  const { elicitation, chainOfThought } = wanted;
  if (!supported.includes(elicitation)) return null;
  const executed = (mode: ElicitationMode): Elicitation => ({
    mode,
    chainOfThought,
    hasSchema: capabilities.schema && (mode === "schema" || mode === "percentages"),
  });
  if (elicitation === "percentages") return executed(elicitation);
  const isPossible = {
    schema: capabilities.schema,
    tool: canForceTool(capabilities, reasoningEffort),
    line: true,
  };
  const mode = LADDER.slice(LADDER.indexOf(elicitation)).find(
    (rung) => isPossible[rung] && supported.includes(rung),
  );
  return mode === undefined ? null : executed(mode);
}
