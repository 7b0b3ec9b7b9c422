import type { ChatMessage } from "../providers/provider.ts";
import type { ReplyFault } from "../reply/fault.ts";
import type { Prompt } from "./prompt.ts";
import { quoted } from "./quote.ts";
import type { PromptState } from "./state.ts";
import { variablesOf } from "./values.ts";
import type { ReaskVariables, Variables } from "./variables.ts";

/** Longest part of an unreadable answer that is quoted back. */
const QUOTE_LENGTH = 300;

/**
 * What a model is sent: `# system`, if the prompt has it, and one user message of `# user` and, after an empty line,
 * `# act` or `# say`. Nothing of a conversation is kept: what a model knows is in these.
 *
 * @throws SpecError where a variable of the text has no value
 */
export function renderPrompt(prompt: Prompt, state: PromptState): readonly ChatMessage[] {
  const { sections } = prompt;
  const values = valuesFor(prompt, state);
  const system = sections.system?.render(values) ?? "";
  const question = sections[state.purpose]?.render(values) ?? "";
  const shown = sections.user?.render(values) ?? "";
  const user = [shown, question].filter((text) => text !== "").join("\n\n");
  return [
    ...(system === "" ? [] : [{ role: "system", content: system } as const]),
    { role: "user", content: user },
  ];
}

/**
 * What a model is sent after an answer that could not be read: the user message that says what was wrong with it.
 *
 * @param answer what the model said, however long
 */
export function renderReask(prompt: Prompt, state: PromptState, fault: ReplyFault, answer: string): string {
  const reask: ReaskVariables = { fault, answer: quoted(answer, QUOTE_LENGTH) };
  const values = valuesFor(prompt, state);
  return prompt.sections.reask?.render({ ...values, ...reask }) ?? "";
}

function valuesFor({ sections }: Prompt, state: PromptState): Variables & { readonly form?: string } {
  const values = variablesOf(state, (line) => sections.line?.render({ line }) ?? "");
  return sections.form === undefined ? values : { ...values, form: sections.form.render(values) };
}
