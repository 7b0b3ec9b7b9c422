import type { Json } from "../core/json.ts";
import { jsonOf } from "./json.ts";

/** One message of a prompt. Its text is as it was sent: whoever prints it makes it printable. */
export interface PromptMessage {
  /** "system", "user", "assistant" …, as the provider calls it. */
  readonly role: string;
  readonly text: string;
}

/**
 * The messages of a logged request, in order: those of Chat Completions (`messages`), of Responses (`instructions` and
 * `input`) and of Messages (`system` and `messages`). What is none of these has no messages.
 *
 * @param request a request's body as JSON
 */
export function messagesOf(request: string): readonly PromptMessage[] {
  const body = fieldsOf(jsonOf(request));
  return [
    ...messageOf("system", body["system"]),
    ...messageOf("system", body["instructions"]),
    ...listed(body["messages"]),
    ...listed(body["input"]),
  ];
}

type Fields = Readonly<Record<string, Json | undefined>>;

const fieldsOf = (value: Json | undefined): Fields =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Fields) : {};

/** A list of messages; a lone text is the user's. */
function listed(value: Json | undefined): readonly PromptMessage[] {
  if (!Array.isArray(value)) return messageOf("user", value);
  return (value as readonly Json[]).flatMap((entry) => {
    const item = fieldsOf(entry);
    const { role } = item;
    return messageOf(typeof role === "string" ? role : roleOf(item), entry);
  });
}

/** Of the items of Responses that have no role: calls of tools are the model's, what came of them is not. */
const roleOf = ({ type }: Fields): string =>
  typeof type === "string" && type.endsWith("_output") ? "tool" : "assistant";

function messageOf(role: string, content: Json | undefined): readonly PromptMessage[] {
  const text = textOf(content);
  return text === "" ? [] : [{ role, text }];
}

/** Where messages and their parts keep what they say: texts, calls of tools, and what came of those. */
const TEXT_FIELDS = ["text", "content", "refusal", "tool_calls", "function", "output"];
/** Where calls of tools keep what the model made up, in any shape. */
const DATA_FIELDS = ["arguments", "input"];

/** All that a message or a part of one says, its parts one below the other. */
function textOf(content: Json | undefined): string {
  if (typeof content === "string") return content;
  if (Array.isArray(content)) return joined((content as readonly Json[]).map(textOf));
  if (content === null || typeof content !== "object") return "";
  const fields = fieldsOf(content);
  return joined([
    ...TEXT_FIELDS.map((name) => textOf(fields[name])),
    ...DATA_FIELDS.map((name) => dataOf(fields[name])),
  ]);
}

function dataOf(value: Json | undefined): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

const joined = (texts: readonly string[]): string => texts.filter((text) => text !== "").join("\n");
