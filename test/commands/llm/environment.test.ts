import { mkdirSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answer } from "../../llm/server/behaviours.ts";
import { CANARY_KEY, environmentOf } from "../../llm/server/server.ts";
import { coplay, ended, startCoplay } from "../coplay.ts";
import { layTable } from "./table.ts";

test("keys and base URLs may stand in .env, where nothing else is heeded", async () => {
  const table = await layTable(() => answer());
  const { OPENAI_BASE_URL } = environmentOf(table.server);
  const lines = [
    `OPENAI_BASE_URL=${OPENAI_BASE_URL!}`,
    "OPENAI_API_KEY=of-the-file",
    "NO_COLOR=1",
    "CI=true",
  ];
  writeFileSync(join(table.folder, ".env"), lines.join("\n"));
  const file = table.file("{ players: [tit-for-tat, openai/gpt-5-mini], turns: 2 }");
  const run = (env: NodeJS.ProcessEnv) =>
    ended(startCoplay(["run", file, "--db", table.db, "--fresh", "--no-cache"], { cwd: table.folder, env }));
  expect((await run({ OPENAI_API_KEY: undefined })).status).toBe(0);
  expect((await run({ OPENAI_API_KEY: CANARY_KEY })).status).toBe(0);
  const keys = table.server.requests.map(({ headers }) => headers["authorization"]);
  expect(keys).toEqual([
    "Bearer of-the-file",
    "Bearer of-the-file",
    `Bearer ${CANARY_KEY}`,
    `Bearer ${CANARY_KEY}`,
  ]);
});

test("the list of providers says of whom a key is missing", () => {
  const unset = Object.fromEntries(
    Object.keys(environmentOf({ url: "", v1: "" })).map((name) => [name, undefined]),
  );
  const keysWith = (env: NodeJS.ProcessEnv): Record<string, string> => {
    const { status, stdout } = coplay(["list", "providers", "--json"], { env: { ...unset, ...env } });
    expect(status).toBe(0);
    const rows = JSON.parse(stdout) as { name: string; key: string }[];
    return Object.fromEntries(rows.map(({ name, key }) => [name, key]));
  };
  expect(keysWith({})).toMatchObject({ openai: "missing", ollama: "not needed", compatible: "not needed" });
  const environment = {
    OPENAI_BASE_URL: "http://127.0.0.1:9/v1",
    ANTHROPIC_BASE_URL: "https://elsewhere.example",
    OPENROUTER_API_KEY: "sk-or-1",
    COMPATIBLE_API_KEY: "line\nend",
    COMPATIBLE_BASE_URL: "https://elsewhere.example/v1",
  };
  expect(keysWith(environment)).toMatchObject({
    openai: "not needed",
    anthropic: "missing",
    openrouter: "set",
    compatible: "unusable",
  });
});

test("a .env that cannot be read is told", async () => {
  const table = await layTable(() => answer());
  mkdirSync(join(table.folder, ".env"));
  const { status, stderr } = coplay(["list", "providers"], { cwd: table.folder });
  expect(status).toBe(1);
  expect(stderr).toMatch(/the file cannot be read \(EISDIR\) \(\.env\)/);
  rmdirSync(join(table.folder, ".env"));
});

test("what is printed as JSON moves no terminal", async () => {
  const hostile = "J\u009b31m\u202e\u2066";
  const table = await layTable(() => answer(null, { thought: hostile, reasoning: hostile }));
  const file = table.file(
    "{ players: [tit-for-tat, openai/gpt-4o(chain-of-thought=true)], turns: 2, limits: { retries: 0 } }",
  );
  expect((await table.coplay("run", file, "--db", table.db)).status).toBe(0);
  const { stdout } = await table.coplay("show", "1", "--db", table.db, "--json");
  expect(stdout).not.toMatch(/[\u0080-\u009f\u202e\u2066]/);
  expect(JSON.stringify(JSON.parse(stdout))).toContain("\u009b31m");
});
