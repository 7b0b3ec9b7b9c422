import { describe, expect, test } from "vitest";
import { SpecError } from "../../src/core/errors.ts";
import { createExperiment, type Experiment } from "../../src/tournament/experiment.ts";
import { parseFile } from "../../src/tournament/file.ts";
import { createTournament } from "../../src/tournament/spec.ts";
import { withModels } from "./catalogues.ts";

function read(text: string): Experiment {
  const { data, place } = parseFile(text, "x.yaml");
  return createExperiment(data, withModels, "x", place);
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

const namesOf = ({ cells }: Experiment): string[] => cells.map(({ tournament }) => tournament.name);

const base = "players: [tit-for-tat, model/a]\nturns: 3\n";

describe("a file without a grid", () => {
  test("is an experiment of one cell without factors, the tournament that it always was", () => {
    const { name, cells } = read(base);
    const { data, place } = parseFile(base, "x.yaml");
    const alone = createTournament(data, withModels, "x", place);
    expect(name).toBe("x");
    expect(cells).toHaveLength(1);
    expect(cells[0]!.factors).toEqual({});
    expect(cells[0]!.tournament.spec).toEqual(alone.spec);
    expect(cells[0]!.tournament.hash).toBe(alone.hash);
  });
});

describe("a grid", () => {
  const grid = `${base}name: e\ngrid:\n  agents.language: [en, fr]\n  terms.horizon: [told, untold]\n`;

  test("has a cell for each combination, the last factor changing fastest", () => {
    expect(namesOf(read(grid))).toEqual([
      "e [language=en, horizon=told]",
      "e [language=en, horizon=untold]",
      "e [language=fr, horizon=told]",
      "e [language=fr, horizon=untold]",
    ]);
  });

  test("is executed: each cell is played on its own terms, by its own players", () => {
    const { cells } = read(grid);
    expect(cells.map(({ tournament }) => tournament.players[1]!.id)).toEqual([
      ...["model/a", "model/a"],
      ...["model/a(language=fr)", "model/a(language=fr)"],
    ]);
    expect(cells.map(({ tournament }) => tournament.told.horizon)).toEqual([
      ...[{ turns: 3 }, "unknown"],
      ...[{ turns: 3 }, "unknown"],
    ]);
    expect(new Set(cells.map(({ tournament }) => tournament.hash)).size).toBe(4);
  });

  test("gives each cell its factors, by the paths of the file", () => {
    const { cells } = read(grid);
    expect(cells[1]!.factors).toEqual({ "agents.language": "en", "terms.horizon": "untold" });
    for (const { tournament, factors } of cells) expect(tournament.factors).toBe(factors);
  });

  test("has the same hash for the same cells only", () => {
    expect(read(grid).hash).toBe(read(`# again\n${grid}`).hash);
    expect(read(grid).hash).not.toBe(read(`${grid}seed: 1\n`).hash);
  });

  test("reads factors back from the cell that will be played", () => {
    const games = "game: [prisoners-dilemma(T=4), {id: prisoners-dilemma, T: 6}, pd]";
    const { cells } = read(`${base}grid: {${games}}`);
    expect(cells.map(({ factors }) => factors["game"])).toEqual([
      "prisoners-dilemma(T=4)",
      "prisoners-dilemma(T=6)",
      "prisoners-dilemma",
    ]);
    const players = "players: [[model/a, tft], [model/b(p=1), grim]]";
    expect(read(`turns: 3\nagents: {language: fr}\ngrid: {${players}}`).cells[1]!.factors).toEqual({
      players: ["model/b(language=fr, p=1)", "grudger"],
    });
  });

  test("may vary matrices by their names, which cells are called by", () => {
    const games = "[{name: harsh, payoff: [[5, 0], [9, 1]]}, {name: mild, payoff: [[5, 0], [6, 1]]}]";
    const { cells, ...experiment } = read(`${base}grid: {game: ${games}}`);
    expect(namesOf({ cells, ...experiment })).toEqual(["x [game=harsh]", "x [game=mild]"]);
    expect(cells.map(({ tournament }) => tournament.game.payoff.row[2])).toEqual([9, 6]);
    expect(cells[0]!.factors).toMatchObject({
      game: {
        name: "harsh",
        payoff: [
          [5, 0],
          [9, 1],
        ],
      },
    });
  });

  test("may vary what the file leaves out, and parts of what it has", () => {
    const { cells } = read(
      "players: [tit-for-tat, {id: model/a, temperature: 0}]\ngame: {id: pd}\ngrid:\n" +
        "  continuation: [0.5, 0.9]\n  players.1.temperature: [0.2, 1]\n  game.T: [4, 6]",
    );
    expect(cells).toHaveLength(8);
    expect(cells[7]!.tournament).toMatchObject({
      name: "x [continuation=0.9, temperature=1, T=6]",
      length: { continuation: 0.9 },
      game: { id: "prisoners-dilemma(T=6)" },
    });
    expect(cells[7]!.factors).toEqual({ continuation: 0.9, "players.1.temperature": 1, "game.T": 6 });
  });

  test("calls factors by their whole path where two end alike, and long values by their number", () => {
    const noise = "noise: [0, 0.1]\n  terms.noise: [told, untold]";
    expect(namesOf(read(`${base}grid:\n  ${noise}`)).at(-1)).toBe("x [noise=0.1, terms.noise=untold]");
    const players = "players: [[tit-for-tat, grudger, win-stay-lose-shift, random, defector], [tft, grim]]";
    expect(namesOf(read(`turns: 3\ngrid: {${players}}`))).toEqual(["x [players=#1]", "x [players=#2]"]);
  });

  test("has one budget and one set of limits for all cells", () => {
    const { operation } = read(`${grid}budget: {usd: 2}\nlimits: {concurrency: 7}`);
    expect(operation).toMatchObject({ budget: { run: { usd: 2, calls: null } }, limits: { concurrency: 7 } });
  });
});

describe("what is wrong with a grid is said with its place in the grid", () => {
  test.each([
    [`${base}grid:\n  terms.horizon: [told, tolled]`, 'got "tolled" (x.yaml:4, grid.terms.horizon[1])'],
    [`${base}grid:\n  noise: [0, 1.5]`, "noise must be in [0, 1], got 1.5 (x.yaml:4, grid.noise[1])"],
    [`${base}grid:\n  noise: 0.1`, "grid.noise must be an array, got 0.1 (x.yaml:4, grid.noise)"],
    [`${base}grid:\n  noise: []`, "grid.noise must have at least 1 entries, got []"],
    [`${base}grid: [noise]`, 'grid must be a mapping of paths to lists of values, got ["noise"]'],
    [`${base}grid:\n  agens.language: [en, fr]`, 'unknown key "agens" (x.yaml:4, grid.agens.language[0])'],
    [`${base}grid:\n  agents.langage: [en, fr]`, 'no parameter "langage" (x.yaml:4, grid.agents.langage[0])'],
    [`${base}grid:\n  continuation: [0.5, 0.9]`, "exclude each other (x.yaml:4, grid.continuation[0])"],
    [`${base}grid:\n  game.T: [4, 6]\ngame: pd`, "can be reached by game.T (x.yaml:4, grid.game.T[0])"],
    [`${base}grid:\n  players.7.p: [4, 6]`, "can be reached by players.7.p (x.yaml:4, grid.players.7.p[0])"],
    [
      `${base}grid:\n  game: [pd]\n  game.T: [1]`,
      "game.T lies within game, which is a factor too (x.yaml:5, grid.game.T)",
    ],
    [`${base}grid:\n  game: [pd, pdd]`, 'unknown game "pdd" (x.yaml:4, grid.game[1])'],
    [
      "players: [tit-for-tat, zd-extort-2]\nturns: 3\ngrid:\n  game: [pd, deadlock]",
      "(x.yaml:1, players[1], where game=deadlock)",
    ],
  ])("%j", (text, message) => {
    expect(failure(text).message).toContain(message);
  });

  test.each([
    ["an option that every player sets for itself", "agents: {}\ngrid:\n  agents.p: [1, 2]"],
    ["a value that comes twice", "grid:\n  noise: [0, 0.1, 0]"],
    ["the same value in two spellings", "grid:\n  game: [pd, prisoners-dilemma]"],
    ["words", "grid:\n  description: [one, other]"],
    ["a name", "grid:\n  name: [one, other]"],
    ["a budget", "grid:\n  budget.usd: [1, 2]"],
  ])("a factor that changes nothing that is played: %s", (_, text) => {
    const error = failure(`players: [tit-for-tat, model/a(p=0)]\nturns: 3\n${text}`);
    expect(error.message).toMatch(/ changes nothing that is played \(x\.yaml:\d+, grid\./);
  });

  test("a value that no model takes, where it would vary in the log alone", () => {
    const file = (players: string): string =>
      `players: [tit-for-tat, ${players}]\nturns: 3\ngrid:\n  agents.temperature: [0, 1]\n`;
    const error = failure(file("model/cold"));
    expect(error.message).toBe(
      "agents.temperature reaches no model as it is written, and would vary in the log alone (x.yaml:4, grid.agents.temperature[1])",
    );
    expect(error.hint).toMatch(/capabilities/);
    expect(read(file("model/cold, model/warm")).cells).toHaveLength(2);
  });

  test("more cells than anybody looks at", () => {
    const seeds = Array.from({ length: 101 }, (_, i) => i).join(", ");
    const error = failure(`${base}grid:\n  seed: [${seeds}]\n  cap: [${seeds.slice(3)}]`);
    expect(error.message).toBe("the grid has 10100 cells, and at most 10000 are played (x.yaml:4, grid)");
  });

  test("and a tournament on its own has no room for one", () => {
    expect(() =>
      createTournament({ players: "all", turns: 3, grid: { noise: [0, 1] } }, withModels, "x"),
    ).toThrow("a grid makes several tournaments, and here is room for one (grid)");
  });

  test("and a key that would reach into what all objects share reaches nothing", () => {
    expect(failure(`${base}grid:\n  __proto__.turns: [1, 2]`).message).toContain(
      "(x.yaml:4, grid.__proto__.turns",
    );
    expect({}).not.toHaveProperty("turns");
  });
});
