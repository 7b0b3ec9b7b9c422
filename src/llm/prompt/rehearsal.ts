import { dilemma } from "../../core/game.ts";
import { CC, CD, DC } from "../../core/outcome.ts";
import type { Horizon } from "../../core/terms.ts";
import { SpecError } from "../../core/errors.ts";
import { replyFaults, type ReplyFault } from "../reply/fault.ts";
import type { Prompt } from "./prompt.ts";
import { renderPrompt, renderReask } from "./render.ts";
import type { PromptSettings, PromptState } from "./state.ts";

const GAME = dilemma("rehearsal", { R: 3, S: 0, T: 5, P: 1 }, null);
const HORIZONS: readonly Horizon[] = [{ turns: 20 }, { continuation: 0.9 }, "unknown"];
const PERSONAS: readonly PromptSettings["persona"][] = ["none", "cooperative", "selfish"];
const WORDS = { own: "one", other: "another" };

/**
 * Fills in a prompt as it would be at various points of a match, so that a slip in its text is found before anything
 * is paid for: with every form of answer, and everything that can be told or wanted, told or wanted and not.
 *
 * @throws SpecError where it cannot be filled in, or says nothing
 */
export function rehearse(prompt: Prompt): void {
  let round = 0;
  for (const mode of prompt.elicitation) {
    for (const persona of PERSONAS) {
      for (const chainOfThought of [false, true]) {
        for (const isRich of [false, true]) {
          const history = isRich ? 2 : "all";
          const settings = { history, totals: isRich, persona, chainOfThought, mode } as const;
          const state = stateOf(prompt, settings, isRich, HORIZONS[round % HORIZONS.length]!);
          tryOut(prompt, state, replyFaults[round % replyFaults.length]!);
          round++;
        }
      }
    }
  }
}

function tryOut(prompt: Prompt, state: PromptState, fault: ReplyFault): void {
  const asked = [state];
  if (prompt.talk && state.talk !== undefined) {
    asked.push({ ...state, purpose: "say", settings: { ...state.settings, mode: "free" } });
  }
  const messages = asked.flatMap((each) => renderPrompt(prompt, each)).map(({ content }) => content);
  if ([...messages, renderReask(prompt, state, fault, "something")].includes("")) {
    throw new SpecError("a message of the prompt is empty", { place: prompt.file });
  }
}

function stateOf(prompt: Prompt, settings: PromptSettings, isRich: boolean, horizon: Horizon): PromptState {
  const terms = { game: GAME, horizon };
  return {
    terms: isRich
      ? { ...terms, noise: 0.05, coPlayer: { as: "somebody" } }
      : { ...terms, noise: "unknown", payoffs: "untold" },
    match: { seed: 0, row: "one", column: "another", repetition: 0 },
    seat: "row",
    ...(prompt.talk && isRich ? { talk: { messages: 2, maxLength: 80, line: "" } } : {}),
    labelling: { labels: prompt.labels.words ?? GAME.actions.map(({ label }) => label), order: [1, 0] },
    outcomes: isRich ? [CC, CD, DC] : [],
    said: isRich ? [[WORDS], [WORDS], [WORDS], [WORDS]] : [],
    purpose: "act",
    settings,
  };
}
