import { describe, expect, test } from "vitest";
import { SpecError } from "../../src/core/errors.ts";
import { parseFile } from "../../src/tournament/file.ts";
import { createTournament, type Tournament } from "../../src/tournament/spec.ts";
import { toldCapabilities, withModels } from "./catalogues.ts";

function read(text: string): Tournament {
  const { data, place } = parseFile(`turns: 3\n${text}`, "x.yaml");
  return createTournament(data, withModels, "x", place);
}

const idsOf = (text: string): string[] => read(text).players.map(({ id }) => id);

function failure(text: string): SpecError {
  try {
    read(text);
  } catch (error) {
    if (error instanceof SpecError) return error;
    throw error;
  }
  throw new Error("it was accepted");
}

describe("options for all agents", () => {
  test("are taken by LLM players only, and stand in their ids", () => {
    const text = "players: [model/a, tit-for-tat, model/b(p=1)]\nagents: {language: fr, temperature: 0.5}";
    expect(idsOf(text)).toEqual([
      "model/a(language=fr, temperature=0.5)",
      "tit-for-tat",
      "model/b(language=fr, temperature=0.5, p=1)",
    ]);
  });

  test("give way to a player's own, also to one that is the default", () => {
    const text =
      "players: [model/a, {id: model/b, language: en}, model/c(language=vi)]\nagents: {language: fr}";
    expect(idsOf(text)).toEqual(["model/a(language=fr)", "model/b", "model/c(language=vi)"]);
  });

  test("are part of the hash as far as somebody takes them", () => {
    const players = "players: [model/a, tit-for-tat]";
    expect(read(`${players}\nagents: {language: fr}`).hash).not.toBe(read(players).hash);
    expect(read(`${players}\nagents: {language: en}`).hash).toBe(read(players).hash);
  });

  test("are taken by a focal set as well", () => {
    const text = "players: [tit-for-tat]\nversus: [model/a]\nagents: {language: fr}";
    expect([...read(text).focal!]).toEqual(["model/a(language=fr)"]);
  });
});

describe("what is wrong with an agent is said", () => {
  const players = "players: [tit-for-tat, model/a]";
  test.each([
    [
      "of the option for all that is at fault",
      `${players}\nagents: {language: fr, langage: fr}`,
      '"langage" (x.yaml:3, agents.langage)',
    ],
    ["of an option's value", `${players}\nagents: {temperature: hot}`, "(x.yaml:3, agents.temperature)"],
    [
      "of the player where its own option is",
      `players: [tit-for-tat, model/a(hue=1)]\nagents: {language: fr}`,
      "(x.yaml:2, players[1])",
    ],
    [
      "at its rehearsal",
      `${players}\nagents: {fallback: X}`,
      'no action "X" to fall back on (x.yaml:3, agents.fallback)',
    ],
  ])("%s", (_, text, message) => {
    expect(failure(text).message).toContain(message);
  });
});

describe("capabilities", () => {
  const players = "players: [tit-for-tat, model/a(temperature=1)]";

  test("reach whoever makes the players, the hash and the conditions", () => {
    const { hash, conditions } = read(
      `${players}\ncapabilities: {model/a: {temperature: false, seed: true}}`,
    );
    expect(toldCapabilities.at(-1)).toEqual({ "model/a": { temperature: false, seed: true } });
    expect(hash).not.toBe(read(players).hash);
    expect(conditions).not.toBe(read(players).conditions);
    expect(read(`${players}\ncapabilities: {model/a: {seed: true, temperature: false}}`).hash).toBe(hash);
  });

  test("of a model that does not play are a fault", () => {
    const error = failure(`${players}\ncapabilities: {model/b: {seed: true}}`);
    expect(error.message).toBe("model/b has capabilities and does not play (x.yaml:3, capabilities.model/b)");
  });

  test("are true or false", () => {
    expect(failure(`${players}\ncapabilities: {model/a: {seed: maybe}}`).message).toContain(
      'capabilities.model/a.seed must be a boolean, got "maybe"',
    );
  });
});
