import { describe, expect, test } from "vitest";
import { dilemma } from "../../../src/core/game.ts";
import type { Terms } from "../../../src/core/terms.ts";
import { labellingOf } from "../../../src/llm/labels.ts";
import { listPrompts, loadPrompt } from "../../../src/llm/prompt/prompt.ts";
import { renderPrompt } from "../../../src/llm/prompt/render.ts";
import type { PromptSettings } from "../../../src/llm/prompt/state.ts";
import { stateOf } from "./state.ts";

/* Every option and every term must show in every prompt: a factor that varies in the log alone is none. */

/** Payoffs that nothing else in a prompt looks like. */
const game = dilemma("odd", { R: 37.25, S: 21.25, T: 53.25, P: 29.25 }, null);

describe.each(listPrompts())("the prompt $id in $language", ({ id, language }) => {
  const prompt = loadPrompt(id, language);

  /** What a seat is sent in turn 5, after CC, CD, DC and DD. */
  function sent(terms: Partial<Terms> = {}, settings: Partial<PromptSettings> = {}): string {
    const told = { game, horizon: { turns: 61 }, noise: 0, ...terms };
    const plain = stateOf({ terms: told });
    const state = stateOf({
      terms: told,
      labelling: labellingOf(prompt, plain, "fixed"),
      outcomes: [0, 1, 2, 3],
      settings: { mode: prompt.elicitation[0]!, ...settings },
    });
    return renderPrompt(prompt, state)
      .map(({ content }) => content)
      .join("\n");
  }

  /** Numbers with a decimal comma are read as well. */
  const numbers = (text: string): readonly string[] =>
    (text.match(/\d+(?:[.,]\d+)?/g) ?? []).map((number) => number.replace(",", "."));

  test("tells the payoffs, or says nothing of them", () => {
    const values = ["37.25", "21.25", "53.25", "29.25"];
    expect(numbers(sent())).toEqual(expect.arrayContaining(values));
    const untold = numbers(sent({ payoffs: "untold" }, { totals: true }));
    for (const value of [...values, "141"]) expect(untold).not.toContain(value);
  });

  test("tells the number of turns, or the chance that another follows or none does, or neither", () => {
    expect(numbers(sent())).toContain("61");
    const chances = numbers(sent({ horizon: { continuation: 0.83 } }));
    expect(chances.some((number) => ["83", "0.83", "17"].includes(number))).toBe(true);
    expect(numbers(sent({ horizon: "unknown" }))).not.toContain("61");
  });

  test("tells noise where it is told and there is some", () => {
    expect(numbers(sent({ noise: 0.065 }))).toContain("6.5");
    expect(sent({ noise: "unknown" })).toBe(sent({ noise: 0 }));
  });

  test("passes on what is said of the co-player", () => {
    const words = "Somebody from Vienna.";
    expect(sent()).not.toContain(words);
    expect(sent({ coPlayer: { as: words } })).toContain(words);
  });

  test("gives each persona other words", () => {
    const personas = ["none", "cooperative", "selfish"] as const;
    expect(new Set(personas.map((persona) => sent({}, { persona }))).size).toBe(3);
  });

  test("asks for reasoning where it is wanted, in each form that it knows", () => {
    for (const mode of prompt.elicitation) {
      expect(sent({}, { mode, chainOfThought: true })).not.toBe(sent({}, { mode, chainOfThought: false }));
    }
    expect(new Set(prompt.elicitation.map((mode) => sent({}, { mode }))).size).toBe(
      prompt.elicitation.length,
    );
  });

  test("shows the latest turns alone where the window is short, and totals where they are wanted", () => {
    expect(sent({}, { history: 2 }).length).toBeLessThan(sent().length);
    expect(sent({}, { history: 2 })).not.toBe(sent({}, { history: 3 }));
    expect(numbers(sent())).not.toContain("141");
    expect(numbers(sent({}, { totals: true }))).toContain("141");
  });
});
