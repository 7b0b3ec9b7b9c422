/* Long because it is a list: one entry a setting and what is wrong with it. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { CoplayError } from "../../../src/core/errors.ts";
import { stream } from "../../../src/core/random.ts";
import { writeCheckpoint } from "../../../src/models/checkpoint.ts";
import { networkOf } from "../../../src/models/networks.ts";
import { trainingSchema } from "../../../src/models/trainers/config.ts";
import { readTraining, trainingJsonSchema, type NamedTraining } from "../../../src/models/trainers/file.ts";
import { catalogue } from "../../../src/registry.ts";
import { sampleCheckpoint, temporaryFolder, tinyShape } from "../sample.ts";

const folder = resolve(import.meta.dirname, "../../../tournaments");

const read = (text: string, options: { name?: string; seed?: number } = {}): NamedTraining =>
  readTraining(text, "x.yaml", catalogue, { name: "x", ...options });

/** The message and the hint of what a file's text is refused with. */
function refusal(text: string, name = "x"): readonly [message: string, hint: string | undefined] {
  try {
    read(text, { name });
  } catch (error) {
    if (error instanceof CoplayError) return [error.message, error.hint];
    throw error;
  }
  throw new Error("it was accepted");
}

const ppi = "train:\n  algorithm: ppi\n";
const a2c = "train:\n  algorithm: a2c\n";

describe("a training file", () => {
  test("is filled in, and bears its file's name", () => {
    const config = read(ppi);
    expect(config).toEqual({ ...trainingSchema.parse({ algorithm: "ppi" }), name: "x" });
    expect(config["co-players"]).toEqual({ tabular: 1 });
  });

  test("may say what the checkpoint is called", () => {
    expect(read(`${ppi}  name: best-responder`).name).toBe("best-responder");
  });

  test("has its co-players' canonical ids, in its order", () => {
    const text = `${ppi}  learners: 2\n  co-players: { learners: 2, gtft(generosity=0.10): 1, tft: 0.5, tabular: 1 }`;
    expect(Object.entries(read(text)["co-players"])).toEqual([
      ["learners", 2],
      ["gtft(generosity=0.1)", 1],
      ["tit-for-tat", 0.5],
      ["tabular", 1],
    ]);
  });

  test("gives way to a seed from the command line", () => {
    expect(read(`${ppi}  seed: 3`).seed).toBe(3);
    expect(read(`${ppi}  seed: 3`, { seed: 8 }).seed).toBe(8);
  });
});

