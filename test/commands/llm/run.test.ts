/* Long because a run with models is told from its file to its replay, each step by a process of its own. */
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { answer, behaviours, type Script } from "../../llm/server/behaviours.ts";
import { connect } from "../../../src/store/driver.ts";
import { base, callsOf, layTable, run, type Table } from "./table.ts";
import { ended } from "../coplay.ts";

/** Answers with the first label that is offered. */
const obliging: Script = () => answer();

describe("a tournament with models", () => {
  test("plays them over every wire, logs their calls, and says what they cost", async () => {
    const table = await layTable(obliging);
    const { status, stdout, stderr } = await run(
      table,
      `${base}
repetitions: 4
players:
  - tit-for-tat
  - openai/gpt-5-mini
  - openai/gpt-4o(api=chat)
  - anthropic/claude-sonnet-4-5(elicitation=tool)
  - ollama/llama3(elicitation=line)
`,
    );
    expect(stderr).not.toMatch(/fault of coplay/);
    expect(status).toBe(0);
    const { calls, standings } = JSON.parse(stdout) as {
      calls: { player: string; calls: number; costUsd: number; unpriced: number }[];
      standings: unknown[];
    };
    expect(standings).toHaveLength(5);
    expect(calls.map((one) => one.calls)).toEqual([64, 64, 64, 64]);
    expect(calls.every(({ unpriced }) => unpriced === 0)).toBe(true);
    const paths = new Set(table.server.requests.map(({ path }) => path));
    expect([...paths].sort()).toEqual(["/v1/chat/completions", "/v1/messages", "/v1/responses"]);
    expect(table.server.count).toBe(256);
    expect(new Set(callsOf(table.log).map(({ parseStatus }) => parseStatus))).toEqual(new Set(["ok"]));
  });

  test("names the labels in turn, so that always taking the first is no strategy", async () => {
    const table = await layTable(obliging);
    await run(table, `${base}\nrepetitions: 4\nplayers: [cooperator, openai/gpt-5-mini]\n`);
    const { id } = table.log.latestRun()!;
    const firstMoves = [...table.log.records(id)].map(({ column }) => column[0]);
    expect(firstMoves.sort()).toEqual([0, 0, 1, 1]);
  });
});

/** Replies that the cache of a run holds. */
function keptReplies({ db }: Table): number {
  const cache = connect(db.replace(/\.db$/, ".cache.db"), { readonly: true, busyTimeoutMs: 1000 });
  const { kept } = cache.prepare<[], { kept: number }>("SELECT count(*) AS kept FROM reply").get()!;
  cache.close();
  return kept;
}

const long = `
turns: 12
repetitions: 6
agents: { api: chat, labels: fixed }
limits: { concurrency: 4 }
players: [tit-for-tat, random, openai/gpt-5-mini]
`;

const many = `
turns: 5
repetitions: 256
limits: { concurrency: 256 }
players: [cooperator, openai/gpt-5-mini]
`;

