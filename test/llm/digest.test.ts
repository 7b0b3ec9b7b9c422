import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../src/core/json.ts";
import { digestOf } from "../../src/llm/digest.ts";
import type { Question } from "../../src/llm/exchange.ts";

type Asked = Parameters<typeof digestOf>[0];

const place: Question["place"] = {
  match: { seed: 1, row: "openai/a", column: "tft", repetition: 0 },
  seat: "row",
  turn: 3,
  purpose: "act",
  attempt: 0,
};
const provider = { name: "openai", model: "a", baseUrl: "https://api.openai.com/v1" } as Question["provider"];
const body = canonicalJson({ model: "a", temperature: 0.7, messages: [{ role: "user", content: "é" }] });
const digest = (change: Partial<Asked> = {}, text = body, conditions = ""): string =>
  digestOf({ provider, place, ...change }, text, conditions);

describe("the digest of a question", () => {
  test("is the same for the same question, in any process", () => {
    expect(digest()).toBe(digest());
    expect(digest()).toBe("1564531af7577e94b47d4d134bc9716109ff95ea0c26fd4c876b200ca5eae77d");
  });

  const { match } = place;
  const changes: Readonly<Record<string, Partial<Asked>>> = {
    provider: { provider: { ...provider, name: "compatible" } },
    model: { provider: { ...provider, model: "b" } },
    "base URL": { provider: { ...provider, baseUrl: "http://localhost/v1" } },
    seed: { place: { ...place, match: { ...match, seed: 2 } } },
    "row player": { place: { ...place, match: { ...match, row: "openai/a(temperature=1)" } } },
    "column player": { place: { ...place, match: { ...match, column: "alld" } } },
    repetition: { place: { ...place, match: { ...match, repetition: 1 } } },
    seat: { place: { ...place, seat: "column" } },
    turn: { place: { ...place, turn: 4 } },
    purpose: { place: { ...place, purpose: "say" } },
    attempt: { place: { ...place, attempt: 1 } },
  };
  test.each(Object.entries(changes))("differs with the %s", (_, change) => {
    expect(digest(change)).not.toBe(digest());
  });

  test("differs with the parameters and the messages", () => {
    expect(digest({}, body.replace("0.7", "0.8"))).not.toBe(digest());
    expect(digest({}, body.replace("é", "e"))).not.toBe(digest());
  });

  test("differs with the conditions of the tournament, which a prompt need not show", () => {
    expect(digest({}, body, "4f")).not.toBe(digest());
  });
});
