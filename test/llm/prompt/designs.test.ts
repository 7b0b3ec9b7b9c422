import { describe, expect, test } from "vitest";
import { dilemma, matrixGame, type Game } from "../../../src/core/game.ts";
import { labellingOf } from "../../../src/llm/labels.ts";
import { listPrompts, loadPrompt, type Prompt } from "../../../src/llm/prompt/prompt.ts";
import { renderPrompt, renderReask } from "../../../src/llm/prompt/render.ts";
import { replyFaults } from "../../../src/llm/reply/fault.ts";
import type { PromptSettings } from "../../../src/llm/prompt/state.ts";
import { stateOf } from "./state.ts";

const entries = listPrompts();
const classic = dilemma("classic", { R: 3, S: 0, T: 5, P: 1 }, null);

function sent(prompt: Prompt, game: Game, settings: Partial<PromptSettings> = {}): string {
  const plain = stateOf({ terms: { game, horizon: { continuation: 0.75 } } });
  const state = stateOf({
    terms: plain.terms,
    labelling: labellingOf(prompt, plain, "fixed"),
    outcomes: [0, 1, 2, 3],
    settings: { mode: prompt.elicitation[0]!, ...settings },
  });
  return renderPrompt(prompt, state)
    .map(({ content }) => content)
    .join("\n");
}

describe.each(entries.filter(({ language }) => language !== "en"))(
  "the translation of $id into $language",
  ({ id, language }) => {
    const prompt = loadPrompt(id, language);
    const english = loadPrompt(id, "en");

    test("asks in the same forms, with the same labels and of the same source as the English one", () => {
      const { elicitation, labels, talk, source } = english;
      expect(prompt).toMatchObject({ elicitation, labels, talk, source });
    });

    test("has the same parts, each with the same variables", () => {
      const variablesOf = ({ sections }: Prompt): object =>
        Object.fromEntries(
          Object.entries(sections).map(([name, { variables }]) => [name, [...variables].sort()]),
        );
      expect(variablesOf(prompt)).toEqual(variablesOf(english));
    });

    test("leaves no sentence in English", () => {
      const states = english.elicitation.flatMap((mode) =>
        [false, true].flatMap((chainOfThought) =>
          (["none", "cooperative", "selfish"] as const).map((persona) =>
            stateOf({
              terms: { horizon: { turns: 9 }, noise: 0.1 },
              ...(prompt.talk ? { talk: { messages: 2, maxLength: 90, line: "" } } : {}),
              outcomes: [0, 1, 2, 3],
              settings: { mode, chainOfThought, persona, totals: true, history: 2 },
            }),
          ),
        ),
      );
      const linesOf = (of: Prompt): Set<string> =>
        new Set(
          states
            .flatMap((state) => [
              ...renderPrompt(of, state).map(({ content }) => content),
              ...(of.talk
                ? renderPrompt(of, { ...state, purpose: "say" }).map(({ content }) => content)
                : []),
              ...replyFaults.map((fault) => renderReask(of, state, fault, "")),
            ])
            .flatMap((text) => text.split("\n"))
            .filter((line) => line !== ""),
        );
      const inEnglish = linesOf(english);
      const lines = [...linesOf(prompt)];
      expect(lines.filter((line) => inEnglish.has(line))).toEqual([]);
      if (language === "fr" || language === "vi") return;
      // In another script Latin letters are for labels and JSON alone.
      const latin = new Set(lines.join("\n").match(/[A-Za-z]+/g));
      expect(
        [...latin].filter((word) => !["JSON", "reasoning", "action", "choose", "J", "F"].includes(word)),
      ).toEqual([]);
    });
  },
);

describe("labels that are fixed are those of the published design", () => {
  test.each([
    ["fairgame", ["OptionB", "OptionA"]],
    ["super-additive", ["action_a", "action_b"]],
    ["payne", ["C", "D"]],
    ["fontana", ["Cooperate", "Defect"]],
    ["akata", ["F", "J"]],
    ["coopeval", ["A0", "A1"]],
  ])("%s", (id, labels) => {
    expect(labellingOf(loadPrompt(id, "en"), stateOf(), "fixed").labels).toEqual(labels);
  });
});

describe("FAIRGAME", () => {
  const penalties = dilemma("penalties", { R: -2, S: -10, T: 0, P: -6 }, null);
  const rewards = matrixGame({
    id: "rewards",
    actions: ["B", "A"].map((symbol) => ({ symbol, label: symbol })),
    row: [
      [7, 0],
      [0, 10],
    ],
    column: [
      [10, 0],
      [0, 7],
    ],
    cooperative: null,
    source: null,
  });

  test.each(entries.filter(({ id }) => id === "fairgame"))(
    "tells payoffs below zero as years of penalty, without a sign, in $language",
    ({ language }) => {
      const text = sent(loadPrompt("fairgame", language), penalties, { totals: true });
      expect(text).not.toMatch(/[-−]\d/);
      expect(text).toContain("10");
      expect(text).not.toBe(sent(loadPrompt("fairgame", language), rewards, { totals: true }));
    },
  );

  test("names options from A on, and gives the row seat of the battle of the sexes its favourite there", () => {
    const lines = sent(loadPrompt("fairgame", "en"), rewards).split("\n");
    expect(lines.filter((line) => line.startsWith("- You pick"))).toEqual([
      "- You pick OptionA and Player Y picks OptionA: your reward is 10, that of Player Y is 7.",
      "- You pick OptionA and Player Y picks OptionB: your reward is 0, that of Player Y is 0.",
      "- You pick OptionB and Player Y picks OptionA: your reward is 0, that of Player Y is 0.",
      "- You pick OptionB and Player Y picks OptionB: your reward is 7, that of Player Y is 10.",
    ]);
  });
});

test("Payne and Alloui-Cros tell the chance that a turn is the last", () => {
  const text = sent(loadPrompt("payne", "en"), classic);
  expect(text).toContain("25%");
  expect(text).not.toContain("75%");
});

test("Akata and others ask for a prediction before the choice where reasoning is wanted", () => {
  const prompt = loadPrompt("akata", "en");
  for (const mode of prompt.elicitation) {
    expect(sent(prompt, classic, { mode, chainOfThought: true })).toContain(
      "predict the other player's letter",
    );
    expect(sent(prompt, classic, { mode })).not.toContain("predict");
  }
});

test("Phelps and Russell say the same with words, letters and numbers for labels", () => {
  const texts = ["phelps", "phelps-letters", "phelps-numbers"].map((id) => {
    const prompt = loadPrompt(id, "en");
    return prompt.labels.words!.reduce(
      (text, label, i) =>
        text.replace(
          new RegExp(`(choice is|partner's is|one of:|was|as|or|,) ${label}\\b`, "g"),
          `$1 <${i}>`,
        ),
      sent(prompt, classic, { mode: "line" }),
    );
  });
  expect(new Set(texts).size).toBe(1);
});
