import { describe, expect, test } from "vitest";
import { stream } from "../../src/core/random.ts";
import { isLlmAgent, isLlmId } from "../../src/llm/agent.ts";
import { findGame, findPlayer } from "../../src/registry.ts";
import { matchBetween } from "../match/matches.ts";
import { agentOf } from "./agents.ts";

const { told } = matchBetween("a", "b", { turns: 5 });
const talk = { messages: 1, maxLength: 280, line: "" };

describe("an LLM player's id", () => {
  test.each([
    ["openai/gpt-5.2", "openai/gpt-5.2"],
    ["openai/gpt-5.2(prompt=neutral, api=responses, history=all, reasks=2)", "openai/gpt-5.2"],
    [
      "openai/gpt-5.2(reasoning-effort=low, temperature=0, fallback=C)",
      "openai/gpt-5.2(temperature=0, reasoning-effort=low, fallback=C)",
    ],
    ["openai/gpt-5.2(history=0, timeout=0.5)", "openai/gpt-5.2(history=0, timeout=0.5)"],
    ["openrouter/meta-llama/llama-4-scout", "openrouter/meta-llama/llama-4-scout"],
    ["ollama/llama3.2:3b", "ollama/llama3.2:3b"],
    [
      "compatible/my-model(base-url=http://LOCALHOST:9000/v1/)",
      "compatible/my-model(base-url=http://localhost:9000/v1)",
    ],
    ["compatible/m(base-url=http://localhost/v1, api=chat)", "compatible/m(base-url=http://localhost/v1)"],
    ["scripted/tft", "scripted/tit-for-tat"],
    [
      "scripted/gtft(ramble=0.1, elicitation=line, generosity=0.25)",
      "scripted/gtft(generosity=0.25, ramble=0.1, elicitation=line)",
    ],
  ])("%s is written %s", (written, canonical) => {
    const { id } = agentOf(written);
    expect(id).toBe(canonical);
    expect(agentOf(id).id).toBe(canonical);
  });

  test.each([
    ["opneai/gpt-5.2", 'unknown provider "opneai"'],
    ["openai/", '"openai/" names no model'],
    ["openai/gpt-5.2(temperature=2.5)", "temperature must be a number in [0, 2], got 2.5 for openai/gpt-5.2"],
    ["openai/gpt-5.2(reasoning-effort=huge)", "reasoning-effort must be one of none, minimal, low"],
    ["openai/gpt-5.2(history=-1)", "history must be an integer from 0 up, or all, got -1"],
    ["openai/gpt-5.2(fallback=c)", "fallback must be none or the letter of an action, got c"],
    ["openai/gpt-5.2(max-output-tokens=21001)", "max-output-tokens must be an integer in [1, 21000]"],
    ["openai/gpt-5.2(key=sk-1)", 'openai/gpt-5.2 has no parameter "key"'],
    ["anthropic/claude-sonnet-5(api=chat)", 'anthropic/claude-sonnet-5 has no parameter "api"'],
    ["compatible/m", "compatible/m has no base URL"],
    ["openai/gpt-5.2(prompt=neutrall)", 'unknown prompt "neutrall"'],
    ["openai/gpt-5.2(language=xx)", 'the prompt neutral does not come in "xx"'],
    ["scripted/tit-for-tatt", 'unknown player "tit-for-tatt"'],
    ["scripted/tit-for-tat(generosity=1)", 'tit-for-tat has no parameter "generosity"'],
    ["scripted/tit-for-tat(refuse=0.6, both=0.6)", "refuse, ramble, stall, both, truncate must sum to"],
  ])("is refused as %s", (id, message) => expect(() => agentOf(id)).toThrow(message));

  test("never shows a password that stands in a URL, nor does its fault", () => {
    const id = 'compatible/m(base-url="http://user:canary@localhost/v1")';
    expect(() => agentOf(id)).toThrow(expect.not.stringContaining("canary") as string);
  });

  test("begins with a known provider and a slash", () => {
    expect(isLlmId("openai/gpt-5.2")).toBe(true);
    expect(isLlmId("scripted/tit-for-tat")).toBe(true);
    expect(isLlmId("trained/lstm")).toBe(false);
    expect(isLlmId("tit-for-tat")).toBe(false);
    expect(isLlmId("openai")).toBe(false);
  });
});

describe("an LLM player", () => {
  test("can be told from the others", () => {
    expect(isLlmAgent(agentOf("scripted/tit-for-tat"))).toBe(true);
    expect(isLlmAgent(findPlayer("tit-for-tat"))).toBe(false);
  });

  test("says before the first match that a key is missing", () => {
    expect(() => agentOf("openai/gpt-5.2").requireReady()).toThrow("openai/gpt-5.2 needs a key");
    expect(() => agentOf("scripted/tit-for-tat").requireReady()).not.toThrow();
  });

  test("refuses a fallback that is none of the game's actions", () => {
    const agent = agentOf("openai/gpt-5.2(fallback=R)");
    expect(() => agent.rehearse(told, null)).toThrow(
      "fallback must be none or one of C, D, got R for openai/gpt-5.2(fallback=R)",
    );
    const rockPaperScissors = findGame("rock-paper-scissors");
    expect(() => agent.rehearse({ ...told, game: rockPaperScissors }, null)).not.toThrow();
  });

  test("refuses a game that the strategy of a scripted model cannot play", () => {
    const terms = { ...told, game: findGame("rock-paper-scissors") };
    expect(() => agentOf("scripted/tit-for-tat(prompt=neutral)").rehearse(terms, null)).not.toThrow();
    expect(() => agentOf("scripted/grudger").rehearse(terms, null)).toThrow(
      "grudger plays games of 2 actions",
    );
  });

  test("can be rehearsed for cheap talk", () => {
    expect(() => agentOf("scripted/tit-for-tat").rehearse(told, talk)).not.toThrow();
  });

  test("shows beforehand what its model will be sent", async () => {
    const agent = agentOf("openai/gpt-4o(api=chat, temperature=0.5, base-url=http://localhost:1/v1)");
    const match = matchBetween(agent.id, "tit-for-tat", { turns: 5 });
    const lane = { terms: match.told, random: stream("unused"), match, seat: "row" } as const;
    const { messages, request, body } = agent.preview(lane, [0, 1]);
    expect(messages.at(-1)?.role).toBe("user");
    expect(request).toMatchObject({ model: "gpt-4o", temperature: 0.5, maxOutputTokens: 4096 });
    expect(body).toMatchObject({
      model: "gpt-4o",
      temperature: 0.5,
      messages: messages.map((m) => ({ ...m })),
    });
    expect(agent.preview(lane, [0, 1])).toEqual({ messages, request, body });
    expect(agent.preview(lane, []).messages).not.toEqual(messages);
  });

  test("asks on a lower rung where the tournament file says that its model cannot do better", () => {
    const capabilities = { "scripted/tit-for-tat": { schema: false, tool: false } };
    const agent = agentOf("scripted/tit-for-tat", { capabilities });
    const match = matchBetween(agent.id, "tit-for-tat", { turns: 5 });
    const lane = { terms: match.told, random: stream("unused"), match, seat: "row" } as const;
    expect(agent.preview(lane, []).request.form).toEqual({ kind: "text" });
  });
});
