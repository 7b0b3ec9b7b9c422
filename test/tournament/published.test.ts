import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { payoffsOf } from "../../src/core/game.ts";
import type { CallRecord } from "../../src/core/call.ts";
import type { Player } from "../../src/core/player.ts";
import type { MatchRecord } from "../../src/core/trajectory.ts";
import { isLlmAgent } from "../../src/llm/agent.ts";
import { createCatalogue, catalogue } from "../../src/registry.ts";
import { playDialogue } from "../../src/match/dialogue.ts";
import { createExperiment, type Experiment } from "../../src/tournament/experiment.ts";
import { parseFile } from "../../src/tournament/file.ts";
import { matchesOf, pairings } from "../../src/tournament/schedule.ts";
import type { Tournament } from "../../src/tournament/spec.ts";
import { plainOperator } from "../llm/plain-operator.ts";

const folder = resolve(import.meta.dirname, "../../tournaments");
const textOf = (name: string): string => readFileSync(join(folder, `${name}.yaml`), "utf8");

function read(text: string, name: string, players = catalogue): Experiment {
  const { data, place } = parseFile(text, `${name}.yaml`);
  return createExperiment(data, players, name, place);
}

/** Those with LLM players. */
const files = readdirSync(folder)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => file.slice(0, -".yaml".length))
  .filter((name) => textOf(name).includes("scripted/"))
  .sort();

/** The one tournament of a file, or its first cell. */
const first = (name: string): Tournament => read(textOf(name), name).cells[0]!.tournament;

test("there is one file for each published design, one to start from, and one with trained models", () => {
  expect(files).toEqual([
    "akata-2025-bos",
    "akata-2025-pd",
    "coopeval-2026",
    "fairgame-2025",
    "fairgame-2025-bos",
    "fontana-2024",
    "llm-vs-classics",
    "payne-2025",
    "phelps-2023",
    "trained-vs-classics",
  ]);
});

