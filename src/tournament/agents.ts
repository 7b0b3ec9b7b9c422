import { CoplayError, SpecError } from "../core/errors.ts";
import type { Path } from "../core/faults.ts";
import { located } from "../core/located.ts";
import { formatPlayerId, parsePlayerId, type RawParameters } from "../core/player-id.ts";
import type { Player } from "../core/player.ts";
import { asId } from "./catalogue.ts";
import type { WrittenPlayer, WrittenTournament } from "./schema.ts";

/** What a file says of all LLM players. */
interface Shared {
  readonly options: RawParameters;
  readonly isAgent: (name: string) => boolean;
  readonly place: (path: Path) => string;
}

/**
 * The player of an entry. One that is an LLM takes the options that the file has for all of them, where its own entry
 * says nothing; so they stand in its id.
 *
 * @param path of the entry; what is wrong with an option for all is said of that option
 * @param make finds a player by its id, and lets it rehearse
 * @throws SpecError with its place in the file
 */
export function playerOf(
  entry: WrittenPlayer,
  path: Path,
  { options, isAgent, place }: Shared,
  make: (id: string) => Player,
): Player {
  const { name, parameters } = located(place(path), () => parsePlayerId(asId(entry)));
  if (!isAgent(name)) return located(place(path), () => make(asId(entry)));
  const withOptions = (shared: RawParameters): Player =>
    make(formatPlayerId({ name, parameters: { ...shared, ...parameters } }));
  try {
    return withOptions(options);
  } catch (error) {
    if (!(error instanceof CoplayError)) throw error;
    const isAtFault = (shared: RawParameters): boolean => fails(() => withOptions(shared));
    const culprits = Object.keys(options).filter((key) => isAtFault({ [key]: options[key]! }));
    const at = isAtFault({}) ? path : ["agents", ...culprits.slice(0, 1)];
    throw new SpecError(error.message, { place: place(at), hint: error.hint, cause: error });
  }
}

function fails(make: () => unknown): boolean {
  try {
    make();
    return false;
  } catch (error) {
    if (error instanceof CoplayError) return true;
    throw error;
  }
}

/**
 * Sees to it that what is said of models is said of models that play.
 *
 * @throws SpecError for one that does not
 */
export function requireKnownModels(
  { capabilities }: WrittenTournament,
  players: readonly { readonly id: string }[],
  place: (path: Path) => string,
): void {
  const names = new Set(players.map(({ id }) => parsePlayerId(id).name));
  const stranger = Object.keys(capabilities).find((model) => !names.has(model));
  if (stranger === undefined) return;
  throw new SpecError(`${stranger} has capabilities and does not play`, {
    place: place(["capabilities", stranger]),
    hint: "Capabilities go by a player's name without its options, such as openai/my-model.",
  });
}