describe("a budget", () => {
  test("of calls is never overshot, however many are under way, and a run goes on when it is raised", async () => {
    const table = await layTable(obliging, 30);
    const { status, stdout, stderr } = await run(table, `${many}budget: { calls: 300 }\n`);
    expect(status).toBe(1);
    expect(stderr).toContain(
      "stopped: the budget of the run is spent: 300 of 300 calls; raise it in the tournament file, and the same command goes on from there",
    );
    expect(JSON.parse(stdout)).toMatchObject({
      status: "stopped",
      stopped: "the budget of the run is spent: 300 of 300 calls",
      aborted: 0,
    });
    expect(table.server.count).toBe(300);
    expect(table.log.latestRun()).toMatchObject({ status: "stopped", aborted: 0 });

    expect((await run(table, `${many}budget: { calls: 1280 }\n`)).status).toBe(0);
    expect(table.log.latestRun()).toMatchObject({ id: 1, status: "complete", matches: 256 });
    expect(table.server.count).toBe(1280);
  });

  test("of minutes stops the run, which goes on when it is raised", async () => {
    const table = await layTable(obliging, 40);
    const { status, stderr } = await run(table, `${long}budget: { minutes: 0.01 }\n`);
    expect(status).toBe(1);
    expect(stderr).toMatch(/stopped: the run's time is up: it may take 0\.6 s; the same command goes on/);
    expect(table.log.latestRun()).toMatchObject({ status: "stopped", aborted: 0 });
    expect(table.server.count).toBeLessThan(2 * 6 * 12);

    expect((await run(table, `${long}budget: { minutes: 60 }\n`)).status).toBe(0);
    expect(table.server.count).toBe(2 * 6 * 12);
  });

  test("of one player aborts its matches alone, which are played again when it is raised", async () => {
    const table = await layTable(obliging);
    const yaml = `${base}\nplayers: [tit-for-tat, openai/gpt-5-mini]\nrepetitions: 3\n`;
    const words = ["run", table.file(`${yaml}budget: { per-player: { calls: 6 } }\n`), "--db", table.db];
    const { status, stderr } = await table.coplay(...words);
    expect(status).toBe(1);
    expect(stderr).toMatch(/raise budget\.per-player in the tournament file, and --retry-aborted/);
    const { log } = table;
    const aborted = log.abortReasons(log.latestRun()!.id);
    expect(aborted).toEqual([{ code: "budget", count: expect.any(Number) as number }]);
    expect(log.latestRun()).toMatchObject({ status: "complete" });
    expect(table.server.count).toBe(6);

    const raised = `${yaml}budget: { per-player: { calls: 12 } }\n`;
    expect((await run(table, raised, "--retry-aborted")).status).toBe(0);
    expect(table.server.count).toBe(12);
  });

  test("in USD is refused where a price is not known, unless that is allowed", async () => {
    const table = await layTable(obliging);
    const yaml = `${base}\nbudget: { usd: 1 }\nplayers: [cooperator, openai/nobody-knows]\n`;
    const refused = await run(table, yaml);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/price of openai\/nobody-knows is not known/);
    expect(table.server.count).toBe(0);
    expect((await run(table, yaml, "--allow-unknown-price")).status).toBe(0);
  });
});

describe("a run that is interrupted", () => {
  test.each([20, 75, 130])(
    "by kill -9 after %i requests goes on without paying again for a reply that it had",
    async (killedAfter) => {
      const table = await layTable(obliging, 15);
      const words = ["run", table.file(long), "--db", table.db, "--json"];
      const child = table.start(...words);
      while (table.server.count < killedAfter) await pause(2);
      child.kill("SIGKILL");
      await once(child, "close");
      const before = table.server.count;
      const kept = keptReplies(table);

      const { status, stdout } = await ended(table.start(...words));
      expect(status).toBe(0);
      const total = [...callsOf(table.log)].length;
      expect(total).toBe(2 * 6 * 12);
      // All that it had is there: four were under way at most, and as many answered but not yet written down.
      expect(kept).toBeGreaterThanOrEqual(before - 8);
      expect(table.server.count - before).toBe(total - kept);
      const { calls } = JSON.parse(stdout) as { calls: { calls: number; cached: number }[] };
      expect(calls[0]!.calls).toBe(total);
    },
  );

  test("by Ctrl-C lets the calls under way end, keeps their replies, and goes on from there", async () => {
    const table = await layTable(obliging, 40);
    const words = ["run", table.file(long), "--db", table.db, "--json"];
    const child = table.start(...words);
    while (table.server.count < 30) await pause(2);
    child.kill("SIGINT");
    const stopped = await ended(child);
    expect(stopped.status).toBe(130);
    expect(stopped.stderr).toMatch(/calls under way get 10 s/);
    const before = table.server.count;

    expect((await ended(table.start(...words))).status).toBe(0);
    expect(table.server.count).toBe(2 * 6 * 12);
    expect(before).toBeLessThan(table.server.count);
  });

  test("before its first match is over says what was paid and how to go on, and prints no table", async () => {
    const table = await layTable(obliging, 40);
    const yaml = "turns: 200\nplayers: [cooperator, openai/gpt-5-mini]\n";
    const child = table.start("run", table.file(yaml), "--db", table.db);
    while (table.server.count < 5) await pause(2);
    child.kill("SIGTERM");
    const { status, stdout, stderr } = await ended(child);
    expect(status).toBe(143);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/paid \$0\.\d+, of which \$0\.\d+ for calls that are not in the log/);
    expect(stderr).toContain("the same command goes on from there");
  });

  test("has a budget that holds over all its sittings", async () => {
    const table = await layTable(obliging, 15);
    const words = ["run", table.file(`${long}budget: { calls: 100 }\n`), "--db", table.db, "--json"];
    const child = table.start(...words);
    while (table.server.count < 60) await pause(2);
    child.kill("SIGINT");
    expect((await ended(child)).status).toBe(130);
    expect((await ended(table.start(...words))).status).toBe(1);
    expect(table.server.count).toBe(100);
  });
});

