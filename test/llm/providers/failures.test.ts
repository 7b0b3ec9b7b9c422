import { describe, expect, it } from "vitest";
import { quotable } from "../../../src/llm/providers/failure.ts";
import { behaviours, failure, htmlPage, rateLimited, rawJson, type Behaviour } from "../server/behaviours.ts";
import { CANARY_KEY } from "../server/server.ts";
import { failureOf, providerAt, send, served, wires } from "./sample.ts";

/** Sends one request to a server that does one thing. */
async function failing(behaviour: Behaviour, [, name, options]: (typeof wires)[number], timeoutMs = 30_000) {
  const server = await served(behaviour);
  const provider = providerAt(server, name, options);
  return failureOf(send(provider, undefined, { timeoutMs }));
}

const kinds: readonly (readonly [string, Behaviour, string, number | null, RegExp])[] = [
  ["429", rateLimited(), "rate-limit", 429, /answered 429: Rate limit reached for requests\.$/],
  ["500", behaviours.serverError, "server", 500, /answered 500: The server had an error/],
  ["503", behaviours.unavailable, "server", 503, /answered 503: The engine is overloaded\.$/],
  ["529", failure(529, "Overloaded"), "server", 529, /answered 529: Overloaded$/],
  ["401", behaviours.unauthorized, "key", 401, /answered 401: Incorrect API key provided\.$/],
  ["403", failure(403, "Not for you."), "key", 403, /answered 403: Not for you\.$/],
  ["400", behaviours.badRequest, "client", 400, /answered 400: Unsupported parameter: 'temperature'\.$/],
  ["404", failure(404, "No such model."), "client", 404, /answered 404: No such model\.$/],
  ["408", failure(408, "Too slow."), "client", 408, /answered 408/],
  [
    "a redirect",
    failure(302, "Elsewhere.", { location: "https://example.org/" }),
    "client",
    302,
    /answered 302/,
  ],
  [
    "a cut before the headers",
    behaviours.resetAtOnce,
    "connection",
    null,
    /^no connection to \w+ 127\.0\.0\.1:\d+: /,
  ],
  ["a cut in the middle", behaviours.resetMidBody, "connection", null, /^no connection to /],
  ["broken JSON", behaviours.malformedJson, "server", null, /sent no usable reply: it is no JSON/],
  ["an empty body", behaviours.emptyBody, "server", null, /sent no usable reply: it is empty$/],
  [
    "a page with 200",
    behaviours.htmlSuccess,
    "server",
    null,
    /it is no JSON: an HTML page, "502 Bad Gateway"$/,
  ],
  ["a page with 502", behaviours.htmlError, "server", 502, /answered 502: an HTML page, "502 Bad Gateway"$/],
  ["an endless reply", behaviours.huge, "client", null, /: the reply is longer than 4 MiB, and was cut off$/],
  [
    "an error in the words of FastAPI",
    rawJson('{"detail":"Model not found"}', 404),
    "client",
    404,
    /answered 404: Model not found$/,
  ],
  ["an error that is no object", rawJson('"go away"', 400), "client", 400, /answered 400: go away$/],
  ["an error without a body", rawJson("", 500), "server", 500, /answered 500: without a word$/],
];