describe.each(files)("%s", (name) => {
  const text = textOf(name);

  test("bears its file's name, and needs no key", () => {
    const { cells, name: title } = read(text, "unnamed");
    expect(title).toBe(name);
    for (const { tournament } of cells) {
      const agents = tournament.players.filter(({ kind }) => kind === "agent");
      expect(agents.length).toBeGreaterThan(0);
      for (const { id } of agents) expect(id).toMatch(/^scripted\//);
    }
  });

  test("also runs with the models and options that stand in its comments", () => {
    const model = /^( *)# (- (?:\{ id: )?(?:openai|anthropic|openrouter|ollama|compatible)\/.*)$/gm;
    const option = /^( +)# ([a-z-]+: \S+)$/gm;
    const models = [...text.matchAll(model)];
    expect(models.length).toBeGreaterThan(0);
    const { cells } = read(text.replace(model, "$1$2").replace(option, "$1$2"), name);
    const real = cells[0]!.tournament.players.filter(
      (player) => isLlmAgent(player) && !player.id.startsWith("scripted/"),
    );
    expect(real).toHaveLength(models.length);
  });

  test("plays to the end of a match of each pairing in its first and last cell, and all is read", async () => {
    const operator = plainOperator();
    const players = createCatalogue({ operator: () => operator, environment: {}, now: () => 0 });
    const { cells } = read(text, name, players);
    for (const { tournament } of [cells[0]!, cells.at(-1)!]) {
      for (const pairing of pairings(tournament)) {
        const record = await playFirst(tournament, pairing);
        if (record === null) continue;
        for (const { parseStatus } of record.calls ?? []) expect(misread).not.toContain(parseStatus);
        if (name !== "llm-vs-classics") expect(record.status).toBe("complete");
      }
    }
  });
});

const misread: readonly CallRecord["parseStatus"][] = ["fallback", "failed", "truncated", "repaired"];

/** The first match of a pairing, cut short; null where nobody in it has to be asked. */
async function playFirst(
  tournament: Tournament,
  { row, column }: { readonly row: Player; readonly column: Player },
): Promise<MatchRecord | null> {
  if (row.kind !== "agent" && column.kind !== "agent") return null;
  const [match] = matchesOf({ ...tournament, cap: 6, repetitions: 1 }, { row, column });
  return playDialogue(row, column, match!, new AbortController().signal);
}

describe("as published:", () => {
  const settingsOf = ({ players }: Tournament): object => {
    const [agent] = players.filter(isLlmAgent);
    return agent!.settings;
  };
  const total = ({ cells }: Experiment): number =>
    cells.reduce((sum, { tournament }) => sum + pairings(tournament).length * tournament.repetitions, 0);

  test("Fontana meets eleven rates of cooperation, 100 times 100 turns each", () => {
    const tournament = first("fontana-2024");
    expect(payoffsOf(tournament.game)).toEqual({ R: 3, S: 0, T: 5, P: 1 });
    expect(tournament).toMatchObject({ length: { turns: 100 }, repetitions: 100 });
    expect(tournament.told.horizon).toEqual({ turns: 100 });
    const matches = pairings(tournament).filter(({ row, column }) =>
      [row.id, column.id].some((id) => id.startsWith("scripted/")),
    );
    expect(matches).toHaveLength(11);
    expect(settingsOf(tournament)).toMatchObject({
      prompt: "fontana",
      history: 10,
      totals: true,
      temperature: 0.7,
      maxOutputTokens: 128,
      fallback: "D",
    });
  });

  test("Payne and Alloui-Cros tell three chances of ending, with at most 30 turns", () => {
    const { cells } = read(textOf("payne-2025"), "payne-2025");
    expect(cells.map(({ tournament: { told } }) => told.horizon)).toEqual([
      { continuation: 0.9 },
      { continuation: 0.75 },
      { continuation: 0.25 },
    ]);
    for (const { tournament } of cells) {
      expect(payoffsOf(tournament.game)).toEqual({ R: 3, S: 0, T: 5, P: 1 });
      expect(tournament).toMatchObject({ cap: 30, selfPlay: true });
      expect(tournament.players).toHaveLength(12);
      expect(settingsOf(tournament)).toMatchObject({ history: 20, temperature: 0.7, fallback: "C" });
    }
  });

  test("FAIRGAME has 18 configurations in five languages, and OptionA pays the row seat of the other game most", () => {
    const experiment = read(textOf("fairgame-2025"), "fairgame-2025");
    expect(experiment.cells).toHaveLength(3 * 2 * 5);
    expect(total(experiment)).toBe(18 * 5 * 10);
    const payoffs = new Set(experiment.cells.map(({ tournament }) => payoffsOf(tournament.game)));
    expect([...payoffs]).toEqual(
      expect.arrayContaining([
        { R: -2, S: -10, T: 0, P: -6 },
        { R: -5, S: -10, T: 0, P: -8 },
        { R: -2, S: -10, T: 0, P: -8 },
      ]),
    );
    const { game } = first("fairgame-2025-bos");
    expect([...game.payoff.row]).toEqual([7, 0, 0, 10]);
    expect([...game.payoff.column]).toEqual([10, 0, 0, 7]);
    expect(pairings(first("fairgame-2025-bos"))).toHaveLength(4);
  });

  test("Akata and others pay 8, 0, 10 and 5, and 10 and 7, over ten turns at temperature 0", () => {
    expect(payoffsOf(first("akata-2025-pd").game)).toEqual({ R: 8, S: 0, T: 10, P: 5 });
    expect([...first("akata-2025-bos").game.payoff.row]).toEqual([10, 0, 0, 7]);
    for (const name of ["akata-2025-pd", "akata-2025-bos"]) {
      expect(first(name).length).toEqual({ turns: 10 });
      expect(settingsOf(first(name))).toMatchObject({ temperature: 0, elicitation: "line" });
    }
  });

  test("CoopEval plays 15 turns and tells that each is followed by another at 80 %", () => {
    const { cells } = read(textOf("coopeval-2026"), "coopeval-2026");
    expect(new Set(cells.map(({ tournament }) => tournament.game.id)).size).toBe(4);
    for (const { tournament } of cells) {
      expect(tournament.length).toEqual({ turns: 15 });
      expect(tournament.told.horizon).toEqual({ continuation: 0.8 });
      expect(settingsOf(tournament)).toMatchObject({ elicitation: "percentages", history: 3, reasks: 5 });
    }
    const trust = cells.find(({ tournament }) => tournament.game.id === "trust")!.tournament.game;
    expect([...trust.payoff.row]).toEqual([10, 0, 6, 4]);
    expect([...trust.payoff.column]).toEqual([10, 20, 2, 4]);
  });

  test("Phelps and Russell cross three label sets, reasoning and characters over six turns", () => {
    const { cells } = read(textOf("phelps-2023"), "phelps-2023");
    expect(cells).toHaveLength(3 * 2 * 3);
    expect(first("phelps-2023").length).toEqual({ turns: 6 });
    expect(payoffsOf(first("phelps-2023").game)).toEqual({ R: 5, S: 0, T: 7, P: 3 });
  });
});
