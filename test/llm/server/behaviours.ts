import type { Json } from "../../../src/llm/providers/provider.ts";
import type { ParsedRequest } from "./request.ts";

/** What the server says of its limits, in the words of the wire. */
export interface StatedLimits {
  readonly remainingRequests: number;
  readonly remainingTokens: number;
  /** Until both are whole again. */
  readonly resetMs: number;
}

/** Token counts of a reply; what is left out is worked out from the texts' lengths. */
export interface StatedUsage {
  /** All input, cached input included, on every wire. */
  readonly input?: number;
  readonly cached?: number;
  readonly written?: number;
  readonly output?: number;
  readonly reasoning?: number;
}

interface Common {
  /** Before anything is sent. */
  readonly delayMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly limits?: StatedLimits;
}

/** A reply that keeps to the interface, whatever it says. */
export interface Reply extends Common {
  readonly kind: "reply";
  /**
   * A label is put into the form that the request asks for; a value is put there as it is (as JSON where text is
   * asked for); a text is said outside of any form.
   */
  readonly said:
    | { readonly label: string | null }
    | { readonly value: Json }
    | { readonly text: string }
    | { readonly refusal: string };
  /** What is said before the answer: in a schema's text fields, and in the text before the last line. */
  readonly thought?: string;
  /** Reasoning apart from the answer. */
  readonly reasoning?: string;
  readonly isTruncated?: boolean;
  readonly usage?: StatedUsage;
  /** Probabilities of tokens where the answer's label stands. */
  readonly probabilities?: Readonly<Record<string, number>>;
}

/** What the server does with a request: data, nothing else. */
export type Behaviour =
  | Reply
  /** Bytes as they are. */
  | (Common & {
      readonly kind: "raw";
      readonly status: number;
      readonly type: string;
      readonly body: string;
      /** Sends a byte at a time, with this pause between two. */
      readonly dripMs?: number;
    })
  /** A failure in the words of the wire. */
  | (Common & { readonly kind: "failure"; readonly status: number; readonly message: string })
  /** Cuts the connection with a reset: before the headers, or in the middle of the body. */
  | (Common & { readonly kind: "reset"; readonly when: "at-once" | "mid-body" })
  /** Says nothing more and never ends: before the headers, or in the middle of the body. */
  | (Common & { readonly kind: "hang"; readonly when: "at-once" | "mid-body" });

/** Decides what becomes of each request. */
export type Script = (request: ParsedRequest) => Behaviour;

/** Answers with a label, in the form asked for; without one, with the first that the request's schema names. */
export const answer = (label: string | null = null, more: Partial<Reply> = {}): Reply => ({
  kind: "reply",
  said: { label },
  ...more,
});

/** Says a text, whatever form is asked for. */
export const says = (text: string, more: Partial<Reply> = {}): Reply => ({
  kind: "reply",
  said: { text },
  ...more,
});

/** Gives a JSON value in the form asked for, whether or not it follows the schema. */
export const gives = (value: Json, more: Partial<Reply> = {}): Reply => ({
  kind: "reply",
  said: { value },
  ...more,
});

/** Refuses, as the wire has it. */
export const refusal = (text = "I cannot take part in this."): Reply => ({
  kind: "reply",
  said: { refusal: text },
});

/** A reply that stopped at the bound of output tokens. */
export const truncated = (text = "Let me think about this step by step. First,"): Reply => ({
  kind: "reply",
  said: { text },
  isTruncated: true,
});

/** A failure with a status and a message. */
export const failure = (
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Behaviour => ({ kind: "failure", status, message, headers });

/** 429 with `retry-after` in seconds, or without. */
export const rateLimited = (retryAfterSeconds?: number): Behaviour =>
  failure(
    429,
    "Rate limit reached for requests.",
    retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) },
  );

const HTML = `<!DOCTYPE html>
<html><head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>${"<!-- padding -->\n".repeat(100)}</body></html>`;

/** An error page of something between the server and its clients. */
export const htmlPage = (status: number): Behaviour => ({
  kind: "raw",
  status,
  type: "text/html; charset=utf-8",
  body: HTML,
});

/** Bytes that claim to be JSON. */
export const rawJson = (body: string, status = 200): Behaviour => ({
  kind: "raw",
  status,
  type: "application/json",
  body,
});

/** The ready-made behaviours that need no more words, by name. */
export const behaviours = {
  answer: answer(),
  rateLimited: rateLimited(1),
  serverError: failure(500, "The server had an error while processing your request."),
  unavailable: failure(503, "The engine is overloaded."),
  unauthorized: failure(401, "Incorrect API key provided."),
  forbidden: failure(403, "This key has no access to the model."),
  badRequest: failure(400, "Unsupported parameter: 'temperature'."),
  resetAtOnce: { kind: "reset", when: "at-once" },
  resetMidBody: { kind: "reset", when: "mid-body" },
  hang: { kind: "hang", when: "at-once" },
  hangMidBody: { kind: "hang", when: "mid-body" },
  drip: {
    kind: "raw",
    status: 200,
    type: "application/json",
    body: `{"a":"${"b".repeat(4096)}"}`,
    dripMs: 20,
  },
  malformedJson: rawJson('{"id": "x", "choices": [{"message": '),
  otherJson: rawJson('{"hello": ["world"]}'),
  emptyBody: rawJson(""),
  wrongSchema: gives({ choice: 3 }),
  refusal: refusal(),
  truncated: truncated(),
  bothLabels: says("It could be J, or it could be F."),
  otherLanguage: says("Je ne sais pas encore ce que je vais choisir."),
  empty: says(""),
  huge: says("J ".repeat(5 * 1024 * 1024)),
  htmlError: htmlPage(502),
  htmlSuccess: htmlPage(200),
} as const satisfies Readonly<Record<string, Behaviour>>;

/** Does one after the other, and the last for ever. */
export const inOrder =
  (...steps: readonly [Behaviour, ...Behaviour[]]): Script =>
  ({ index }) =>
    steps[Math.min(index, steps.length - 1)]!;

/** Does the same with every request. */
export const always =
  (behaviour: Behaviour): Script =>
  () =>
    behaviour;
