import { SpecError } from "../../core/errors.ts";
import type { ProviderOptions } from "./index.ts";
import type { Kind } from "./kinds.ts";

/** The value of a variable of the environment; null where it is empty. */
export const set = (value: string | undefined): string | null => {
  const text = value?.trim() ?? "";
  return text === "" ? null : text;
};

/** @throws SpecError where a text is no address to send requests to; it is not quoted where it may hold a secret */
function parse(text: string, place: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
  if (url !== null && isWeb && url.username + url.password + url.search + url.hash === "") return url;
  const quoted = /[@?#]/.test(text) ? "" : `, got "${text}"`;
  throw new SpecError(`${place} must be an http or https address without user, query or fragment${quoted}`);
}

/** Whether an address is on this machine. */
export const isLoopback = ({ hostname }: URL): boolean =>
  /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

/** Where a provider is to be found. */
export interface Address {
  readonly url: URL;
  /** Whether the user chose it, or the provider is it: a tournament file may be anybody's. */
  readonly isTrusted: boolean;
}

/**
 * Finds a provider: where the player's id says, or the environment, or where it always is. An address that a player's
 * id names is trusted where the environment or the provider is at the same host and port; so a compatible server gets
 * its key only where COMPATIBLE_BASE_URL names it.
 *
 * @throws SpecError where nothing says so, or what does is no address
 */
export function addressOf(options: ProviderOptions, kind: Kind): Address {
  const { variables } = kind;
  const ofEnvironment = set(options.environment[variables.baseUrl]);
  const trusted =
    ofEnvironment === null
      ? kind.baseUrl === null
        ? null
        : new URL(kind.baseUrl)
      : parse(ofEnvironment, variables.baseUrl);
  if (options.baseUrl === undefined) {
    if (trusted !== null) return { url: trusted, isTrusted: true };
    throw new SpecError(`${options.name}/${options.model} has no base URL`, {
      hint: `Add (base-url=http://…/v1) to it, or set ${variables.baseUrl}.`,
    });
  }
  const url = parse(options.baseUrl, "base-url");
  return { url, isTrusted: url.origin === trusted?.origin };
}
