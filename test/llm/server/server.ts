import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { failure, type Behaviour, type Script } from "./behaviours.ts";
import { parseRequest, type ParsedRequest } from "./request.ts";
import { failureBody, limitHeaders, replyBody } from "./wires.ts";

/** How the server runs. */
export interface ServerOptions {
  /** By default a free one. */
  readonly port?: number;
  /** Before every answer, besides what a behaviour asks for. */
  readonly delayMs?: number;
  /** Whether requests are kept in `requests`; a server for many thousands should not. */
  readonly keepsRequests?: boolean;
  /** Tells the time to rate-limit headers and `at`. */
  readonly now?: () => number;
}

/** A server that speaks Chat Completions, Responses and Messages on loopback. */
export interface LlmServer {
  /** Without a path: what `ANTHROPIC_BASE_URL` wants. */
  readonly url: string;
  /** With `/v1`: what `OPENAI_BASE_URL` and the others want. */
  readonly v1: string;
  /** In the order of arrival. */
  readonly requests: readonly ParsedRequest[];
  readonly count: number;
  /** Requests that are being answered just now, and at most were at once. */
  readonly inFlight: number;
  readonly maxInFlight: number;
  /** Connections that were opened so far. */
  readonly connections: number;
  /** Cuts what is under way and ends. */
  close(): Promise<void>;
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** Sends a byte at a time until the end, or until nobody listens. */
async function drip(response: ServerResponse, body: string, pauseMs: number): Promise<void> {
  for (const byte of Buffer.from(body)) {
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
    await pause(pauseMs);
  }
  response.end();
}

interface Outgoing {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** What a behaviour sends, or would have sent where it stops in the middle. */
function outgoing(request: ParsedRequest, behaviour: Behaviour): Outgoing {
  const json = (status: number, body: unknown): Outgoing => ({
    status,
    type: "application/json",
    body: JSON.stringify(body),
  });
  const { wire } = request;
  if (wire === null) return json(404, failureBody(wire, 404, `Unknown request URL: ${request.path}.`));
  if (request.body === null) return json(400, failureBody(wire, 400, "The body is not JSON."));
  switch (behaviour.kind) {
    case "raw":
      return behaviour;
    case "failure":
      return json(behaviour.status, failureBody(wire, behaviour.status, behaviour.message));
    case "reply":
      return json(200, replyBody(wire, request, behaviour));
    case "reset":
    case "hang":
      return json(200, replyBody(wire, request, { kind: "reply", said: { label: null } }));
  }
}

async function act(
  request: ParsedRequest,
  behaviour: Behaviour,
  response: ServerResponse,
  options: ServerOptions,
): Promise<void> {
  const delayMs = (options.delayMs ?? 0) + (behaviour.delayMs ?? 0);
  if (delayMs > 0) await pause(delayMs);
  if (response.destroyed) return;
  const { kind } = behaviour;
  if (kind === "reset" && behaviour.when === "at-once") response.socket?.resetAndDestroy();
  if ((kind === "reset" || kind === "hang") && behaviour.when === "at-once") return;
  const { status, type, body } = outgoing(request, behaviour);
  const now = options.now ?? Date.now;
  response.writeHead(status, {
    "content-type": type,
    "content-length": Buffer.byteLength(body),
    [request.wire === "messages" ? "request-id" : "x-request-id"]: `req_${request.index}`,
    ...(behaviour.limits === undefined ? {} : limitHeaders(request.wire, behaviour.limits, now())),
    ...behaviour.headers,
  });
  if (kind === "raw" && behaviour.dripMs !== undefined) return drip(response, body, behaviour.dripMs);
  if (kind !== "reset" && kind !== "hang") return void response.end(body);
  response.write(body.slice(0, body.length / 2));
  if (kind === "hang") return;
  // Once the half has gone out: a reset at once could overtake it.
  await pause(20);
  response.socket?.resetAndDestroy();
}

/** What the script says; a script that fails is told to whoever asked, so that a test shows it. */
function doing(script: Script, request: ParsedRequest): Behaviour {
  try {
    return script(request);
  } catch (error) {
    return failure(500, `The script of the fake server failed: ${String(error)}`);
  }
}

/** Starts a server on 127.0.0.1 that does with each request what the script says. */
export async function startServer(script: Script, options: ServerOptions = {}): Promise<LlmServer> {
  const requests: ParsedRequest[] = [];
  const now = options.now ?? Date.now;
  let count = 0;
  let inFlight = 0;
  let maxInFlight = 0;
  let connections = 0;

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const index = count++;
    const at = now();
    inFlight++;
    maxInFlight = Math.max(maxInFlight, inFlight);
    response.once("close", () => inFlight--);
    const text = await textOf(incoming);
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    );
    const { method = "", url: path = "" } = incoming;
    const request = parseRequest({ index, method, path, headers, text, at });
    if (options.keepsRequests ?? true) requests.push(request);
    await act(request, doing(script, request), response, options);
  }

  const server = createServer((incoming, response) => {
    // Whoever asks may go away at any time: that is no fault of the server's.
    handle(incoming, response).catch(() => response.destroy());
  });
  server.on("connection", () => connections++);
  // A connection that is closed for idleness while a request is on its way would look like a reset.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    v1: `${url}/v1`,
    requests,
    get count() {
      return count;
    },
    get inFlight() {
      return inFlight;
    },
    get maxInFlight() {
      return maxInFlight;
    },
    get connections() {
      return connections;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What `environmentOf` gives as every provider's key: it must appear nowhere but in headers. */
export const CANARY_KEY = "sk-canary-4f1d9c2ab7e8";

/** An environment in which every provider is this server. */
export const environmentOf = (server: Pick<LlmServer, "url" | "v1">): Record<string, string> => ({
  OPENAI_BASE_URL: server.v1,
  OPENAI_API_KEY: CANARY_KEY,
  ANTHROPIC_BASE_URL: server.url,
  ANTHROPIC_API_KEY: CANARY_KEY,
  OPENROUTER_BASE_URL: server.v1,
  OPENROUTER_API_KEY: CANARY_KEY,
  OLLAMA_BASE_URL: server.v1,
  VLLM_BASE_URL: server.v1,
  LMSTUDIO_BASE_URL: server.v1,
  COMPATIBLE_BASE_URL: server.v1,
  COMPATIBLE_API_KEY: CANARY_KEY,
});