describe("a training file that cannot be used is refused with its line, its key and what to do:", () => {
  type Case = readonly [what: string, text: string, message: string, hint?: string];
  const cases: readonly Case[] = [
    ["nothing", "", "the file is empty (x.yaml)", "tournaments/train-quick.yaml is one to start from."],
    ["a list", "- 1", "a training file is a mapping with one key, train, that holds all the others (x.yaml)"],
    [
      "a tournament",
      "turns: 3\nplayers: [tft]",
      "this is a tournament file, and trains no model (x.yaml:2, players)",
      "Play it: coplay run x.yaml",
    ],
    [
      "keys a level too high",
      "algorithm: ppi",
      "the keys of a training stand under train: (x.yaml:1, algorithm)",
    ],
    ["no train", "name: x", 'unknown key "name" (x.yaml:1, name)', "Known keys: train."],
    ["a bare train", "train:", "train must be an object, got null (x.yaml:1, train)"],
    [
      "no algorithm",
      "train:\n  turns: 3",
      "algorithm must be ppi or a2c or magrpo, got nothing (x.yaml:2, train.algorithm)",
    ],
    [
      "another algorithm",
      "train:\n  algorithm: ppo",
      'algorithm must be ppi or a2c or magrpo, got "ppo" (x.yaml:2, train.algorithm)',
    ],
    [
      "a misspelt key",
      `${ppi}  rollout: 3`,
      'unknown key "rollout" (x.yaml:3, train.rollout)',
      "Did you mean rollouts?",
    ],
    ["a key of nothing known", `${ppi}  x: 3`, 'unknown key "x" (x.yaml:3, train.x)'],
    [
      "a value out of range",
      `${ppi}\n  turns: 1`,
      "turns must be an integer in [2, 10000], got 1 (x.yaml:4, train.turns)",
    ],
    [
      "a hidden of no multiple of 4",
      `${ppi}  hidden: 30`,
      "hidden must be a multiple of 4, got 30 (x.yaml:3, train.hidden)",
    ],
    [
      "a negative share",
      `${ppi}  co-players: { tabular: -1 }`,
      "co-players.tabular must be above 0, got -1 (x.yaml:3, train.co-players.tabular)",
    ],
    ["nobody to meet", `${ppi}  co-players: {}`, "co-players names nobody (x.yaml:3, train.co-players)"],
    [
      "an unknown co-player",
      `${ppi}  co-players:\n    tit-for-tatt: 1`,
      'unknown player "tit-for-tatt" (x.yaml:4, train.co-players.tit-for-tatt)',
      "Did you mean tit-for-tat? `coplay list players` shows all of them.",
    ],
    [
      "a misspelt special one",
      `${ppi}  co-players: { tabula: 1 }`,
      'unknown player "tabula" (x.yaml:3, train.co-players.tabula)',
      "Did you mean tabular?",
    ],
    [
      "a co-player twice",
      `${ppi}  co-players: { tft: 1, tit-for-tat: 2 }`,
      "tit-for-tat is named twice (x.yaml:3, train.co-players.tit-for-tat)",
    ],
    [
      "a co-player's wrong parameter",
      `${ppi}  co-players: { gtft(generosity=2): 1 }`,
      "generosity must be a number in [0, 1], got 2 for gtft (x.yaml:3, train.co-players.gtft(generosity=2))",
    ],
    [
      "a language model",
      `${ppi}  co-players: { scripted/tft: 1 }`,
      "is a language model: millions of turns would be asked of it (x.yaml:3, train.co-players.scripted/tft)",
      "Co-players in training are tabular, learners, strategies and trained models.",
    ],
    [
      "a lone learner among learners",
      `${ppi}  co-players: { learners: 1, tabular: 1 }`,
      "a learner that is alone meets no other (x.yaml:3, train.co-players.learners)",
      "Write learners: 2, or leave this co-player out.",
    ],
    [
      "planning with a transformer",
      `${ppi}  trunk: transformer`,
      "ppi plans with a GRU, and trunk is transformer (x.yaml:3, train.trunk)",
      "Write trunk: gru, or train with a2c.",
    ],
    [
      "heads that do not divide",
      `${a2c}  trunk: transformer\n  attention-heads: 3`,
      "attention-heads must divide hidden, and 3 does not divide 32 (x.yaml:4, train.attention-heads)",
    ],
    [
      "heads of a GRU",
      `${a2c}  attention-heads: 4`,
      "attention-heads means nothing where trunk is gru (x.yaml:3, train.attention-heads)",
      "It is a key of transformer: leave it out, or choose another trunk.",
    ],
    [
      "a key of another algorithm",
      `${a2c}  rollouts: 4`,
      "rollouts means nothing where algorithm is a2c (x.yaml:3, train.rollouts)",
      "It is a key of ppi: leave it out, or choose another algorithm.",
    ],
    [
      "a key of two others",
      `${ppi}  updates: 4`,
      "updates means nothing where algorithm is ppi (x.yaml:3, train.updates)",
      "It is a key of a2c and magrpo: leave it out, or choose another algorithm.",
    ],
    [
      "a look-ahead beyond every episode",
      `${ppi}  turns: 10`,
      "look-ahead must be at most turns, 10, got 15 (x.yaml:2, train.look-ahead)",
    ],
    [
      "groups that do not fill a batch",
      "train:\n  algorithm: magrpo\n  group-size: 24",
      "group-size must divide batch-size, and 24 does not divide 256 (x.yaml:3, train.group-size)",
    ],
    [
      "an asymmetric game",
      `${ppi}  game: matching-pennies`,
      "matching-pennies is asymmetric (x.yaml:3, train.game)",
      "Models are trained in symmetric games of two actions.",
    ],
    [
      "a game of three actions",
      `${ppi}  game: rock-paper-scissors`,
      "rock-paper-scissors has 3 actions (x.yaml:3, train.game)",
    ],
    [
      "an unknown game",
      `${ppi}  game: chiken`,
      'unknown game "chiken" (x.yaml:3, train.game)',
      "Did you mean chicken? `coplay list games` shows all of them.",
    ],
    ["payoffs in no such order", `${ppi}  game: prisoners-dilemma(T=0)`, "(x.yaml:3, train.game)"],
    [
      "a checkpoint too many",
      `${ppi}  from: [a.json, b.json]`,
      "from must name a checkpoint for each learner, of whom there are 1, got 2 (x.yaml:3, train.from)",
    ],
  ];

  for (const [what, text, message, hint] of cases) {
    test(what, () => {
      const [said, advised] = refusal(text);
      expect(said).toContain(message);
      if (hint !== undefined) expect(advised).toBe(hint);
    });
  }

  test("a co-player that was trained at another game, or for shorter episodes", () => {
    const file = `${temporaryFolder()}/one.json`;
    writeCheckpoint(file, sampleCheckpoint());
    const pool = `  co-players: { 'checkpoint(file="${file}")': 1 }`;
    expect(refusal(`${ppi}  game: chicken\n${pool}`)[0]).toContain(
      "was trained at another game than chicken",
    );
    const longest = { trunk: "transformer", blocks: 1, attentionHeads: 2, longest: 20 } as const;
    const shape = { ...tinyShape, ...longest };
    const weights = networkOf(shape).initial(stream("untrained"));
    writeCheckpoint(file, sampleCheckpoint({ shape, weights }), { overwrite: true });
    expect(refusal(`${ppi}${pool}`)[0]).toContain("plays matches of at most 20 turns, and this one has 100");
  });

  test.each([
    ["nobody", "[]", "probes must name somebody, or be left out, got []", undefined],
    ["somebody unknown", "[defektor]", 'unknown player "defektor" (x.yaml:3, train.probes[0])', "defector"],
    ["a misspelt tabular", "[tabula]", 'unknown player "tabula"', "Did you mean tabular?"],
    [
      "somebody twice",
      "[tft, tit-for-tat]",
      "tit-for-tat is named twice (x.yaml:3, train.probes[1])",
      undefined,
    ],
    ["learners", "[learners]", "learners are no probe: they change as they learn", "such as tit-for-tat"],
    ["a language model", "[scripted/tft]", "is a language model", undefined],
  ])("probes that name %s", (_, probes, message, hint) => {
    const [said, advice] = refusal(`${ppi}  probes: ${probes}\n`);
    expect(said).toContain(message);
    if (hint !== undefined) expect(advice).toContain(hint);
  });

  test("more episodes than fit into memory", () => {
    expect(refusal(`${ppi}  turns: 10000\n  pretraining-episodes: 200000\n`)).toEqual([
      "200,000 episodes of 10,000 turns before the first phase are more than fit into memory (x.yaml:4, train.pretraining-episodes)",
      "At 10,000 turns there may be 100,000.",
    ]);
    expect(refusal(`${ppi}  phases: 100\n  episodes-per-phase: 200000\n`)[0]).toBe(
      "100 phases of 200,000 episodes are more than are kept: 2,000,000,000 turns in all (x.yaml:4, train.episodes-per-phase)",
    );
    expect(read(`${a2c}  turns: 10000\n`).turns).toBe(10_000);
  });

  test("a number of episodes for probes that nobody named", () => {
    expect(refusal(`${ppi}  probe-episodes: 8\n`)[0]).toContain(
      "probe-episodes means nothing without probes",
    );
  });

  test("a weight of an output in planning that is not trained", () => {
    expect(refusal(`${ppi}  q-rollouts: 8\n`)[0]).toContain("q-rollouts means nothing without q-weight");
    expect(read(`${ppi}  q-rollouts: 8\n  q-weight: 1\n`)).toMatchObject({ "q-rollouts": 8, "q-weight": 1 });
  });

  test("a name that no checkpoint can have", () => {
    expect(refusal(ppi, "My Model")[0]).toBe(
      '"My Model" cannot be what the checkpoint is called (x.yaml:2, train)',
    );
    expect(refusal(`${ppi}  name: A/B`)[0]).toContain("name must be lower-case letters, digits and hyphens");
  });
});

