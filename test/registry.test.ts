import { describe, expect, test } from "vitest";
import { SpecError } from "../src/core/errors.ts";
import { playLanes } from "../src/match/lanes.ts";
import { catalogue, createCatalogue, findPlayer } from "../src/registry.ts";
import { matchBetween } from "./match/matches.ts";

const failure = (id: string): SpecError => {
  try {
    findPlayer(id);
  } catch (error) {
    if (error instanceof SpecError) return error;
    throw error;
  }
  throw new Error("it was found");
};

describe("player ids", () => {
  test.each([
    ["tft", "strategy", "tit-for-tat"],
    ["openai/gpt-5.2(temperature=0.7, prompt=neutral)", "agent", "openai/gpt-5.2(temperature=0.7)"],
    [
      "openrouter/mistralai/mistral-large(history=10)",
      "agent",
      "openrouter/mistralai/mistral-large(history=10)",
    ],
    ["scripted/tft", "agent", "scripted/tit-for-tat"],
    [
      "scripted/gtft(generosity=0.2, persona=selfish)",
      "agent",
      "scripted/gtft(generosity=0.2, persona=selfish)",
    ],
  ])("%s is a player of kind %s, %s in its one spelling", (id, kind, canonical) => {
    expect(findPlayer(id)).toMatchObject({ kind, id: canonical });
    expect(findPlayer(canonical).id).toBe(canonical);
    expect(catalogue.isAgent(canonical.split("(")[0]!)).toBe(kind === "agent");
  });

  test.each([
    ["trained/nobody-of-this-name", 'unknown trained model "nobody-of-this-name"', "There "],
    ["trained", "a trained model has a name", "There "],
    ["traind/x", 'unknown provider "traind"', "Did you mean trained/x?"],
    ["opneai/gpt-5.2(history=3)", 'unknown provider "opneai"', "Did you mean openai/gpt-5.2(history=3)?"],
    ["mistral/large", 'unknown provider "mistral"', "Models are openai/…, anthropic/…"],
    ["openai", '"openai" names no model', "Did you mean openai/<model>?"],
    ["openai/", '"openai/" names no model', "Write openai/"],
    ["scripted/tit-for-tatt", 'unknown player "tit-for-tatt"', "Did you mean tit-for-tat?"],
    ["openai/gpt-5.2(temprature=1)", 'has no parameter "temprature"', "temperature"],
  ])("%s is told what is wrong with it", (id, message, hint) => {
    expect(failure(id).message).toContain(message);
    expect(failure(id).hint).toContain(hint);
  });
});

describe("a catalogue", () => {
  test("asks for nobody to answer before there is a question", async () => {
    const operator = (): never => {
      throw new Error("asked");
    };
    const own = createCatalogue({ operator, environment: {}, now: () => 0 });
    const [row, column] = [own.player("scripted/tit-for-tat"), own.player("defector")];
    const playing = playLanes(row, column, [matchBetween(row.id, column.id)], new AbortController().signal);
    await expect(playing.next()).rejects.toThrow("asked");
  });

  test("tells LLM players what the file says of their models", () => {
    const services = { operator: () => expect.unreachable(), environment: {}, now: () => 0 };
    const own = createCatalogue(services);
    expect(() => own.player("openai/mine", { "openai/mine": { temprature: false } })).toThrow(SpecError);
    expect(own.player("openai/mine", { "openai/mine": { temperature: false } }).id).toBe("openai/mine");
  });

  test("of those who have nobody to ask says so", async () => {
    const [row, column] = [findPlayer("scripted/tit-for-tat"), findPlayer("defector")];
    const playing = playLanes(row, column, [matchBetween(row.id, column.id)], new AbortController().signal);
    await expect(playing.next()).rejects.toThrow("nobody is there to answer an LLM player");
  });

  test("has every strategy at its defaults as everyone, and no LLM", () => {
    expect(catalogue.everyPlayer(2).every(({ kind }) => kind === "strategy")).toBe(true);
  });
});
