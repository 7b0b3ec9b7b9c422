import { expect, test } from "vitest";
import { answer, says } from "../../llm/server/behaviours.ts";
import { CANARY_KEY } from "../../llm/server/server.ts";
import { layTable } from "./table.ts";

test("a key that a server echoes comes neither into the log nor to the co-player", async () => {
  const table = await layTable(({ headers, form }) => {
    const echo = JSON.stringify([headers["authorization"], headers["x-api-key"]]);
    return form === "text" ? says(echo) : answer(null, { thought: echo, reasoning: echo });
  });
  const file = table.file(`
turns: 3
talk: { messages: 1 }
agents: { chain-of-thought: true }
players: [openai/gpt-4o, anthropic/claude-sonnet-4-5]
`);
  const { status } = await table.coplay("run", file, "--db", table.db);
  expect(status).toBe(0);
  await table.coplay("show", "1", "--db", table.db, "--turn", "2", "--raw");
  const sent = JSON.stringify(table.server.requests.map(({ body }) => body));
  expect(sent).toContain("[key]");
  expect(sent).not.toContain(CANARY_KEY);
});
