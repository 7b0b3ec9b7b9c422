import { CoplayError } from "../../core/errors.ts";
import type { Player, Policy } from "../../core/player.ts";
import type { Seat } from "../../core/seat.ts";
import type { Prompt } from "../../match/lockstep.ts";
import { networkOf } from "../networks.ts";
import { planningSeat } from "../planner.ts";
import { sampledSeat } from "../sampled.ts";
import { coin, tabular, tabularInGroups } from "../tabular.ts";
import { contextsOf } from "./context.ts";
import type { Seated, SeatedModel } from "./tasks.ts";

/**
 * The player of a seat.
 *
 * @param other who sits across the table, at seat `otherSeat`
 * @throws CoplayError for a registered player that would have to be waited for
 */
export function sitting(who: Seated, other: Seated, otherSeat: Seat, player: (id: string) => Player): Prompt {
  switch (who.kind) {
    case "tabular":
      return who.group === undefined ? tabular : tabularInGroups(who.group);
    case "coin":
      return coin;
    case "model":
      return seatedModel(who, other, otherSeat);
    case "registered": {
      const found = player(who.id);
      if (found.kind !== "agent") return found;
      throw new CoplayError(`${who.id} cannot be trained against: it has to be waited for`);
    }
  }
}

function seatedModel(model: SeatedModel, other: Seated, otherSeat: Seat): Policy {
  const { id, shape, weights, acting } = model;
  return {
    kind: "policy",
    id,
    sit(lanes) {
      const context = shape.context > 0 ? contextsOf(lanes, other, otherSeat) : undefined;
      if (acting.kind === "plan") return planningSeat(shape, weights, acting, lanes, context);
      return sampledSeat(networkOf(shape).walker(weights, lanes.length, context), lanes);
    },
  };
}
