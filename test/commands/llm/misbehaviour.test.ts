import { describe, expect, test } from "vitest";
import { answer, behaviours, inOrder, rateLimited } from "../../llm/server/behaviours.ts";
import { base, callsOf, layTable, run } from "./table.ts";

/** One faulty model, and what its match comes to; the other model must not notice. */
const faults: readonly [name: keyof typeof behaviours, code: string, statuses: string[], requests: number][] =
  [
    ["serverError", "server", ["failed"], 2],
    ["unavailable", "server", ["failed"], 2],
    ["forbidden", "key", ["failed"], 1],
    ["badRequest", "client", ["failed"], 1],
    ["resetAtOnce", "connection", ["failed"], 2],
    ["resetMidBody", "connection", ["failed"], 2],
    ["hang", "timeout", ["failed"], 2],
    ["hangMidBody", "timeout", ["failed"], 2],
    ["drip", "timeout", ["failed"], 2],
    ["malformedJson", "server", ["failed"], 2],
    ["otherJson", "server", ["failed"], 2],
    ["emptyBody", "server", ["failed"], 2],
    ["htmlError", "server", ["failed"], 2],
    ["htmlSuccess", "server", ["failed"], 2],
    ["huge", "client", ["failed"], 1],
    ["refusal", "refused", ["refused"], 1],
    ["truncated", "truncated", ["truncated"], 1],
    ["wrongSchema", "unreadable", ["unreadable", "unreadable", "unreadable"], 3],
    ["bothLabels", "unreadable", ["unreadable", "unreadable", "unreadable"], 3],
    ["otherLanguage", "unreadable", ["unreadable", "unreadable", "unreadable"], 3],
    ["empty", "unreadable", ["unreadable", "unreadable", "unreadable"], 3],
  ];

describe("a model that misbehaves", () => {
  test.each(faults)(
    "%s: its match aborts as %s, and the others go on",
    async (name, code, statuses, asked) => {
      const table = await layTable(({ model }) => (model === "bad" ? behaviours[name] : answer()));
      const { status } = await run(
        table,
        `${base}
agents: { api: chat, timeout: 0.5 }
players: [tit-for-tat, openai/bad, openai/good]
`,
      );
      expect(status).toBe(1);
      const { log } = table;
      const matches = log.matches(log.latestRun()!.id);
      const bad = matches.filter(({ row, column }) => `${row} ${column}`.includes("bad"));
      const good = matches.filter((match) => !bad.includes(match));
      expect(bad.map(({ reason }) => reason?.code)).toEqual([code, code]);
      expect(good.map((match) => match.status)).toEqual(["complete"]);
      const ofBad = callsOf(log).filter(({ modelAsked }) => modelAsked === "bad");
      expect(ofBad.map(({ parseStatus }) => parseStatus)).toEqual([...statuses, ...statuses]);
      expect(table.server.requests.filter(({ model }) => model === "bad")).toHaveLength(2 * asked);
    },
  );

  test("plays the fallback that the tournament names, and each such move is marked and counted", async () => {
    const table = await layTable(() => behaviours.bothLabels);
    const { status, stdout } = await run(
      table,
      `${base}\nagents: { fallback: D, reasks: 1 }\nplayers: [cooperator, openai/bad]\n`,
    );
    expect(status).toBe(0);
    const { calls } = JSON.parse(stdout) as { calls: { fallback: number; decisions: number }[] };
    expect(calls[0]).toMatchObject({ fallback: 4, decisions: 4 });
    const { log } = table;
    const [record] = [...log.records(log.latestRun()!.id)];
    expect([...record!.column]).toEqual([1, 1, 1, 1]);
    const turn = ["unreadable", "fallback"];
    expect(callsOf(log).map(({ parseStatus }) => parseStatus)).toEqual([turn, turn, turn, turn].flat());
  });

  test("a rate limit is waited out in full, and the match goes on", async () => {
    const table = await layTable(inOrder(rateLimited(1), answer()));
    const { status } = await run(table, `${base}\nplayers: [cooperator, openai/gpt-5-mini]\n`);
    expect(status).toBe(0);
    const [first, second] = table.server.requests;
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(990);
    expect(callsOf(table.log).map(({ retries }) => retries)).toEqual([1, 0, 0, 0]);
  });
});
