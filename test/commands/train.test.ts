/* Long because a training is stopped, killed, resumed and logged, each in processes of its own. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { keyOf } from "../../src/core/trajectory.ts";
import type { CurvePoint } from "../../src/models/trainers/events.ts";
import { openStore } from "../../src/store/open.ts";
import { coplay, ended, root, startCoplay, workplace, type Ended } from "./coplay.ts";

const folder = workplace();
const inFolder = (name: string): string => join(folder, name);

function file(name: string, text: string): string {
  writeFileSync(inFolder(name), text);
  return inFolder(name);
}

/** So small that a phase takes a moment, and long enough to be interrupted. */
const small = `
  algorithm: ppi
  hidden: 8
  embedding: 8
  turns: 20
  pretraining-episodes: 256
  pretraining-epochs: 2
  batch-size: 64
  episodes-per-phase: 32
  epochs: 1
  rollouts: 2
  look-ahead: 4
  phases: 8
`;
const training = (name: string, more = ""): string => file(`${name}.yaml`, `train:${small}${more}`);

interface Stored {
  readonly hash: string;
  readonly name: string;
  readonly curve: readonly { readonly step: number }[];
}
const stored = (path: string): Stored => JSON.parse(readFileSync(path, "utf8")) as Stored;
const trained = (name: string): string => inFolder(`results/trained/${name}.json`);
const inPlace = { cwd: folder };

/** The hash of the checkpoint that a training comes to if nobody disturbs it. */
let undisturbed: string;
beforeAll(() => {
  const out = inFolder("undisturbed.json");
  const { status, stderr } = coplay(["train", training("small"), "--out", out, "--plain", "--workers", "0"]);
  expect(status, stderr).toBe(0);
  undisturbed = stored(out).hash;
});

describe("coplay train", () => {
  test("trains the quick example, a line for each point, and leaves a model that plays", () => {
    const quick = join(root, "tournaments/train-quick.yaml");
    const { status, stdout, stderr } = coplay(["train", quick], inPlace);
    expect(status, stderr).toBe(0);
    const lines = stdout.trim().split("\n");
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatch(
      /^phase 1 of 6 · tabular -?\d\.\d{3}, C \d+\.\d % · probes C tit-for-tat \d+\.\d %, cooperator \d+\.\d %, defector \d+\.\d % · loss own \d\.\d{3}, coPlayer \d\.\d{3} · [\d,]+ turns/,
    );
    expect(lines[3]).toMatch(/ turns\/s · .+ left$/);
    expect(stderr).toContain("coplay evaluate trained/quick");
    expect(readdirSync(inFolder("results/trained"))).toEqual(["quick.json"]);
    const play = coplay(
      ["play", "trained/quick", "defector", "--game", "prisoners-dilemma(R=1,S=-1,T=2,P=0)"],
      inPlace,
    );
    expect(play.status, play.stderr).toBe(0);
  });

  test("gives the same checkpoint whatever the number of threads, and another for another seed", () => {
    const small = inFolder("small.yaml");
    const hashOf = (name: string, ...words: readonly string[]): string => {
      const out = inFolder(`${name}.json`);
      const { status, stderr } = coplay(["train", small, "--out", out, ...words]);
      expect(status, stderr).toBe(0);
      return stored(out).hash;
    };
    expect(hashOf("threads", "--workers", "2")).toBe(undisturbed);
    expect(hashOf("seeded", "--seed", "9")).not.toBe(undisturbed);
  });

  test("keeps a checkpoint of each of two learners, and --json tells the whole curve", () => {
    const two = training("two", "  learners: 2\n  co-players: { learners: 1, tabular: 1 }\n");
    const { status, stdout, stderr } = coplay(["train", two, "--json"], inPlace);
    expect(status, stderr).toBe(0);
    const result = JSON.parse(stdout) as {
      readonly status: string;
      readonly checkpoints: readonly string[];
      readonly curve: readonly { readonly learners: readonly object[] }[];
    };
    expect(result).toMatchObject({ name: "two", status: "finished", step: 8, of: 8 });
    expect(result.checkpoints).toEqual(["results/trained/two-1.json", "results/trained/two-2.json"]);
    expect(result.curve[7]!.learners).toHaveLength(2);
    expect(stored(trained("two-1")).hash).not.toBe(stored(trained("two-2")).hash);
    expect(stored(trained("two-2")).name).toBe("two-2");
  });

  test("that has finished says so, and --force trains anew", () => {
    const words = ["train", inFolder("small.yaml"), "--out", inFolder("undisturbed.json")];
    const again = coplay(words);
    expect(again).toMatchObject({ status: 0, stdout: "" });
    expect(again.stderr).toContain(`small is finished already: ${inFolder("undisturbed.json")}`);
    const anew = coplay([...words, "--force"]);
    expect(anew.status, anew.stderr).toBe(0);
    expect(anew.stdout.trim().split("\n")).toHaveLength(8);
    expect(stored(inFolder("undisturbed.json")).hash).toBe(undisturbed);
  });

  test("starts from a checkpoint where the file says so", () => {
    const further = training("further", `  from: [${inFolder("undisturbed.json")}]\n`);
    const { status, stderr } = coplay(["train", further, "--plain"], inPlace);
    expect(status, stderr).toBe(0);
    expect(stored(trained("further")).hash).not.toBe(undisturbed);
  });
});

