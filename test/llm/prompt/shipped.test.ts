import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { isReferenceKey } from "../../../src/core/references.ts";
import { games } from "../../../src/games/index.ts";
import { labellingOf } from "../../../src/llm/labels.ts";
import { listPrompts, loadPrompt } from "../../../src/llm/prompt/prompt.ts";
import { renderPrompt, renderReask } from "../../../src/llm/prompt/render.ts";
import { replyFaults } from "../../../src/llm/reply/fault.ts";
import { stateOf } from "./state.ts";

const folder = resolve(import.meta.dirname, "../../../prompts");
const entries = listPrompts();

describe.each(entries)("the prompt $id.$language", ({ id, language, hash, source }) => {
  const prompt = loadPrompt(id, language);
  const modes = prompt.elicitation;

  test("stands in the file of that name, as listed", () => {
    expect(existsSync(`${folder}/${id}.${language}.md`)).toBe(true);
    expect(prompt.hash).toBe(hash);
    expect(source === null || isReferenceKey(source)).toBe(true);
  });

  test("names every label when it asks for a move, whatever the mode", () => {
    for (const mode of modes) {
      for (const chainOfThought of [false, true]) {
        const labels = prompt.labels.words ?? ["cooperate", "defect"];
        const state = stateOf({
          labelling: { labels, order: [0, 1] },
          settings: { mode, chainOfThought },
        });
        const text = renderPrompt(prompt, state).at(-1)!.content;
        for (const label of labels.slice(0, 2)) expect(text).toContain(label);
      }
    }
  });

  test("says of every fault something else", () => {
    const texts = replyFaults.map((fault) =>
      renderReask(prompt, stateOf({ settings: { mode: modes[0]! } }), fault, ""),
    );
    expect(new Set(texts).size).toBe(replyFaults.length);
  });

  test("does not depend on what a model is not to know: the seed, the repetition, the ids of the players", () => {
    const text = (match: { seed: number; row: string; column: string; repetition: number }): string =>
      JSON.stringify(renderPrompt(prompt, stateOf({ match, outcomes: [0, 1, 2, 3] })));
    expect(text({ seed: 1, row: "a", column: "b", repetition: 0 })).toBe(
      text({ seed: 77_123, row: "x/y", column: "secret", repetition: 55 }),
    );
  });
});

test("the neutral prompt has labels for every game, in all of its languages", () => {
  const neutral = entries.filter(({ id }) => id === "neutral");
  expect(neutral.length).toBeGreaterThanOrEqual(6);
  for (const { language } of neutral) {
    const prompt = loadPrompt("neutral", language);
    expect(prompt.labels).toEqual(loadPrompt("neutral", "en").labels);
    expect(prompt.elicitation).toEqual(["schema", "tool", "line", "percentages"]);
    for (const entry of games) {
      const { terms, match } = stateOf({ terms: { game: entry.create() } });
      const { labels } = labellingOf(prompt, { terms, match, seat: "row" }, "fixed");
      expect(labels).toHaveLength(terms.game.actions.length);
    }
  }
});

test("the neutral prompt has no word that says what the choices are like", () => {
  const loaded =
    /\b(game|opponent|cooperat|defect|betray|trust|fair|win|lose|prison|dilemma|player|partner|strateg)/i;
  const state = stateOf({
    terms: { noise: 0.1, horizon: { turns: 9 } },
    outcomes: [0, 1],
    settings: { totals: true },
  });
  for (const { content } of renderPrompt(loadPrompt("neutral", "en"), state)) {
    expect(content).not.toMatch(loaded);
  }
});