test("whom a key is for stands in its description, and keys that are for some are refused for others", () => {
  const algorithms = { PPI: "ppi", A2C: "a2c", MAGRPO: "magrpo" } as const;
  for (const [key, { description }] of Object.entries(trainingSchema.shape)) {
    const named = /^((?:PPI|A2C|MAGRPO|and| )+):/.exec(description ?? "")?.[1]?.split(" and ");
    for (const [name, algorithm] of Object.entries(algorithms)) {
      const isFor = named === undefined || named.includes(name);
      if (isFor) continue;
      const [said] = refusal(JSON.stringify({ train: { algorithm, [key]: defaultOf(key) } }));
      expect(said).toContain(`${key} means nothing where algorithm is ${algorithm}`);
    }
  }
});

const defaultOf = (key: string): unknown =>
  // One that is there only if it is asked for is a weight.
  trainingSchema.parse({ algorithm: "ppi" })[key as keyof typeof trainingSchema.shape] ?? 1;

test("probes bear their canonical ids, and a training without them says nothing of any", () => {
  expect(read(`${ppi}  probes: [tft, tabular]\n`).probes).toEqual(["tit-for-tat", "tabular"]);
  expect(Object.keys(read(ppi)).filter((key) => key.startsWith("probe"))).toEqual([]);
});

describe("the trainings that come with coplay", () => {
  const files = readdirSync(folder).filter((name) => /^train-.*\.yaml$/.test(name));

  test("are one to see at once, and one for each algorithm", () => {
    expect(files).toEqual([
      "train-a2c.yaml",
      "train-best-responder.yaml",
      "train-magrpo.yaml",
      "train-mixed-pool.yaml",
      "train-quick.yaml",
    ]);
  });

  test.each(files)("%s can be read, and editors find its schema", (file) => {
    const text = readFileSync(join(folder, file), "utf8");
    const config = readTraining(text, file, catalogue, { name: file.replace(/\.yaml$/, "") });
    expect(config.name).toBe(file.replace(/^train-|\.yaml$/g, ""));
    expect(text.startsWith("# yaml-language-server: $schema=./training.schema.json\n")).toBe(true);
  });

  test("are checked by the published JSON Schema (npm run schema renews it)", () => {
    const published: unknown = JSON.parse(readFileSync(join(folder, "training.schema.json"), "utf8"));
    expect(published).toEqual(JSON.parse(JSON.stringify(trainingJsonSchema())));
  });
});