describe("a run that is over", () => {
  test("comes from the cache when it is begun anew, and costs nothing", async () => {
    const table = await layTable(obliging);
    await run(table, long);
    const { count } = table.server;
    const { stdout } = await run(table, long, "--fresh");
    expect(table.server.count).toBe(count);
    const { calls } = JSON.parse(stdout) as { calls: { calls: number; cached: number; costUsd: number }[] };
    expect(calls[0]).toMatchObject({ calls: count, cached: count, costUsd: 0 });
    expect((await table.coplay("standings", "--db", table.db)).stderr).toMatch(/every reply is a copy/);
    await run(table, long, "--fresh", "--no-cache");
    expect(table.server.count).toBe(2 * count);
    expect((await table.coplay("standings", "--db", table.db)).stderr).not.toMatch(/every reply is a copy/);
  });

  test("is played again from its log without a network, move for move and call for call", async () => {
    const table = await layTable(obliging);
    await run(table, long);
    await table.server.close();
    const { status, stdout } = await run(table, long, "--replay", "1");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ run: 1, equal: 18, differing: [] });
  });

  test("plays its aborted matches again when it is asked to", async () => {
    let isHealthy = false;
    const table = await layTable(() => (isHealthy ? answer() : behaviours.unauthorized));
    expect((await run(table, long)).status).toBe(1);
    expect(table.log.latestRun()).toMatchObject({ aborted: 12 });
    isHealthy = true;
    expect((await run(table, long, "--retry-aborted")).status).toBe(0);
    expect(table.log.latestRun()).toMatchObject({ id: 1, aborted: 0, matches: 18, status: "complete" });
  });
});

describe("the cache", () => {
  test("hands no cell's replies to another, though their prompts are the same", async () => {
    const table = await layTable(obliging);
    const { status } = await run(
      table,
      `
turns: 3
terms: { horizon: untold }
grid: { turns: [3, 4] }
players: [cooperator, openai/gpt-5-mini]
`,
    );
    expect(status).toBe(0);
    expect(table.server.count).toBe(3 + 4);
  });

  test("has the replies of the matches that are there when a player comes to a file", async () => {
    const table = await layTable(obliging);
    await run(table, `${base}\nplayers: [tit-for-tat, openai/gpt-5-mini]\n`);
    expect(table.server.count).toBe(4);
    await run(table, `${base}\nname: more\nplayers: [tit-for-tat, cooperator, openai/gpt-5-mini]\n`);
    expect(table.server.count).toBe(8);
  });

  test("is not asked for replies that could not be read, when their matches are played again", async () => {
    let isReadable = false;
    const table = await layTable(({ model }) =>
      isReadable || model === "good" ? answer() : behaviours.bothLabels,
    );
    const yaml = `${base}\nagents: { api: chat }\nplayers: [cooperator, openai/bad, openai/good]\n`;
    expect((await run(table, yaml)).status).toBe(1);
    const { log } = table;
    expect(log.abortReasons(log.latestRun()!.id)).toEqual([{ code: "unreadable", count: 2 }]);
    isReadable = true;
    expect((await run(table, yaml, "--retry-aborted")).status).toBe(0);
    expect(log.latestRun()).toMatchObject({ id: 1, aborted: 0, matches: 3, status: "complete" });
    // What was asked anew was kept in place of what it was before.
    const { count } = table.server;
    expect((await run(table, yaml, "--fresh")).status).toBe(0);
    expect(table.server.count).toBe(count);
  });
});

