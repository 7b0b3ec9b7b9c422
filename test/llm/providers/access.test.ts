import { describe, expect, it, onTestFinished, vi } from "vitest";
import { ProviderError, SpecError } from "../../../src/core/errors.ts";
import { capabilitiesOf } from "../../../src/llm/capabilities.ts";
import { createProvider, providerNames, type ProviderOptions } from "../../../src/llm/providers/index.ts";
import { behaviours } from "../server/behaviours.ts";
import { CANARY_KEY, environmentOf } from "../server/server.ts";
import { failureOf, providerAt, send, served } from "./sample.ts";

const provider = (name: string, more: Partial<ProviderOptions> = {}) =>
  createProvider({
    name,
    model: "m",
    environment: {},
    capabilities: capabilitiesOf(name, "m"),
    now: () => 0,
    ...more,
  });

function thrown<E extends Error>(kind: new (...options: never[]) => E, action: () => unknown): E {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(kind);
    return error as E;
  }
  return expect.unreachable("nothing was thrown");
}

describe("where requests go", () => {
  it("is the provider's own address, unless the environment or the player's id says otherwise", () => {
    expect(provider("openai").baseUrl).toBe("https://api.openai.com/v1");
    expect(provider("ollama").baseUrl).toBe("http://localhost:11434/v1");
    const environment = { VLLM_BASE_URL: "http://gpu.example:9000/v1/" };
    expect(provider("vllm", { environment }).baseUrl).toBe("http://gpu.example:9000/v1");
    expect(provider("vllm", { environment, baseUrl: "http://other:1/v1" }).baseUrl).toBe("http://other:1/v1");
  });

  it("must be said for a compatible server", () => {
    const error = thrown(SpecError, () => provider("compatible"));
    expect(error.message).toBe("compatible/m has no base URL");
    expect(error.hint).toBe("Add (base-url=http://…/v1) to it, or set COMPATIBLE_BASE_URL.");
    expect(provider("compatible", { baseUrl: "https://llm.example/v1" }).baseUrl).toBe(
      "https://llm.example/v1",
    );
  });

  it.each(["llm.example/v1", "ftp://llm.example", "file:///etc/passwd", ""])("cannot be %j", (baseUrl) => {
    const { message } = thrown(SpecError, () => provider("compatible", { baseUrl }));
    expect(message).toBe(
      `base-url must be an http or https address without user, query or fragment, got "${baseUrl}"`,
    );
  });

  it.each(["https://me:secret@llm.example/v1", "https://llm.example/v1?key=secret"])(
    "has no place for secrets, and does not repeat them",
    (address) => {
      const { message } = thrown(SpecError, () =>
        provider("vllm", { environment: { VLLM_BASE_URL: address } }),
      );
      expect(message).toBe("VLLM_BASE_URL must be an http or https address without user, query or fragment");
    },
  );

  it("is one of the known providers, over an interface that it speaks", () => {
    expect(providerNames).toEqual([
      "openai",
      "anthropic",
      "openrouter",
      "ollama",
      "vllm",
      "lmstudio",
      "compatible",
    ]);
    expect(thrown(SpecError, () => provider("constructor")).message).toBe(
      'there is no provider "constructor"',
    );
    expect(thrown(SpecError, () => provider("ollama", { api: "responses" })).message).toBe(
      'ollama does not speak the interface "responses"',
    );
  });
});

