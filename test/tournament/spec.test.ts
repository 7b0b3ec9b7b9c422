/* Long because every key of a tournament file is read here, and refused in its own words. */
import { describe, expect, test } from "vitest";
import { SpecError } from "../../src/core/errors.ts";
import { catalogue, games } from "../../src/registry.ts";
import { parseFile } from "../../src/tournament/file.ts";
import { createTournament, type Tournament } from "../../src/tournament/spec.ts";

function read(text: string): Tournament {
  const { data, place } = parseFile(text, "x.yaml");
  return createTournament(data, catalogue, "x", place);
}

function failure(text: string): SpecError {
  try {
    read(text);
  } catch (error) {
    if (error instanceof SpecError) return error;
    throw error;
  }
  throw new Error("it was accepted");
}

const two = "players: [tit-for-tat, random]\nturns: 3\n";

describe("a tournament file", () => {
  test("fills in what it leaves out", () => {
    expect(read(two)).toMatchObject({
      name: "x",
      repetitions: 1,
      seed: 0,
      noise: 0,
      selfPlay: false,
      focal: null,
      length: { turns: 3 },
      told: { horizon: { turns: 3 }, noise: 0 },
    });
  });

  test("may write a player's parameters as keys or in parentheses, and means the same", () => {
    const keys = read("players: [random, {id: memory-one, p: [1, 0, 0, 0.5], first: D}]\nturns: 3");
    const parentheses = read('players: [random, "memory-one(p=[1, 0, 0, 0.5], first=D)"]\nturns: 3');
    expect(keys.players.map(({ id }) => id)).toEqual(parentheses.players.map(({ id }) => id));
    expect(keys.hash).toBe(parentheses.hash);
  });

  test("has another hash as soon as anything that is played differs", () => {
    const texts = [
      two,
      `${two}seed: 1`,
      `${two}noise: 0.1`,
      `${two}cap: 2`,
      `${two}terms: {horizon: untold}`,
    ];
    expect(new Set(texts.map((text) => read(text).hash)).size).toBe(texts.length);
    expect(read(`${two}description: words`).hash).toBe(read(two).hash);
  });

  test("may state its own payoff matrix, symmetric or not", () => {
    const { game } = read(`${two}game: {name: mine, payoff: [[3, 0], [5, 1]]}`);
    expect([...game.payoff.row, ...game.payoff.column]).toEqual([3, 0, 5, 1, 3, 5, 0, 1]);
    expect(game.cooperative).toBe(0);
    const own =
      "game: {actions: [A, B, E], payoff: [[1,2,3],[4,5,6],[7,8,9]], column: [[1,1,1],[2,2,2],[3,3,3]]}";
    const { game: asymmetric } = read(`players: [cooperator, random]\nturns: 3\n${own}`);
    expect([...asymmetric.payoff.column]).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3]);
    expect(asymmetric.cooperative).toBeNull();
  });

  test("may state the parameters of a named game", () => {
    expect(read(`${two}game: {id: prisoners-dilemma, T: 4}`).game.id).toBe("prisoners-dilemma(T=4)");
  });

  test("may tell the players less than what is true", () => {
    const { told } = read(`${two}noise: 0.1\nterms: {horizon: untold, noise: untold}`);
    expect(told).toMatchObject({ horizon: "unknown", noise: "unknown" });
  });

  test("may tell the players something else than what is true", () => {
    const { told, length, noise } = read(
      `${two}terms: {horizon: {continuation: 0.8}, noise: 0.2, payoffs: untold, co-player: {as: a person}}`,
    );
    expect(told).toMatchObject({
      horizon: { continuation: 0.8 },
      noise: 0.2,
      payoffs: "untold",
      coPlayer: { as: "a person" },
    });
    expect({ length, noise }).toEqual({ length: { turns: 3 }, noise: 0 });
    expect(read(`${two}terms: {horizon: {turns: 9}, noise: untold}`).told).toMatchObject({
      horizon: { turns: 9 },
      noise: "unknown",
    });
  });

  test("is the same whether it says what is so by default or not", () => {
    const told = "terms: {horizon: told, noise: told, payoffs: told, co-player: untold}";
    expect(read(`${two}${told}\nagents: {}\ncapabilities: {}`).spec).toEqual(read(two).spec);
    expect(read(`${two}${told}`).hash).toBe(read(two).hash);
    expect(read(two).told).not.toHaveProperty("coPlayer");
  });

  test("has the hash that it had in version 0.1.0, where it uses nothing newer", () => {
    expect(read(two).hash).toBe("94e50f0bcc6bb6f2b48b25f22d155b7e3abec6fb0104d1eb3b83496f2c6e4a51");
  });

  test("has the same conditions whoever plays and how often, and others where its matches differ", () => {
    const { conditions } = read(two);
    for (const more of [
      "name: other",
      "repetitions: 5",
      "self-play: true",
      "seed: 9",
      "versus: [cooperator]",
    ]) {
      expect(read(`${two}${more}`).conditions).toBe(conditions);
    }
    expect(read("players: [defector, random, cooperator]\nturns: 3\n").conditions).toBe(conditions);
    const others = ["noise: 0.1", "cap: 2", "terms: {horizon: untold}", "talk: {}", "game: chicken"].map(
      (more) => read(`${two}${more}`).conditions,
    );
    const longer = read("players: [tit-for-tat, random]\nturns: 4\n").conditions;
    expect(new Set([conditions, longer, ...others]).size).toBe(others.length + 2);
  });

  test("may let the players talk, and then is another tournament", () => {
    const { talk, hash } = read(`${two}talk: {messages: 2, line: "I cooperate.", max-length: 6}`);
    expect(talk).toEqual({ messages: 2, maxLength: 6, line: "I coop" });
    expect(read(`${two}talk: {}`).talk).toEqual({ messages: 1, maxLength: 280, line: "" });
    expect(read(two).talk).toBeNull();
    expect(new Set([hash, read(`${two}talk: {}`).hash, read(two).hash]).size).toBe(3);
  });

  test("may bound what is spent and how calls go out, which changes nothing that is played", () => {
    const text =
      `${two}budget: {usd: 1.5, calls: 100, minutes: 2, per-player: {tokens: 9000}}\n` +
      "limits: {concurrency: 8, retries: 0, retry-seconds: 30}";
    const { operation, hash } = read(text);
    expect(operation).toEqual({
      budget: {
        run: { usd: 1.5, calls: 100, tokens: null, wallMs: 120_000 },
        perPlayer: { usd: null, calls: null, tokens: 9000 },
      },
      limits: { concurrency: 8, retries: 0, retryForMs: 30_000 },
    });
    expect(hash).toBe(read(two).hash);
    expect(read(two).operation.limits).toEqual({});
  });
});

