import { C, D } from "../core/action.ts";
import { START } from "../core/outcome.ts";
import { strategy } from "../core/strategy.ts";

const GIVES_UP = 18;

/** Whether a co-player has defected too often by `turn`, counted from 1 and with the turn to come. */
function isTooBad(defections: number, turn: number): boolean {
  const rate = defections / turn;
  return (turn > 39 && rate > 0.39) || (turn > 29 && rate > 0.65) || (turn > 19 && rate > 0.79);
}

/** Rob Cave's entry (K49R) in Axelrod's second tournament, placed fourth. */
export const secondCave = strategy({
  id: "second-cave",
  title: "Cave (second tournament)",
  rule: "Defects on co-players that defect too often for the turn; else answers C with C, and D with D after 18 defections, by a coin before.",
  axelrodName: "SecondByCave",
  memory: Infinity,
  stochastic: true,
  source: "Axelrod1980b",
  begin: (_, __, random) => {
    let turn = 0;
    let defections = 0;
    return (last) => {
      turn++;
      if (last === START) return C;
      const other = last & 1;
      if (other === D) defections++;
      if (isTooBad(defections, turn)) return D;
      if (other === C) return C;
      return defections >= GIVES_UP || random.chance(0.5) ? D : C;
    };
  },
});
