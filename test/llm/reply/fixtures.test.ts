import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { capabilitiesOf } from "../../../src/llm/capabilities.ts";
import type { ElicitationMode } from "../../../src/llm/elicitation/elicitation.ts";
import { createProvider } from "../../../src/llm/providers/index.ts";
import type { Json, Provider } from "../../../src/llm/providers/provider.ts";
import { readReply, type Reading } from "../../../src/llm/reply/read.ts";

interface Case {
  readonly name: string;
  readonly mode: ElicitationMode;
  readonly chainOfThought: boolean;
  readonly expected: {
    readonly reads: Reading["kind"];
    readonly action?: string;
    readonly distribution?: readonly number[];
    readonly isRepaired?: boolean;
    readonly reasoning?: string;
    readonly fault?: string;
  };
  readonly body: Json;
}

const labels = ["J", "F"];

const provider = (name: string, model: string, api?: "chat" | "responses"): Provider => {
  const capabilities = capabilitiesOf(name, model);
  return createProvider({ name, model, api, environment: {}, capabilities, now: () => 0 });
};

const wires: Readonly<Record<string, Provider>> = {
  chat: provider("openai", "gpt-4o-mini", "chat"),
  responses: provider("openai", "gpt-5-mini"),
  messages: provider("anthropic", "claude-sonnet-4-5"),
};

/** A reading in the words of the fixtures, as far as they say something. */
function told(reading: Reading, expected: Case["expected"]): Case["expected"] {
  if (reading.kind === "unreadable") return { reads: reading.kind, fault: reading.fault };
  if (reading.kind !== "answer") return { reads: reading.kind };
  const { isRepaired, distribution, reasoning } = reading;
  const shares = distribution.map((share) => Number(share.toFixed(6)));
  return {
    reads: "answer",
    ...(expected.action === undefined ? { distribution: shares } : { action: labels[shares.indexOf(1)]! }),
    isRepaired,
    ...(expected.reasoning === undefined ? {} : { reasoning: reasoning ?? "" }),
  };
}

describe.each(Object.entries(wires))("a reply on the wire %s", (wire, sender) => {
  const path = new URL(`../../fixtures/replies/${wire}.json`, import.meta.url);
  const cases = JSON.parse(readFileSync(path, "utf8")) as readonly Case[];

  test.each(cases)("that $name ($mode)", ({ mode, chainOfThought, body, expected }) => {
    const asked = { mode, chainOfThought, hasSchema: mode === "schema" || mode === "percentages" };
    expect(told(readReply(sender.read(body), asked, labels), expected)).toEqual(expected);
  });
});
