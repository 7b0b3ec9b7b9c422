import type { Player } from "../core/player.ts";
import { formatPlayerId, parsePlayerId } from "../core/player-id.ts";
import { faultAt, shown, type Place } from "./fault.ts";
import { textOf, type SeatLayout } from "./layout.ts";
import type { Mapping } from "./mapping.ts";

type Kind = Player["kind"];

const KINDS: readonly Kind[] = ["strategy", "policy", "agent"];

/** Who took a seat in an imported match. */
export interface ImportedPlayer {
  readonly id: string;
  readonly kind: Kind;
}

/** Tells who took a seat, from the values of a row. */
export type ReadPlayer = (seat: SeatLayout, values: readonly unknown[], place: Place) => ImportedPlayer;

/** A longer name is another column's text. */
const LONGEST_NAME = 200;
const CONTROL = /\p{Cc}/u;

/** Reads players as a mapping names them. Names are read once each: a file has few, and many rows. */
export function playerReader({ players, kind }: Pick<Mapping, "players" | "kind">): ReadPlayer {
  const rules = players.map(({ name, pattern, ...rest }) => ({
    ...rest,
    pattern: pattern === undefined ? null : new RegExp(`^(?:${pattern})$`, "u"),
    name,
  }));
  const known = new Map<string, ImportedPlayer>();

  const read = (name: string, own: Kind): ImportedPlayer => {
    const rule = rules.find((each) => each.pattern?.test(name) ?? each.name === name);
    if (rule === undefined) return { id: name, kind: own };
    const { pattern, id = name } = rule;
    return { id: pattern === null ? id : name.replace(pattern, rule.id ?? "$&"), kind: rule.kind ?? own };
  };

  return (seat, values, place) => {
    const name = textOf(values[seat.name]);
    const own = seat.kind === null ? kind : kindIn(values[seat.kind], place);
    const key = `${own} ${name}`;
    let found = known.get(key);
    if (found === undefined) {
      requireName(name, place);
      found = read(name, own);
      requireName(found.id, place); // a pattern may leave nothing of it
      known.set(key, found);
    }
    return seat.parameters.length === 0 ? found : withParameters(found, seat, values, place);
  };
}

function withParameters(
  { id, kind }: ImportedPlayer,
  { parameters }: SeatLayout,
  values: readonly unknown[],
  place: Place,
): ImportedPlayer {
  const { name, parameters: own } = parsePlayerId(id);
  const added = parameters.map(([key, at]) => {
    const text = textOf(values[at]);
    if (text !== "") requireName(text, place);
    return [key, text] as const;
  });
  return { id: formatPlayerId({ name, parameters: { ...own, ...Object.fromEntries(added) } }), kind };
}

function kindIn(value: unknown, place: Place): Kind {
  const text = textOf(value);
  const kind = KINDS.find((each) => each === text);
  if (kind !== undefined) return kind;
  throw faultAt(place, `${shown(value)} is no kind of player`, `Kinds are ${KINDS.join(", ")}.`);
}

function requireName(name: string, place: Place): void {
  if (name === "") throw faultAt(place, "the row does not say who took a seat");
  if (CONTROL.test(name)) throw faultAt(place, `the player's name ${shown(name)} has control characters`);
  if (name.length > LONGEST_NAME) {
    throw faultAt(
      place,
      `the player's name is longer than ${LONGEST_NAME} characters: ${shown(name)}`,
      "Perhaps the mapping names another column than the player's.",
    );
  }
}