describe("keys", () => {
  it("are needed by vendors, and missed before a tournament starts", () => {
    for (const [name, variable] of [
      ["openai", "OPENAI_API_KEY"],
      ["anthropic", "ANTHROPIC_API_KEY"],
      ["openrouter", "OPENROUTER_API_KEY"],
    ] as const) {
      const error = thrown(ProviderError, () => provider(name).requireReady());
      expect(error).toMatchObject({ fault: "key", message: `${name}/m needs a key` });
      expect(error.hint).toBe(`Set ${variable} in the environment or in a file .env.`);
      expect(() => provider(name, { environment: { [variable]: "sk-1" } }).requireReady()).not.toThrow();
      expect(() => provider(name, { environment: { [variable]: " " } }).requireReady()).toThrow(
        ProviderError,
      );
    }
  });

  it("are not needed by servers of one's own, nor on loopback", () => {
    for (const name of ["ollama", "vllm", "lmstudio"])
      expect(() => provider(name).requireReady()).not.toThrow();
    for (const host of ["localhost", "127.0.0.1", "[::1]"]) {
      const environment = { OPENAI_BASE_URL: `http://${host}:8080/v1` };
      expect(() => provider("openai", { environment }).requireReady()).not.toThrow();
    }
    const environment = { OPENAI_BASE_URL: "http://127.0.0.1.example/v1" };
    expect(() => provider("openai", { environment }).requireReady()).toThrow(ProviderError);
  });

  it.each(["\n", "\u0007", "\u00e9", "\u201d"])(
    "with %j in them are refused before they are sent",
    async (odd) => {
      const server = await served(behaviours.answer);
      const key = `${CANARY_KEY}${odd}${CANARY_KEY}`;
      for (const name of ["openai", "compatible"]) {
        const variable = `${name.toUpperCase()}_API_KEY`;
        const environment = { ...environmentOf(server), [variable]: key };
        const error = thrown(ProviderError, () => provider(name, { environment }).requireReady());
        expect(error).toMatchObject({
          fault: "key",
          message: `${variable} holds a character that no key has`,
        });
        const failure = await failureOf(send(provider(name, { environment })));
        expect(failure.fault).toBe("key");
      }
      expect(server.count).toBe(0);
    },
  );

  it("are sent as the vendors want them, and a placeholder where there is none", async () => {
    const server = await served(behaviours.answer);
    for (const name of providerNames) await send(providerAt(server, name));
    await send(providerAt(server, "openai", { environment: { OPENAI_BASE_URL: server.v1 } }));
    const keys = server.requests.map(({ headers }) => headers["x-api-key"] ?? headers["authorization"]);
    const sent = (key: string) => expect.stringMatching(new RegExp(`^(Bearer )?${key}$`)) as string;
    const [own, none] = [sent(CANARY_KEY), sent("none")];
    expect(keys).toEqual([own, own, own, none, none, none, own, none]);
    for (const { body, path } of server.requests)
      expect(JSON.stringify([body, path])).not.toContain(CANARY_KEY);
  });

  it("do not go where only a player's id says, as a tournament may be anybody's", async () => {
    const server = await served(behaviours.answer);
    const environment = { OPENAI_API_KEY: CANARY_KEY };
    const elsewhere = provider("openai", { environment, baseUrl: "https://collector.example/v1" });
    const error = thrown(ProviderError, () => elsewhere.requireReady());
    expect(error.message).toBe("OPENAI_API_KEY is not sent to collector.example, which openai/m names");
    expect(error.hint).toBe("If it is to be trusted, name it in OPENAI_BASE_URL instead.");
    await send(provider("openai", { environment, baseUrl: server.v1 }));
    expect(JSON.stringify(server.requests)).not.toContain(CANARY_KEY);
  });

  it("of compatible servers go to the one that the environment names, and nowhere without it", async () => {
    const server = await served(behaviours.answer);
    const key = { COMPATIBLE_API_KEY: CANARY_KEY };
    const unnamed = provider("compatible", { environment: key, baseUrl: server.v1 });
    expect(() => unnamed.requireReady()).not.toThrow();
    await send(unnamed);
    const elsewhere = { ...key, COMPATIBLE_BASE_URL: "https://llm.example/v1" };
    await send(provider("compatible", { environment: elsewhere, baseUrl: server.v1 }));
    const here = { ...key, COMPATIBLE_BASE_URL: `${server.url}/other` };
    await send(provider("compatible", { environment: here, baseUrl: server.v1 }));
    expect(server.requests.map(({ headers }) => headers["authorization"])).toEqual([
      "Bearer none",
      "Bearer none",
      `Bearer ${CANARY_KEY}`,
    ]);
  });

  it("that are not sent are named where a server wants one", async () => {
    const server = await served(behaviours.unauthorized);
    const environment = { COMPATIBLE_API_KEY: CANARY_KEY };
    const failure = await failureOf(send(provider("compatible", { environment, baseUrl: server.v1 })));
    expect(failure.hint).toBe(
      "COMPATIBLE_API_KEY is sent only to the server that COMPATIBLE_BASE_URL names.",
    );
  });
});

describe("who shares a rate limit", () => {
  it("is who shares a key and an address, and the key cannot be read from it", () => {
    const one = provider("openai", { environment: { OPENAI_API_KEY: CANARY_KEY } });
    const same = provider("openai", { environment: { OPENAI_API_KEY: CANARY_KEY }, model: "other" });
    const other = provider("openai", { environment: { OPENAI_API_KEY: `${CANARY_KEY}x` } });
    expect(same.limiterKey).toBe(one.limiterKey);
    expect(other.limiterKey).not.toBe(one.limiterKey);
    expect(JSON.stringify(one)).not.toContain(CANARY_KEY);
    expect(provider("ollama").limiterKey).toBe("ollama http://localhost:11434/v1");
  });
});

it("nothing of the user's organization goes to anybody but OpenAI", async () => {
  const server = await served(behaviours.answer);
  const environment = { ...environmentOf(server), OPENAI_ORG_ID: "org-1", OPENAI_PROJECT_ID: "proj-1" };
  await send(providerAt(server, "openai", { environment }));
  await send(providerAt(server, "vllm", { environment }));
  expect(server.requests.map(({ headers }) => headers["openai-organization"])).toEqual(["org-1", undefined]);
  expect(server.requests.map(({ headers }) => headers["openai-project"])).toEqual(["proj-1", undefined]);
});

it("headers that the SDKs find in the environment stay there", async () => {
  const server = await served(behaviours.answer);
  const secrets =
    "X-Secret: s-1\nAuthorization: Bearer s-2\nX-Api-Key: s-3\nOpenAI-Organization: s-4\nuser-agent: s-5";
  vi.stubEnv("OPENAI_CUSTOM_HEADERS", secrets);
  vi.stubEnv("ANTHROPIC_CUSTOM_HEADERS", secrets);
  vi.stubEnv("ANTHROPIC_AUTH_TOKEN", "s-6");
  onTestFinished(() => void vi.unstubAllEnvs());
  await send(providerAt(server, "openai"));
  await send(providerAt(server, "anthropic"));
  await send(provider("anthropic", { environment: {}, baseUrl: server.url }));
  await send(provider("compatible", { environment: {}, baseUrl: server.v1 }));
  expect(server.requests.map(({ headers }) => headers["authorization"] ?? headers["x-api-key"])).toEqual([
    `Bearer ${CANARY_KEY}`,
    CANARY_KEY,
    "none",
    "Bearer none",
  ]);
  expect(JSON.stringify(server.requests)).not.toMatch(/s-[1-6]"/);
});