describe("an interrupted training", () => {
  /** Starts a training and waits until a state of it is written down. */
  async function untilKept(out: string): Promise<ReturnType<typeof startCoplay>> {
    const child = startCoplay(["train", inFolder("small.yaml"), "--out", out, "--plain", "--workers", "0"]);
    while (!existsSync(out.replace(".json", ".state"))) await setTimeout(2);
    return child;
  }

  test("that was killed goes on, and comes to the same checkpoint", async () => {
    const out = inFolder("killed.json");
    const child = await untilKept(out);
    const end = ended(child);
    child.kill("SIGKILL");
    expect((await end).signal).toBe("SIGKILL");
    const again = coplay(["train", inFolder("small.yaml"), "--out", out]);
    expect(again.status, again.stderr).toBe(0);
    expect(again.stderr).toMatch(/going on with small: \d of 8 phases are there/);
    expect(stored(out).hash).toBe(undisturbed);
    expect(existsSync(inFolder("killed.state"))).toBe(false);
  });

  test.each([
    ["Ctrl-C", "SIGINT", 130],
    ["kill", "SIGTERM", 143],
  ] as const)("by %s keeps what it has come to, says how to go on, and goes on", async (_, signal, code) => {
    const out = inFolder(`stopped-${signal}.json`);
    const child = await untilKept(out);
    const end = ended(child);
    child.kill(signal);
    const { status, stderr } = await end;
    expect(status, stderr).toBe(code);
    expect(stderr).toContain("stopping after the phase under way; Ctrl-C again stops at once");
    expect(stderr).toMatch(/stopped: \d of 8 phases are kept; the same command goes on from there/);
    expect(stored(out).curve.length).toBeGreaterThan(0);
    coplay(["train", inFolder("small.yaml"), "--out", out]);
    expect(stored(out).hash).toBe(undisturbed);
  });
});