describe("the table of a run with fallbacks", () => {
  test("says how many moves they are, and can leave out their matches", async () => {
    const table = await layTable(({ model }) => (model === "bad" ? behaviours.bothLabels : answer()));
    await run(
      table,
      `${base}\nagents: { fallback: D, reasks: 0 }\nplayers: [cooperator, openai/bad, openai/good]\n`,
    );
    const standings = (...words: string[]) => table.coplay("standings", "--db", table.db, ...words);
    const all = await standings();
    expect(all.stderr).toContain(
      "8 of 8 moves of openai/bad(reasks=0, fallback=D) (100.0 %) are not its own but fallbacks",
    );
    const without = await standings("--without-fallbacks");
    expect(without.status).toBe(0);
    expect(without.stderr).toContain("2 of 3 matches are left out, in which a fallback was played");
    const { stdout } = await standings("--without-fallbacks", "--json");
    const { leftOut, standings: rows } = JSON.parse(stdout) as {
      leftOut: number;
      standings: { player: string; matches: number }[];
    };
    expect(leftOut).toBe(2);
    expect(Object.fromEntries(rows.map(({ player, matches }) => [player, matches]))).toEqual({
      cooperator: 1,
      "openai/bad(reasks=0, fallback=D)": 0,
      "openai/good(reasks=0, fallback=D)": 1,
    });
  });
});

describe("before a run", () => {
  test("a dry run says what its calls may cost, and makes none", async () => {
    const table = await layTable(obliging);
    const { status, stdout } = await run(table, long, "--dry-run");
    expect(status).toBe(0);
    const { calls } = JSON.parse(stdout) as { calls: Record<string, number>[] };
    expect(calls[0]).toMatchObject({ calls: 144, mostCalls: 432 });
    expect(calls[0]!["inputTokens"]).toBeGreaterThan(144 * 50);
    expect(calls[0]!["costUsd"]).toBeGreaterThan(0);
    expect(table.server.count).toBe(0);
  });

  test("options that models do not take are told once, by a dry run as well", async () => {
    const table = await layTable(obliging);
    const yaml = `
turns: 1
agents: { reasoning-effort: low, elicitation: tool }
players: [cooperator, openai/gpt-4o, "openai/gpt-4o(persona=selfish)", ollama/llama3.2]
grid: { noise: [0, 0.5] }
`;
    for (const words of [[], ["--dry-run"]]) {
      const { status, stdout, stderr } = await run(table, yaml, ...words);
      expect(status).toBe(0);
      expect(stderr.split("openai/gpt-4o does not take reasoning-effort: it is not sent")).toHaveLength(2);
      expect(stderr.split("ollama/llama3.2 cannot be asked by tool: it is asked by line")).toHaveLength(2);
      if (words.length === 0) continue;
      const { departures } = JSON.parse(stdout) as { departures: object[] };
      expect(departures).toHaveLength(3);
      expect(departures[2]).toMatchObject({ option: "elicitation", asked: "tool", sent: "line" });
    }
  });

  test("a grid of what no model takes is refused", async () => {
    const table = await layTable(obliging);
    const yaml = `${base}grid: { agents.reasoning-effort: [none, low] }\nplayers: [cooperator, openai/gpt-4o]\n`;
    const { status, stderr } = await run(table, yaml, "--dry-run");
    expect(status).toBe(1);
    expect(stderr).toContain("agents.reasoning-effort reaches no model as it is written");
  });

  test("a dry run tells a missing key in one line, and goes on", async () => {
    const table = await layTable(obliging);
    const { coplay } = await import("../coplay.ts");
    const { status, stdout, stderr } = coplay(["run", table.file(long), "--dry-run", "--db", table.db], {
      cwd: table.folder,
      env: { OPENAI_BASE_URL: undefined, OPENAI_API_KEY: undefined },
    });
    expect(status).toBe(0);
    expect(stdout).toMatch(/about \$/);
    expect(stderr).toContain(
      "a run would not begin: openai/gpt-5-mini needs a key. Set OPENAI_API_KEY in the environment",
    );
  });

  test("a dry run counts the players whose price is not known", async () => {
    const table = await layTable(obliging);
    const yaml = table.file(`${base}\nplayers: [cooperator, openai/nobody-knows]\n`);
    const { stdout } = await table.coplay("run", yaml, "--dry-run");
    expect(stdout).toContain("2 players, 1 repetition of each pairing\n1 match, 4 turns\n");
    expect(stdout).toContain(", and 1 player at unknown prices\n");
  });

  test("a missing key is told before the first match", async () => {
    const table = await layTable(obliging);
    const { coplay } = await import("../coplay.ts");
    const { status, stderr } = coplay(["run", table.file(long), "--db", table.db], {
      cwd: table.folder,
      env: { OPENAI_BASE_URL: undefined, OPENAI_API_KEY: undefined },
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/OPENAI_API_KEY/);
  });
});