describe.each(wires)("over %s", (...wire: (typeof wires)[number]) => {
  it.each(kinds)("%s is told as what it is", async (_name, behaviour, fault, status, message) => {
    const error = await failing(behaviour, wire);
    expect(error).toMatchObject({ fault, status });
    expect(error.message).toMatch(message);
  });

  it.each([
    ["before the headers", behaviours.hang],
    ["in the middle of the body", behaviours.hangMidBody],
    ["drop by drop", behaviours.drip],
  ])("a server that keeps its caller waiting %s is given up on", async (_name, behaviour) => {
    const error = await failing(behaviour, wire, 150);
    expect(error).toMatchObject({ fault: "timeout", status: null });
    expect(error.message).toMatch(/gave no whole reply within 0\.15 s$/);
  });

  it("a server that is not there is no connection", async () => {
    const server = await served(behaviours.answer);
    await server.close();
    const error = await failureOf(send(providerAt(server, wire[1], wire[2])));
    expect(error).toMatchObject({ fault: "connection", status: null });
    expect(error.message).toMatch(/ECONNREFUSED/);
  });

  it("a server that quotes the key is not quoted with it", async () => {
    const said = `Invalid key ${CANARY_KEY}, sent as Authorization: Bearer ${CANARY_KEY}`;
    for (const behaviour of [failure(401, said), failure(500, said), rawJson(said), rawJson(said, 400)]) {
      expect((await failing(behaviour, wire)).message).toContain("[key]");
    }
  });

  it("a whole page of complaints is cut to 500 characters of one line", async () => {
    const { message } = await failing(failure(400, `\u001b[31mWrong!\n\u0007${"x".repeat(5000)}`), wire);
    expect(message).toMatch(/answered 400: \[31mWrong! x{488}…$/);
  });
});

describe("retry-after", () => {
  const after = async (headers: Record<string, string>): Promise<number | null> =>
    (await failing(failure(429, "Slow down.", headers), wires[0]!)).retryAfterMs;

  it("is read as seconds, in full however long", async () => {
    expect(await after({ "retry-after": "7" })).toBe(7000);
    expect(await after({ "retry-after": "86400" })).toBe(86_400_000);
  });

  it("is read as a date", async () => {
    expect(await after({ "retry-after": "Sat, 21 Nov 2026 09:02:00 GMT" })).toBe(120_000);
    expect(await after({ "retry-after": "Sat, 21 Nov 2026 08:00:00 GMT" })).toBe(0);
  });

  it("is taken from the more exact header where there are both", async () => {
    expect(await after({ "retry-after": "2", "retry-after-ms": "1500" })).toBe(1500);
  });

  it("is when the limit that is used up is whole again, where nothing else is said", async () => {
    const reset = { "x-ratelimit-reset-requests": "1m30s", "x-ratelimit-remaining-requests": "0" };
    expect(await after(reset)).toBe(90_000);
  });

  it("is unknown where the server does not say, or says nonsense", async () => {
    expect(await after({})).toBeNull();
    expect(await after({ "retry-after": "soon" })).toBeNull();
    expect(await after({ "retry-after": "-3" })).toBeNull();
  });
});

describe("failures that only words tell apart", () => {
  it("a quota that is used up is not waited for", async () => {
    const body = JSON.stringify({
      error: { message: "You exceeded your quota.", code: "insufficient_quota" },
    });
    expect(await failing(rawJson(body, 429), wires[1]!)).toMatchObject({ fault: "client", status: 429 });
  });

  it("a failure that comes with 200 is a failure", async () => {
    const late = rawJson(JSON.stringify({ error: { code: 429, message: "Busy upstream." } }));
    const server = await served(late);
    const error = await failureOf(send(providerAt(server, "openrouter")));
    expect(error).toMatchObject({ fault: "rate-limit", status: 429 });
    expect(error.message).toMatch(/answered 429: Busy upstream\.$/);
  });

  it("a wrong key names the variable to look at", async () => {
    const error = await failing(behaviours.unauthorized, wires[2]!);
    expect(error.hint).toBe("Check ANTHROPIC_API_KEY in the environment or in .env.");
  });

  it("pages without a title are called pages", async () => {
    const page = { ...htmlPage(500), body: "<html><body>oops</body></html>" } as Behaviour;
    expect((await failing(page, wires[0]!)).message).toMatch(/answered 500: an HTML page$/);
  });
});

describe("text from outside", () => {
  it("loses keys of the usual shapes even where they are not the caller's", () => {
    expect(quotable("key sk-proj-abc123 and sk-ant-****wxyz, Bearer eyJhbGciOi", null)).toBe(
      "key [key] and [key], Bearer [key]",
    );
  });

  it("is not searched for keys so short that they are words", () => {
    expect(quotable("none of it", "of")).toBe("none of it");
  });
});