describe("episodes that are logged", () => {
  const two = "  learners: 2\n  co-players: { learners: 1, tabular: 1, tft: 2 }\n";
  /** 256 episodes of either learner before, and in each phase 8 among learners, and 8 and 16 of either with others. */
  const PLANNED = 2 * 256 + 8 * (8 + 2 * 8 + 2 * 16);
  const logged = (db: string, name: string) => {
    using store = openStore(inFolder(db), { mode: "read" });
    const run = store.run(name)!;
    const records = Array.from(store.records(run.id), ({ match, row, column }) => ({
      key: keyOf(match),
      moves: [...row, ...column].join(""),
    }));
    return { run, players: store.players(run.id), runs: store.runs().length, records };
  };
  const byKey = ({ records }: ReturnType<typeof logged>): Map<string, string> =>
    new Map(records.map(({ key, moves }) => [key, moves]));
  const start = (name: string): readonly string[] => [
    ...["train", inFolder("logged.yaml"), "--out", inFolder(`${name}.json`), "--plain", "--workers", "0"],
    ...["--log", "--db", inFolder(`${name}.db`)],
  ];

  beforeAll(() => {
    training("logged", two);
    const { status, stderr } = coplay(start("whole"));
    expect(status, stderr).toBe(0);
    expect(stderr).toContain(`its episodes are run 1 of ${inFolder("whole.db")}: coplay standings 1 --db`);
  });

  test("are the matches of one run, all of them, between the learners and whom they met", () => {
    const { run, players, records } = logged("whole.db", "logged");
    expect(run).toMatchObject({ status: "complete", matches: PLANNED, plannedMatches: PLANNED, seed: 1 });
    expect(players.map(({ id, kind }) => `${kind} ${id}`)).toEqual([
      "policy learner-1",
      "policy learner-2",
      "strategy tabular",
      "strategy tit-for-tat",
    ]);
    expect(records).toHaveLength(PLANNED);
    expect(byKey({ run, players, records, runs: 1 }).size).toBe(PLANNED);
  });

  test("are those that the curve sums up", () => {
    using store = openStore(inFolder("whole.db"), { mode: "read" });
    const { curve } = JSON.parse(readFileSync(inFolder("whole-2.json"), "utf8")) as {
      readonly curve: readonly CurvePoint[];
    };
    for (const { step, learners } of curve) {
      const { payoff } = learners[1]!.against["tit-for-tat"]!;
      const scores = Array.from({ length: 16 }, (_, i) => {
        const match = store.matchOf(1, "learner-2", "tit-for-tat", 16 * (step - 1) + i)!;
        return match.rowScore / 20;
      });
      const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
      expect(mean, `phase ${step}`).toBeCloseTo(payoff, 5);
    }
  });

  test("do not change what is learned, and are there for other commands", () => {
    const plain = coplay(["train", inFolder("logged.yaml"), "--out", inFolder("unlogged.json")]);
    expect(plain.status, plain.stderr).toBe(0);
    for (const i of [1, 2]) {
      expect(stored(inFolder(`unlogged-${i}.json`)).hash).toBe(stored(inFolder(`whole-${i}.json`)).hash);
    }
    const db = ["--db", inFolder("whole.db")];
    for (const words of [["standings"], ["matches", "--player", "learner-2"], ["show", "1"], ["runs"]]) {
      const { status, stdout, stderr } = coplay([...words, ...db]);
      expect(status, stderr).toBe(0);
      expect(stdout, words[0]).toMatch(words[0] === "runs" ? /logged .* complete/ : /learner-2|tabular/);
    }
  });

  test.each([0, 1, 2, 5])(
    "are there once, and all of them, where the training was killed in phase %i and after",
    async (phases) => {
      const name = `killed-${phases}`;
      const words = start(name);
      for (let kills = 0; kills < 2; kills++) {
        const child = startCoplay(words);
        const end = ended(child);
        let lines = 0;
        if (phases > 0) {
          child.stdout!.on("data", (text: string) => {
            lines += text.split("\n").length - 1;
            if (lines >= phases) child.kill("SIGKILL");
          });
        } else {
          while (!existsSync(inFolder(`${name}.db-wal`))) await setTimeout(1);
          child.kill("SIGKILL");
        }
        await end;
      }
      const { status, stderr } = coplay(words);
      expect(status, stderr).toBe(0);
      const [found, whole] = [logged(`${name}.db`, "logged"), logged("whole.db", "logged")];
      expect(found.runs).toBe(1);
      expect(found.run.status).toBe("complete");
      expect(found.records).toHaveLength(PLANNED);
      expect(byKey(found)).toEqual(byKey(whole));
    },
  );

  test("are begun anew by --force, as another run", () => {
    const { status, stderr } = coplay([...start("whole"), "--force"]);
    expect(status, stderr).toBe(0);
    const { run, runs, records } = logged("whole.db", "logged");
    expect([run.id, run.status, runs, records.length]).toEqual([2, "complete", 2, PLANNED]);
  });

  test("are refused where the first ones are not there, and no log is made", async () => {
    const out = inFolder("late.json");
    const child = startCoplay(["train", inFolder("small.yaml"), "--out", out, "--plain", "--workers", "0"]);
    const end = ended(child);
    while (!existsSync(inFolder("late.state"))) await setTimeout(2);
    child.kill("SIGKILL");
    await end;
    const state = readFileSync(inFolder("late.state"));
    for (const db of ["late.db", "whole.db"]) {
      const late = coplay(["train", inFolder("small.yaml"), "--out", out, "--log", "--db", inFolder(db)]);
      expect(late.status).toBe(1);
      expect(late.stderr).toMatch(
        /has not all episodes of the first \d phases? of small, which are done\n {2}Go on/,
      );
      expect(readFileSync(inFolder("late.state"))).toEqual(state);
    }
    expect(existsSync(inFolder("late.db"))).toBe(false);
    expect(logged("whole.db", "logged").runs).toBe(2);
  });

  test("need --log where a log is named", () => {
    const { status, stderr } = coplay(["train", inFolder("small.yaml"), "--db", inFolder("x.db")]);
    expect(status).toBe(1);
    expect(stderr).toBe("coplay: --db means nothing without --log\n  Add --log to log episodes there.\n");
  });
});

