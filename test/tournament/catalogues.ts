import { SpecError } from "../../src/core/errors.ts";
import { formatPlayerId, parsePlayerId } from "../../src/core/player-id.ts";
import type { Agent } from "../../src/core/player.ts";
import { catalogue } from "../../src/registry.ts";
import type { Catalogue, ModelCapabilities } from "../../src/tournament/catalogue.ts";

const OPTIONS = ["language", "temperature", "fallback", "p"];

/** What the catalogue below was told of its models. */
export const toldCapabilities: (ModelCapabilities | undefined)[] = [];

/**
 * An agent that cooperates, with some of the options of LLM players; its language is en by default, and `model/cold`
 * takes no temperature above 0.
 */
function modelAgent(id: string): Agent {
  const { name, parameters } = parsePlayerId(id);
  const stranger = Object.keys(parameters).find((key) => !OPTIONS.includes(key));
  if (stranger !== undefined) throw new SpecError(`${name} has no parameter "${stranger}"`);
  const { temperature = 0 } = parameters;
  if (typeof temperature !== "number") throw new SpecError("temperature must be a number");
  const shown = Object.entries(parameters).filter(([key, value]) => key !== "language" || value !== "en");
  return {
    kind: "agent",
    id: formatPlayerId({ name, parameters: Object.fromEntries(shown) }),
    departures:
      name === "model/cold" && temperature > 0
        ? [{ option: "temperature", asked: String(temperature), sent: null }]
        : [],
    begin: () => ({ act: async () => ({ action: 0 }), close: () => undefined }),
    rehearse({ game }) {
      const { fallback } = parameters;
      if (fallback === undefined || game.actions.some(({ symbol }) => symbol === fallback)) return;
      throw new SpecError(`${game.id} has no action ${JSON.stringify(fallback)} to fall back on`);
    },
  };
}

/** The registry's players, and agents whose names begin with `model/`. */
export const withModels: Catalogue = {
  ...catalogue,
  isAgent: (name) => name.startsWith("model/"),
  player(id, capabilities) {
    if (!id.startsWith("model/")) return catalogue.player(id);
    toldCapabilities.push(capabilities);
    return modelAgent(id);
  },
};
