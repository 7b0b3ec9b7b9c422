import type { Json } from "./providers/provider.ts";

/** Replies that were paid for, kept for when the same match is played again. Refusals and errors are not kept. */
export interface ReplyCache {
  /** The body of a reply by the digest of its question; undefined where there is none. */
  get(digest: string): Json | undefined;
  /** Keeps a reply: once this settles, a process that is killed has it when it goes on. */
  put(digest: string, body: Json): Promise<void>;
}
