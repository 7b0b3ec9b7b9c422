import { CoplayError, SpecError } from "../core/errors.ts";
import { nearestWord } from "../files/faults.ts";
import { findPlayer } from "../registry.ts";

/**
 * The players that an option names, with commas between them; an id's own commas stand within parentheses.
 *
 * @param ids of those who took part
 * @throws SpecError for one that did not, with the nearest that did
 */
export const chosenPlayers = (ids: readonly string[], list: string): readonly string[] => [
  ...new Set(partsOf(list).map((asked) => chosen(ids, asked))),
];

function chosen(ids: readonly string[], asked: string): string {
  if (ids.includes(asked)) return asked;
  const canonical = canonicalId(asked);
  if (canonical !== null && ids.includes(canonical)) return canonical;
  const nearest = nearestWord(asked, ids);
  throw new SpecError(`${asked} did not take part`, {
    hint: nearest === undefined ? `Players: ${ids.join(", ")}.` : `Did you mean ${nearest}?`,
  });
}

/** The canonical spelling of an id, or null where nobody here is called so: an imported log has players of its own. */
function canonicalId(asked: string): string | null {
  try {
    return findPlayer(asked).id;
  } catch (error) {
    if (error instanceof CoplayError) return null;
    throw error;
  }
}

/** The parts between the commas that stand outside of parentheses, brackets and quotes. */
function partsOf(list: string): readonly string[] {
  const parts = list.match(/(?:"(?:[^"\\]|\\.)*"|\([^()]*\)|\[[^\]]*\]|[^,])+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}