describe("players: all", () => {
  test.each(games.map(({ id }) => id))("seats everyone who can play %s", (id) => {
    const { players, game } = read(`players: all\nturns: 3\ngame: ${id}`);
    expect(players.length).toBeGreaterThan(game.actions.length > 2 ? 5 : 200);
    expect(players.map((player) => player.id)).toContain("tit-for-tat");
  });
});

describe("what is wrong with a file is said with its value, place and remedy", () => {
  test.each([
    ["", "the file is empty (x.yaml)", "coplay init"],
    ["[1, 2]", "a tournament file is a mapping of keys such as players and turns (x.yaml)", undefined],
    ["players: [a\nturns: 3", "not valid YAML", "coplay init"],
    ["players: [tit-for-tat, random]\nturn: 3", 'unknown key "turn" (x.yaml:2, turn)', "Did you mean turns?"],
    [
      `${two}terms: {horison: told}`,
      'unknown key "horison" (x.yaml:3, terms.horison)',
      "Did you mean horizon?",
    ],
    [
      "players: [tit-for-tat, tit-for-tatt]\nturns: 3",
      'unknown player "tit-for-tatt" (x.yaml:1, players[1])',
      "Did you mean tit-for-tat?",
    ],
    [`${two}game: chikken`, 'unknown game "chikken" (x.yaml:3, game)', "Did you mean chicken?"],
    [
      "players:\n  - random\n  - gtft(generosity=1.2)\nturns: 3",
      "generosity must be a number in [0, 1], got 1.2 for gtft (x.yaml:3, players[1])",
      undefined,
    ],
    [
      "players: [tit-for-tat, random]\nturns: -3",
      "turns must be an integer in [1, 1000000], got -3 (x.yaml:2, turns)",
      undefined,
    ],
    [
      "players: [tit-for-tat, random]\nturns: 10000000",
      "turns must be an integer in [1, 1000000], got 10000000",
      undefined,
    ],
    [
      "players: [tit-for-tat, random]\nturns: 2.5",
      "turns must be an integer in [1, 1000000], got 2.5",
      undefined,
    ],
    [`${two}noise: 1.2`, "noise must be in [0, 1], got 1.2 (x.yaml:3, noise)", undefined],
    ["players: [tit-for-tat, random]\ncontinuation: 1", "continuation must be in [0, 1), got 1", undefined],
    [`${two}continuation: 0.9`, "turns and continuation exclude each other", "use cap"],
    ["players: [tit-for-tat, random]", "the length of a match is missing", "Add turns: 200"],
    ["turns: 3", "players must be a list of players, or all, got nothing", undefined],
    ["Players: [random, tft]\nturns: 3", 'unknown key "Players"', "Did you mean players?"],
    ["players: al\nturns: 3", 'players must be a list of players, or all, got "al"', undefined],
    [`${two}name: "a\\e[31mb"`, "name must be text without control characters", undefined],
    [
      `${two}game: {payoff: [[1e308, 2], [3, 4]]}`,
      "game.payoff[0][0] must be a number in [-1e9, 1e9], got 1e+308",
      undefined,
    ],
    [`${two}noise: .nan`, "noise must be", undefined],
    [
      `${two}game: {actions: [D, C], payoff: [[1, 5], [0, 3]]}`,
      "the cooperative action C must be listed first",
      "actions: [C, D]",
    ],
    ["players: [random, *other]\nturns: 3", "not valid YAML: Unresolved alias", undefined],
    [`${two}---\n${two}`, "not valid YAML: a file holds one tournament", undefined],
    [`${two}? [a, b]\n: 1`, "not valid YAML", undefined],
    ["players: all\nturns: 3\nrepetitions: 1000000", "are more than 10000000 matches", "fewer repetitions"],
    ["players: [omega, random]\nturns: 3", 'unknown player "omega"', "Did you mean omega-tft?"],
    ["players: [GTFT, random]\nturns: 3", 'unknown player "GTFT"', "Did you mean gtft?"],
    [
      "players: [random, 7]\nturns: 3",
      "players[1] must be a string or an object, got 7 (x.yaml:1, players[1])",
      undefined,
    ],
    [
      "players: [tit-for-tat, tft]\nturns: 3",
      "tit-for-tat is listed twice, first as players[0]",
      "self-play: true",
    ],
    ["players: [tit-for-tat]\nturns: 3", "nobody has a co-player", "List a second player"],
    [`${two}versus: [random]\nself-play: true`, "self-play and versus exclude each other", undefined],
    [`${two}versus: [random, tit-for-tat]`, "nobody has a co-player", "outside the focal set"],
    [
      `${two}game: {payoff: [[1, 2], [3]]}`,
      "game.payoff[1] must have at least 2 entries, got [3]",
      undefined,
    ],
    [
      `${two}game: {payoff: [[1, 2, 3], [4, 5, 6]]}`,
      "the payoff matrix must be 2 × 2, got 2 × 3/3",
      undefined,
    ],
    [
      `${two}game: {payoff: [[1, 2], [3, x]]}`,
      'game.payoff[1][1] must be a number in [-1e9, 1e9], got "x"',
      undefined,
    ],
    [
      `${two}game: {actions: [C, C], payoff: [[1, 2], [3, 4]]}`,
      "two actions have the same letter",
      undefined,
    ],
    [
      `${two}game: {id: prisoners-dilemma, R: 9}`,
      "the prisoner's dilemma needs T > R > P > S",
      "payoff matrix",
    ],
    [
      `${two}game: rock-paper-scissors`.replace("tit-for-tat", "grudger"),
      "grudger plays games of 2 actions, and rock-paper-scissors has 3",
      "coplay list players",
    ],
    ["players: [random, zd-extort-2]\nturns: 3\ngame: deadlock", "(x.yaml:1, players[1])", undefined],
    [`${two}repetitions: 0`, "repetitions must be at least 1, got 0", undefined],
    [`${two}seed: -1`, "seed must be at least 0, got -1", undefined],
    [`${two}self-play: maybe`, 'self-play must be a boolean, got "maybe"', undefined],
    [
      `${two}terms: {horizon: never}`,
      'terms.horizon must be told, untold, {turns: n} or {continuation: p}, got "never" (x.yaml:3, terms.horizon)',
      undefined,
    ],
    [`${two}terms: {horizon: {}}`, "terms.horizon must have turns or continuation, and not both", undefined],
    [
      `${two}terms: {horizon: {turns: 0}}`,
      "terms.horizon.turns must be an integer in [1, 1000000], got 0",
      undefined,
    ],
    [
      `${two}terms: {horizon: {turn: 5}}`,
      'unknown key "turn" (x.yaml:3, terms.horizon',
      "Did you mean turns?",
    ],
    [`${two}terms: {noise: 2}`, "terms.noise must be in [0, 1], got 2", undefined],
    [`${two}terms: {co-player: bob}`, 'terms.co-player must be told, untold or {as: "words"}', undefined],
    [`${two}talk: {lines: x}`, 'unknown key "lines" (x.yaml:3, talk', "Did you mean line?"],
    [`${two}talk: {messages: 0}`, "talk.messages must be an integer in [1, 10], got 0", undefined],
    [`${two}talk: {line: "a\\nb"}`, "talk.line must be text without control characters", undefined],
    [`${two}budget: {eur: 1}`, 'unknown key "eur" (x.yaml:3, budget', "Known keys: usd"],
    [`${two}budget: {usd: -1}`, "budget.usd must be at least 0, got -1", undefined],
    [
      `${two}budget: {per-player: {minutes: 1}}`,
      'unknown key "minutes" (x.yaml:3, budget.per-player',
      "Known keys: usd, calls, tokens.",
    ],
    [
      `${two}limits: {concurrency: 0}`,
      "limits.concurrency must be an integer in [1, 10000], got 0",
      undefined,
    ],
    [`${two}turns: 4`, "not valid YAML: Map keys must be unique", undefined],
  ])("%j", (text, message, hint) => {
    const error = failure(text);
    expect(error.message).toContain(message);
    expect(error.message).not.toContain("\n");
    if (hint === undefined) return;
    expect(error.hint).toContain(hint);
  });
});
