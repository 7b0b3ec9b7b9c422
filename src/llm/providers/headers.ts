import type { RateLimits } from "./provider.ts";

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A count that is not negative, or null. */
function count(text: string | null): number | null {
  const value = text === null || text.trim() === "" ? NaN : Number(text);
  return value >= 0 && Number.isFinite(value) ? value : null;
}

/** A duration such as "120ms", "1.5s" or "6m0s"; a bare number is one of seconds. */
function duration(text: string | null): number | null {
  if (text === null) return null;
  const bare = count(text);
  if (bare !== null) return bare * 1000;
  if (!/^(\d+(\.\d+)?(ms|[smhd]))+$/.test(text.trim())) return null;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g)) {
    total += Number(amount) * UNITS_MS[unit!]!;
  }
  return total;
}

/** The time until a date with a time of day; 0 where it is past. */
function until(text: string | null, now: number): number | null {
  const at = text !== null && /\d:\d\d/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** Reads what a reply's headers say of its server's limits: those of OpenAI, and those of Anthropic. */
export function rateLimitsOf(headers: Headers, now: number): RateLimits | null {
  const openai = "x-ratelimit";
  const anthropic = "anthropic-ratelimit";
  // Anthropic's "tokens" are the scarcer of input and output; servers may leave it out.
  const tokens = headers.has(`${anthropic}-tokens-remaining`) ? "tokens" : "input-tokens";
  const limits: RateLimits = {
    remainingRequests:
      count(headers.get(`${openai}-remaining-requests`)) ??
      count(headers.get(`${anthropic}-requests-remaining`)),
    remainingTokens:
      count(headers.get(`${openai}-remaining-tokens`)) ??
      count(headers.get(`${anthropic}-${tokens}-remaining`)),
    requestsResetMs:
      duration(headers.get(`${openai}-reset-requests`)) ??
      until(headers.get(`${anthropic}-requests-reset`), now),
    tokensResetMs:
      duration(headers.get(`${openai}-reset-tokens`)) ??
      until(headers.get(`${anthropic}-${tokens}-reset`), now),
  };
  return Object.values(limits).every((value) => value === null) ? null : limits;
}

/**
 * How long a server asks to wait, in full; where it does not say so outright, until the limit that is used up is whole
 * again.
 */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const milliseconds = count(headers.get("retry-after-ms"));
  if (milliseconds !== null) return milliseconds;
  const stated = headers.get("retry-after");
  const seconds = count(stated);
  if (seconds !== null) return seconds * 1000;
  const date = until(stated, now);
  if (date !== null) return date;
  const limits = rateLimitsOf(headers, now);
  if (limits?.remainingRequests === 0) return limits.requestsResetMs;
  return limits?.remainingTokens === 0 ? limits.tokensResetMs : null;
}
