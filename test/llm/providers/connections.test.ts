import { getEventListeners } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { answer, behaviours, inOrder } from "../server/behaviours.ts";
import { failureOf, providerAt, send, served, wires } from "./sample.ts";

describe.each(wires)("over %s", (_wire, name, options) => {
  it("256 requests are under way at once", async () => {
    // Answered together, once all are there.
    const server = await served(answer("J", { delayMs: 500 }));
    const provider = providerAt(server, name, options);
    await Promise.all(Array.from({ length: 256 }, () => send(provider)));
    expect(server.maxInFlight).toBe(256);
  });

  it("connections are used again", async () => {
    const server = await served(answer("J"));
    const provider = providerAt(server, name, options);
    for (let i = 0; i < 20; i++) await send(provider);
    expect(server.connections).toBe(1);
  });

  it("an abort ends an exchange with its reason, and lets go of the server", async () => {
    for (const behaviour of [behaviours.hang, behaviours.hangMidBody]) {
      const server = await served(behaviour);
      const controller = new AbortController();
      const exchange = send(providerAt(server, name, options), undefined, { signal: controller.signal });
      await vi.waitUntil(() => server.inFlight === 1);
      const reason = new Error("the match is dropped");
      controller.abort(reason);
      await expect(exchange).rejects.toBe(reason);
      await vi.waitUntil(() => server.inFlight === 0);
    }
  });

  it("a request whose signal is aborted is not sent", async () => {
    const server = await served(behaviours.answer);
    const signal = AbortSignal.abort(new Error("too late"));
    await expect(send(providerAt(server, name, options), undefined, { signal })).rejects.toThrow("too late");
    expect(server.count).toBe(0);
  });

  it("a signal that outlives many calls keeps no listener of theirs", async () => {
    const server = await served(inOrder(behaviours.answer, behaviours.serverError));
    const { signal } = new AbortController();
    const provider = providerAt(server, name, options);
    await send(provider, undefined, { signal });
    await failureOf(send(provider, undefined, { signal }));
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("a timeout and a reply that is too long let go of the server", async () => {
    const server = await served(inOrder(behaviours.hang, behaviours.huge));
    const provider = providerAt(server, name, options);
    await failureOf(send(provider, undefined, { timeoutMs: 100 }));
    await failureOf(send(provider));
    await vi.waitUntil(() => server.inFlight === 0);
  });

  it("a failure is not tried again behind the caller's back", async () => {
    const server = await served(behaviours.serverError);
    await failureOf(send(providerAt(server, name, options)));
    expect(server.count).toBe(1);
  });
});