describe("a training that cannot be", () => {
  /** One line that says what and where, at most one more that says what to do, and nothing else. */
  function expectRefusal({ status, stdout, stderr }: Ended, message: string, hint?: string): void {
    expect(status).toBe(1);
    expect(stdout).toBe("");
    const lines = stderr.trimEnd().split("\n");
    expect(lines.length, stderr).toBeLessThanOrEqual(2);
    expect(lines[0]).toMatch(/^coplay: /);
    expect(lines[0]).toContain(message);
    if (hint !== undefined) expect(lines[1]).toContain(hint);
  }
  const train = (path: string, ...words: readonly string[]): Ended =>
    coplay(["train", path, ...words], inPlace);

  test("of a file that is not there, a folder, or a tournament", () => {
    expectRefusal(train(inFolder("none.yaml")), "there is no such file", "coplay list trainings");
    expectRefusal(train(folder), "this is a directory");
    const axelrod = join(root, "tournaments/axelrod-1980.yaml");
    expectRefusal(train(axelrod), "this is a tournament file, and trains no model", `coplay run ${axelrod}`);
    expectRefusal(coplay(["run", inFolder("small.yaml")]), "this file trains a model", "coplay train");
  });

  test.each([
    ["an unknown key", "  rollout: 3\n", 'unknown key "rollout"', "Did you mean rollouts?"],
    [
      "an unknown co-player",
      "  co-players: { tit-for-tatt: 1 }\n",
      'unknown player "tit-for-tatt"',
      "Did you mean",
    ],
    ["an impossible shape", "  hidden: 8.5\n", "hidden must be an integer in [4, 512], got 8.5", undefined],
  ])("%s", (what, more, message, hint) => {
    const text = small.replace(/ {2}hidden: 8\n/, (line) => (more.includes("hidden") ? "" : line));
    const path = file(`${what.replaceAll(" ", "-")}.yaml`, `train:${text}${more}`);
    expectRefusal(train(path), message, hint);
  });

  test("into the place of another training's checkpoint, which stays", () => {
    const out = inFolder("undisturbed.json");
    const before = readFileSync(out);
    const other = training("other");
    expectRefusal(train(other, "--out", out), "is of another training", "--force");
    expect(readFileSync(out)).toEqual(before);
  });

  test("into the place of a file that is no checkpoint, which stays", () => {
    const out = file("letter.json", '{"dear": "reader"}');
    expectRefusal(train(inFolder("small.yaml"), "--out", out), "is no checkpoint of coplay's");
    expect(readFileSync(out, "utf8")).toBe('{"dear": "reader"}');
  });

  test("from the state of other settings", async () => {
    const out = inFolder("changed.json");
    const child = startCoplay(["train", inFolder("small.yaml"), "--out", out, "--plain", "--workers", "0"]);
    const end = ended(child);
    while (!existsSync(inFolder("changed.state"))) await setTimeout(2);
    child.kill("SIGKILL");
    await end;
    const state = readFileSync(inFolder("changed.state"));
    expectRefusal(train(inFolder("small.yaml"), "--out", out, "--seed", "5"), "seed");
    expect(readFileSync(inFolder("changed.state"))).toEqual(state);
  });

  test("from a checkpoint that is not there, or of another network", () => {
    const missing = file("from-none.yaml", `train:${small}  from: [${inFolder("none.json")}]\n`);
    expectRefusal(train(missing), "there is no such file");
    const unknown = file("from-unknown.yaml", `train:${small}  from: [trained/nobody]\n`);
    expectRefusal(train(unknown), 'unknown trained model "nobody"');
    const larger = small.replace("hidden: 8", "hidden: 12");
    const wrong = file("from-wrong.yaml", `train:${larger}  from: [${inFolder("undisturbed.json")}]\n`);
    expectRefusal(train(wrong), "has another network than this training", "hidden: 8");
  });

  test("kept where nothing can be written", () => {
    mkdirSync(inFolder("a-folder.json"));
    const { status, stderr } = train(inFolder("small.yaml"), "--out", inFolder("a-folder.json"));
    expect(status).toBe(1);
    expect(stderr).toContain("a-folder.json");
  });
});

test("a training that diverges ends with an error, and what it was before is kept", () => {
  const path = file(
    "diverging.yaml",
    "train:\n  algorithm: a2c\n  hidden: 8\n  turns: 20\n  batch-size: 32\n  report-every: 1\n  updates: 20\n  learning-rate: 1e37\n",
  );
  const { status, stdout, stderr } = coplay(["train", path], inPlace);
  expect(status).toBe(1);
  expect(stdout.trim().split("\n")).toHaveLength(1);
  expect(stderr).toBe(
    "results/trained/diverging.json: as it was after update 1\n" +
      "coplay: the loss of learner 1 is no number any more in step 2: the training diverged\n" +
      "  Try a smaller learning-rate, or a smaller clip-norm.\n",
  );
  expect(stored(trained("diverging")).curve).toHaveLength(1);
});
