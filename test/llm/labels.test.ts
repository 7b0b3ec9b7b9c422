import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrixGame, type Game } from "../../src/core/game.ts";
import type { Seat } from "../../src/core/seat.ts";
import type { MatchKey } from "../../src/core/trajectory.ts";
import { prisonersDilemma } from "../../src/games/prisoners-dilemma.ts";
import { travellersDilemma } from "../../src/games/travellers-dilemma.ts";
import {
  confusable,
  labellingOf,
  writeLabelling,
  type Labelling,
  type LabelScheme,
} from "../../src/llm/labels.ts";
import { stateOf } from "./prompt/state.ts";

const LETTERS = ["J", "F", "Q", "K"];
const letters: LabelScheme = { kind: "arbitrary", words: LETTERS };
const meanings: LabelScheme = { kind: "literal", words: ["Cooperate", "Defect"] };
const dilemma = prisonersDilemma.create();
const talk = { messages: 1, maxLength: 80, line: "" };

interface Circumstances {
  readonly seat?: Seat;
  readonly game?: Game;
  readonly talks?: boolean;
  readonly option?: "counterbalanced" | "fixed";
}

function labelling(
  labels: LabelScheme,
  match: Partial<MatchKey> = {},
  { seat = "row", game = dilemma, talks = false, option = "counterbalanced" }: Circumstances = {},
): Labelling {
  const { terms, match: key } = stateOf({ terms: { game } });
  const lane = { terms, match: { ...key, ...match }, seat, ...(talks ? { talk } : {}) };
  return labellingOf({ labels, file: "test.md" }, lane, option);
}

const anyMatch = fc.record({
  seed: fc.nat(),
  row: fc.string(),
  column: fc.string(),
  repetition: fc.nat(10_000),
});
const anySeat = fc.constantFrom<Seat>("row", "column");

/** Every combination that k² repetitions from this one on have. */
const inARow = (match: MatchKey, seat: Seat, k: number, game = dilemma): string[] =>
  Array.from({ length: k * k }, (_, i) =>
    writeLabelling(labelling(letters, { ...match, repetition: match.repetition + i }, { seat, game }), game),
  );

describe("counterbalanced labels", () => {
  test("any four repetitions in a row hold each meaning in each order once", () => {
    fc.assert(
      fc.property(anyMatch, anySeat, (match, seat) => {
        expect(inARow(match, seat, 2).sort()).toEqual([
          '{"C":"F","D":"J","order":["C","D"]}',
          '{"C":"F","D":"J","order":["D","C"]}',
          '{"C":"J","D":"F","order":["C","D"]}',
          '{"C":"J","D":"F","order":["D","C"]}',
        ]);
      }),
    );
  });

  test("of k actions, k² repetitions in a row give every word to every action equally often, and name each first equally often", () => {
    const game = travellersDilemma.create();
    fc.assert(
      fc.property(anyMatch, anySeat, (match, seat) => {
        expect(new Set(inARow(match, seat, 4, game)).size).toBe(16);
        const all = Array.from({ length: 16 }, (_, i) =>
          labelling(letters, { ...match, repetition: match.repetition + i }, { seat, game }),
        );
        for (let action = 0; action < 4; action++) {
          for (const word of LETTERS) {
            expect(all.filter(({ labels }) => labels[action] === word)).toHaveLength(4);
          }
          expect(all.filter(({ order }) => order[0] === action)).toHaveLength(4);
        }
      }),
    );
  });

  test("every action has a label of its own and is named once", () => {
    fc.assert(
      fc.property(anyMatch, anySeat, (match, seat) => {
        const { labels, order } = labelling(letters, match, { seat });
        expect([...labels].sort()).toEqual(["F", "J"]);
        expect([...order].sort()).toEqual([0, 1]);
      }),
    );
  });

  test("words that say what they mean keep their meaning, and alternate in order", () => {
    fc.assert(
      fc.property(anyMatch, anySeat, (match, seat) => {
        const now = labelling(meanings, match, { seat });
        const next = labelling(meanings, { ...match, repetition: match.repetition + 1 }, { seat });
        expect([now.labels, next.labels]).toEqual([meanings.words, meanings.words]);
        expect([now.order, next.order].sort()).toEqual([
          [0, 1],
          [1, 0],
        ]);
      }),
    );
  });

  test("pairings begin at different places", () => {
    const places = Array.from({ length: 200 }, (_, i) =>
      writeLabelling(labelling(letters, { column: `player ${i}` }), dilemma),
    );
    for (const combination of new Set(places)) {
      // Three standard errors of a count with p = 1/4.
      const count = places.filter((other) => other === combination).length;
      expect(Math.abs(count - 50)).toBeLessThan(3 * Math.sqrt(200 * (1 / 4) * (3 / 4)));
    }
    expect(new Set(places).size).toBe(4);
  });

  const differences = (talks: boolean): number =>
    Array.from({ length: 200 }, (_, i) => {
      const both = (["row", "column"] as const).map((seat) =>
        writeLabelling(labelling(letters, { row: `player ${i}` }, { seat, talks }), dilemma),
      );
      return both[0] === both[1] ? 0 : 1;
    }).reduce<number>((sum, one) => sum + one, 0);

  test("seats that cannot talk are labelled independently of each other", () => {
    expect(Math.abs(differences(false) - 150)).toBeLessThan(3 * Math.sqrt(200 * (1 / 4) * (3 / 4)));
  });

  test("seats that can talk call things by the same names", () => {
    expect(differences(true)).toBe(0);
  });
});

describe("fixed labels", () => {
  test("word i means action i in every match, in the game's order", () => {
    fc.assert(
      fc.property(anyMatch, anySeat, (match, seat) => {
        expect(labelling(letters, match, { seat, option: "fixed" })).toEqual({
          labels: ["J", "F"],
          order: [0, 1],
        });
      }),
    );
  });
});

describe("labels are fit for the game", () => {
  test("a prompt without words of its own takes the game's", () => {
    expect(labelling({ kind: "literal" }, {}, { option: "fixed" }).labels).toEqual(["cooperate", "defect"]);
  });

  test("too few words are a fault that counts them", () => {
    expect(() => labelling(meanings, {}, { game: travellersDilemma.create() })).toThrow(
      "test.md has 2 labels, and travellers-dilemma 4 actions",
    );
  });

  test("actions of a game that cannot be told apart are a fault", () => {
    const game = matrixGame({
      id: "sides",
      actions: [
        { symbol: "L", label: "left" },
        { symbol: "F", label: "Far Left" },
      ],
      row: [
        [1, 0],
        [0, 1],
      ],
      cooperative: null,
      source: null,
    });
    expect(() => labelling({ kind: "literal" }, {}, { game })).toThrow(/"Far Left" and "left" of sides/);
  });

  test.each([
    [
      ["J", "j"],
      ["J", "j"],
    ],
    [
      ["Ｊ", "J"],
      ["Ｊ", "J"],
    ],
    [["claim 1", "claim 10"], null],
    [["OptionA", "OptionB"], null],
    [["action_a", "action_b"], null],
    [
      ["go", "no go"],
      ["no go", "go"],
    ],
    [
      ["high-price", "price"],
      ["high-price", "price"],
    ],
  ])("of %j, %j can be taken for one another", (labels, pair) => {
    expect(confusable(labels)).toEqual(pair);
  });
});
