import type { Terms } from "../../../src/core/terms.ts";
import { prisonersDilemma } from "../../../src/games/prisoners-dilemma.ts";
import type { PromptSettings, PromptState } from "../../../src/llm/prompt/state.ts";

const settings: PromptSettings = {
  history: "all",
  totals: false,
  persona: "none",
  chainOfThought: false,
  mode: "schema",
};

/** The first turn of a match of which nothing but the payoffs is told, with some things otherwise. */
export function stateOf(
  other: Partial<Omit<PromptState, "terms" | "settings">> & {
    readonly terms?: Partial<Terms>;
    readonly settings?: Partial<PromptSettings>;
  } = {},
): PromptState {
  return {
    match: { seed: 1, row: "scripted/grudger", column: "tit-for-tat", repetition: 0 },
    seat: "row",
    labelling: { labels: ["J", "F"], order: [1, 0] },
    outcomes: [],
    said: [],
    purpose: "act",
    ...other,
    terms: { game: prisonersDilemma.create(), noise: "unknown", horizon: "unknown", ...other.terms },
    settings: { ...settings, ...other.settings },
  };
}
