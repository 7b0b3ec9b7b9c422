import type { ChatMessage, Json } from "../../../src/llm/providers/provider.ts";

/** The three interfaces that the server speaks. */
export type Wire = "chat" | "responses" | "messages";

/** A request as the server understood it, whichever wire it came over. */
export interface ParsedRequest {
  /** Counts from 0 in the order of arrival. */
  readonly index: number;
  /** Null for a path that is none of the server's. */
  readonly wire: Wire | null;
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body; null where it was no JSON. */
  readonly body: Json;
  readonly bytes: number;
  readonly model: string;
  /** The conversation, with the system's text as its first message on every wire. */
  readonly messages: readonly ChatMessage[];
  /** In which form the answer is asked for. */
  readonly form: "text" | "schema" | "tool";
  readonly toolName: string | null;
  /** The schema that the answer is asked to follow, of the tool's arguments as well. */
  readonly schema: Json;
  /** What the schema lets the answer be: the values of its enum, or else the names of its numbers. */
  readonly labels: readonly string[];
  readonly logprobs: boolean;
  /** In ms of the server's clock. */
  readonly at: number;
}

const WIRES: Readonly<Record<string, Wire>> = {
  "/v1/chat/completions": "chat",
  "/v1/responses": "responses",
  "/v1/messages": "messages",
};

/** A field of a JSON value, by path; null where there is none. */
export function field(value: Json, ...path: readonly (string | number)[]): Json {
  let here: Json = value;
  for (const step of path) {
    if (typeof here !== "object" || here === null) return null;
    here = (here as Readonly<Record<string | number, Json>>)[step] ?? null;
  }
  return here;
}

const word = (value: Json): string => (typeof value === "string" ? value : "");
const list = (value: Json): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);

/** The text of a message: itself, or its text parts. */
const textOf = (content: Json): string =>
  typeof content === "string"
    ? content
    : list(content)
        .map((part) => word(field(part, "text")))
        .join("");

function messagesOf(wire: Wire | null, body: Json): ChatMessage[] {
  const listed = list(field(body, wire === "responses" ? "input" : "messages")).map((message) => ({
    role: word(field(message, "role")) as ChatMessage["role"],
    content: textOf(field(message, "content")),
  }));
  const system = textOf(field(body, wire === "responses" ? "instructions" : "system"));
  return system === "" ? listed : [{ role: "system", content: system }, ...listed];
}

const SCHEMAS: Readonly<Record<Wire, readonly (string | number)[]>> = {
  chat: ["response_format", "json_schema", "schema"],
  responses: ["text", "format", "schema"],
  messages: ["output_config", "format", "schema"],
};
const TOOL_SCHEMAS: Readonly<Record<Wire, readonly (string | number)[]>> = {
  chat: ["tools", 0, "function", "parameters"],
  responses: ["tools", 0, "parameters"],
  messages: ["tools", 0, "input_schema"],
};

function labelsOf(schema: Json): string[] {
  const properties = field(schema, "properties");
  if (typeof properties !== "object" || properties === null) return [];
  const numbers: string[] = [];
  for (const [name, property] of Object.entries(properties)) {
    const values = list(field(property, "enum")).map(word);
    if (values.length > 0) return values;
    if (/^(integer|number)$/.test(word(field(property, "type")))) numbers.push(name);
    else if (field(property, "properties") !== null) return labelsOf(property);
  }
  return numbers;
}

/** Understands a request. */
export function parseRequest(raw: {
  readonly index: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly at: number;
}): ParsedRequest {
  const { index, method, path, headers, text, at } = raw;
  const wire = method === "POST" ? (WIRES[path.split("?")[0]!] ?? null) : null;
  let body: Json = null;
  try {
    body = JSON.parse(text) as Json;
  } catch {
    // A request that is no JSON is refused by the server, and shown in its list with a body of null.
  }
  const asked = wire === null ? null : field(body, ...SCHEMAS[wire]);
  const tool = wire === null ? null : field(body, ...TOOL_SCHEMAS[wire]);
  const schema = asked ?? tool;
  return {
    index,
    wire,
    method,
    path,
    headers,
    body,
    bytes: Buffer.byteLength(text),
    model: word(field(body, "model")),
    messages: messagesOf(wire, body),
    form: asked !== null ? "schema" : tool !== null ? "tool" : "text",
    toolName:
      tool === null
        ? null
        : word(field(body, "tools", 0, "name")) || word(field(body, "tools", 0, "function", "name")),
    schema,
    labels: labelsOf(schema),
    logprobs:
      field(body, "logprobs") === true ||
      list(field(body, "include")).includes("message.output_text.logprobs"),
    at,
  };
}
